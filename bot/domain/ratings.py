"""Ratings on the scale 0, 1, 2 and the score of an account: a product, so that one 0 makes the whole 0."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from math import fsum, prod

from bot.records import record

WINDOW_DAYS = 180
"""Days for which a rating counts."""


class Factor(StrEnum):
    """What a rating is about; OVERALL when no single factor was named."""

    PROMISES = "promises"
    SERVICE = "service"
    CLARITY = "clarity"
    QUALITY = "quality"
    OVERALL = "overall"


SINGLE_FACTORS = (Factor.PROMISES, Factor.SERVICE, Factor.CLARITY, Factor.QUALITY)


class Source(StrEnum):
    """Whose judgement it is: said by the customer, seen by somebody, or the seller's guess."""

    SAID = "said"
    SEEN = "seen"
    GUESS = "guess"


@record(kw_only=True)
class Rating:
    """One score (0 less than expected, 1 as expected, 2 more) of one account at one touchpoint on one factor.

    `day` is local; `order` rises with the order of logging and decides between ratings of one day.
    """

    touchpoint: int
    factor: Factor
    score: int
    source: Source
    day: date
    order: int

    @property
    def firm(self) -> bool:
        """Whether it is more than a guess."""
        return self.source is not Source.GUESS


@record(kw_only=True)
class Score:
    """The score of an account.

    `value` is the product of the factors' means, 0 to 16 (32 with OVERALL), None when nothing is rated; `zeros` counts
    standing ratings of 0; `factors_known` counts the rated factors among the four single ones.
    """

    value: float | None = None
    zeros: int = 0
    factors_known: int = 0


def standing_rating(firm: Rating | None, guess: Rating | None, asof: date, days: int = WINDOW_DAYS) -> Rating | None:
    """Return which of the newest firm rating and the newest guess of one key counts on a day, None when neither does.

    The newer of the two that are at most `days` old, but no guess replaces a 0 that the customer said.
    """
    firm, guess = (rating if rating and _fresh(rating, asof, days) else None for rating in (firm, guess))
    # A seller's hope must not cover what the customer said; only a newer firm rating does.
    if firm and firm.source is Source.SAID and firm.score == 0:
        return firm
    return max((rating for rating in (firm, guess) if rating), key=_age, default=None)


def standing_ratings(ratings: Iterable[Rating], asof: date, days: int = WINDOW_DAYS) -> tuple[Rating, ...]:
    """Return the rating that counts on a day for every touchpoint and factor of one account, in that order."""
    fresh = sorted((r for r in ratings if _fresh(r, asof, days)), key=lambda r: (_key(r), _age(r)))
    found = []
    for _, group in groupby(fresh, key=_key):
        newest = {rating.firm: rating for rating in group}
        found.append(standing_rating(newest.get(True), newest.get(False), asof, days))
    return tuple(rating for rating in found if rating)


def score(ratings: Sequence[Rating]) -> Score:
    """Return the score of standing ratings: 0 if any rating is 0, else the product of the rated factors' means."""
    factors = {rating.factor for rating in ratings}
    # Sorted: a product of floats depends on the order, and that of a set changes with each process.
    means = [_mean([r.score for r in ratings if r.factor is factor]) for factor in sorted(factors)]
    zeros = sum(rating.score == 0 for rating in ratings)
    # A mean alone would hide a zero: 0 and 2 on one factor are 1.
    value = None if not ratings else 0.0 if zeros else prod(means)
    return Score(value=value, zeros=zeros, factors_known=sum(factor in factors for factor in SINGLE_FACTORS))


def _mean(scores: Sequence[int]) -> float:
    return sum(scores) / len(scores)


def mean_score(scores: Iterable[Score]) -> float | None:
    """Return the mean of the rated accounts' scores, 0 to 32, None when none is rated."""
    rated = [score.value for score in scores if score.value is not None]
    return fsum(rated) / len(rated) if rated else None


def _fresh(rating: Rating, asof: date, days: int) -> bool:
    return asof - timedelta(days=days) <= rating.day <= asof


def _key(rating: Rating) -> tuple[int, Factor]:
    return rating.touchpoint, rating.factor


def _age(rating: Rating) -> tuple[date, int]:
    return rating.day, rating.order
