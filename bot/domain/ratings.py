"""The scale 0, 1, 2 and the scores that follow: satisfaction is a product, so one zero makes the whole zero."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from math import prod
from statistics import fmean

WINDOW_DAYS = 180
"""How long a rating stands."""


class Factor(StrEnum):
    """What a rating is about; OVERALL when none was named."""

    PROMISES = "promises"
    SERVICE = "service"
    CLARITY = "clarity"
    QUALITY = "quality"
    OVERALL = "overall"


SINGLE_FACTORS = (Factor.PROMISES, Factor.SERVICE, Factor.CLARITY, Factor.QUALITY)


class Source(StrEnum):
    """Who says so."""

    SAID = "said"
    SEEN = "seen"
    GUESS = "guess"


@dataclass(frozen=True, kw_only=True)
class Rating:
    """One score (0 to 2) of one account at one touchpoint on one factor; `order` is the order of logging."""

    touchpoint: int
    factor: Factor
    score: int
    source: Source
    day: date
    order: int

    @property
    def firm(self) -> bool:
        """Whether the customer said it or somebody saw it."""
        return self.source is not Source.GUESS


@dataclass(frozen=True, kw_only=True)
class Score:
    """What standing ratings add up to: `value` is None when nothing is rated, else 0 to 16 (32 with overall)."""

    value: float | None = None
    zeros: int = 0
    factors_known: int = 0


def standing_rating(firm: Rating | None, guess: Rating | None, asof: date, days: int = WINDOW_DAYS) -> Rating | None:
    """Return which of the newest firm rating and the newest guess of one key stands on a day, if any.

    A guess changes nothing while the newest firm rating is a zero that the customer said.
    """
    firm, guess = (each if each and _fresh(each, asof, days) else None for each in (firm, guess))
    if firm and firm.source is Source.SAID and firm.score == 0:
        return firm
    return max((each for each in (firm, guess) if each), key=_age, default=None)


def standing_ratings(ratings: Iterable[Rating], asof: date, days: int = WINDOW_DAYS) -> tuple[Rating, ...]:
    """Return the standing rating of every touchpoint and factor of one account on a day."""
    fresh = sorted((r for r in ratings if _fresh(r, asof, days)), key=lambda r: (_key(r), _age(r)))
    found = []
    for _, group in groupby(fresh, key=_key):
        newest = {rating.firm: rating for rating in group}
        found.append(standing_rating(newest.get(True), newest.get(False), asof, days))
    return tuple(rating for rating in found if rating)


def score(ratings: Sequence[Rating]) -> Score:
    """Return the score of standing ratings: zero if any is, else the product of the rated factors' means."""
    factors = {rating.factor for rating in ratings}
    means = [fmean(r.score for r in ratings if r.factor is factor) for factor in sorted(factors)]
    zeros = sum(rating.score == 0 for rating in ratings)
    value = None if not ratings else 0.0 if zeros else prod(means)
    return Score(value=value, zeros=zeros, factors_known=sum(factor in factors for factor in SINGLE_FACTORS))


def mean_score(scores: Iterable[Score]) -> float | None:
    """Return the mean of the rated accounts' scores, None when nothing is rated."""
    rated = [each.value for each in scores if each.value is not None]
    return fmean(rated) if rated else None


def _fresh(rating: Rating, asof: date, days: int) -> bool:
    return asof - timedelta(days=days) <= rating.day <= asof


def _key(rating: Rating) -> tuple[int, Factor]:
    return rating.touchpoint, rating.factor


def _age(rating: Rating) -> tuple[date, int]:
    return rating.day, rating.order
