"""Ratings: which one of a touchpoint and factor counts, and the product that they make."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ratings import (
    SINGLE_FACTORS,
    WINDOW_DAYS,
    Factor,
    Rating,
    Score,
    Source,
    mean_score,
    score,
    standing_rating,
    standing_ratings,
)

TODAY = date(2026, 11, 24)
ORDERS = iter(range(1, 10_000))


def _rated(
    value: int,
    factor: Factor = Factor.QUALITY,
    source: Source = Source.SAID,
    *,
    ago: int = 0,
    touchpoint: int = 1,
    order: int = 0,
) -> Rating:
    """Return a rating of so many days ago, logged after those that were made before it."""
    day = TODAY - timedelta(days=ago)
    return Rating(
        touchpoint=touchpoint, factor=factor, score=value, source=source, day=day, order=order or next(ORDERS)
    )


def _values(*ratings: Rating) -> list[int]:
    return [rating.score for rating in standing_ratings(ratings, TODAY)]


# which rating stands


def test_the_newer_day_stands() -> None:
    """However late the older one was logged."""
    assert [2] == _values(_rated(2, ago=1), _rated(1, ago=5))


def test_of_one_day_the_later_logged_one_stands() -> None:
    """The order of logging decides."""
    assert [1] == _values(_rated(2, order=1), _rated(1, order=2))
    assert [1] == _values(_rated(1, order=2), _rated(2, order=1))


def test_a_newer_guess_stands_against_an_older_firm_rating() -> None:
    """Unless the customer said that it was a zero."""
    assert [2] == _values(_rated(1, source=Source.SEEN, ago=3), _rated(2, source=Source.GUESS))


@pytest.mark.parametrize(("source", "expected"), [(Source.SAID, 0), (Source.SEEN, 2)])
def test_a_guess_never_replaces_a_zero_that_the_customer_said(source: Source, expected: int) -> None:
    """A zero that somebody only saw gives way."""
    assert [expected] == _values(_rated(0, source=source, ago=30), _rated(2, source=Source.GUESS))


@pytest.mark.parametrize("source", [Source.SAID, Source.SEEN])
def test_a_zero_that_the_customer_said_gives_way_to_a_firm_rating(source: Source) -> None:
    """Said or seen, of a later day."""
    assert [1] == _values(_rated(0, ago=30), _rated(1, source=source))


@pytest.mark.parametrize(("ago", "stands"), [(0, True), (WINDOW_DAYS, True), (WINDOW_DAYS + 1, False), (-1, False)])
def test_a_rating_counts_for_180_days(ago: int, stands: bool) -> None:
    """Not from tomorrow, and not any longer."""
    assert stands is bool(_values(_rated(1, ago=ago)))


def test_when_the_said_zero_is_too_old_the_guess_stands() -> None:
    """What is outside the window protects nothing."""
    assert [2] == _values(_rated(0, ago=WINDOW_DAYS + 1), _rated(2, source=Source.GUESS))


def test_nothing_stands_where_nothing_was_rated() -> None:
    """Neither a firm rating nor a guess."""
    assert standing_rating(None, None, TODAY) is None
    assert () == standing_ratings([], TODAY)


def test_every_touchpoint_and_factor_stands_by_itself() -> None:
    """Two touchpoints and two factors make four."""
    rated = [_rated(1, factor, touchpoint=place) for factor in (Factor.QUALITY, Factor.SERVICE) for place in (1, 2)]
    assert 4 == len(standing_ratings(rated, TODAY))


# the score


def test_one_zero_makes_the_whole_zero() -> None:
    """Whatever else was rated, and however well."""
    rated = [_rated(2, factor) for factor in SINGLE_FACTORS[:3]]
    assert 8.0 == score(rated).value
    assert Score(value=0.0, zeros=1, factors_known=4) == score([*rated, _rated(0, SINGLE_FACTORS[3])])


def test_a_zero_at_one_touchpoint_is_not_evened_out_by_another() -> None:
    """The mean of 0 and 2 would be 1."""
    assert 0.0 == score([_rated(0, touchpoint=1), _rated(2, touchpoint=2)]).value


def test_a_factor_is_the_mean_of_its_touchpoints() -> None:
    """1 and 2 on quality make 1.5, times 2 on service."""
    rated = [_rated(1, touchpoint=1), _rated(2, touchpoint=2), _rated(2, Factor.SERVICE)]
    assert 3.0 == score(rated).value


def test_the_highest_scores() -> None:
    """16 with the four single factors, 32 with the overall rating beside them."""
    four = [_rated(2, factor) for factor in SINGLE_FACTORS]
    assert 16.0 == score(four).value
    assert 32.0 == score([*four, _rated(2, Factor.OVERALL)]).value


def test_the_overall_rating_is_no_known_factor() -> None:
    """It says nothing about any of the four."""
    assert Score(value=2.0, zeros=0, factors_known=0) == score([_rated(2, Factor.OVERALL)])


def test_nothing_rated_is_no_score() -> None:
    """Unknown is neither 0 nor 1."""
    assert Score(value=None, zeros=0, factors_known=0) == score([])


@given(st.dictionaries(st.sampled_from(list(Factor)), st.integers(0, 2), min_size=1))
def test_with_one_touchpoint_the_score_is_the_product(values: dict[Factor, int]) -> None:
    """For every choice of factors and values."""
    found = score([_rated(value, factor) for factor, value in values.items()])
    assert float(prod(values.values())) == found.value
    assert (found.value == 0) is (found.zeros > 0)


@given(st.lists(st.tuples(st.sampled_from(list(Factor)), st.integers(0, 2), st.integers(1, 3)), min_size=1))
def test_a_worse_rating_never_makes_the_score_better(rows: list[tuple[Factor, int, int]]) -> None:
    """Lowering any one by one."""
    rated = [_rated(value, factor, touchpoint=place) for factor, value, place in rows]
    before = score(rated).value
    for position, rating in enumerate(rated):
        worse = [*rated[:position], replace(rating, score=max(0, rating.score - 1)), *rated[position + 1 :]]
        after = score(worse).value
        assert before is not None
        assert after is not None
        assert after <= before


# several accounts


def test_the_mean_is_that_of_the_rated_accounts() -> None:
    """An account that nobody rated counts neither as 0 nor as 1."""
    assert 3.0 == mean_score([Score(value=2.0), Score(), Score(value=4.0)])


def test_without_a_rated_account_there_is_no_mean() -> None:
    """None, not zero."""
    assert mean_score([Score(), Score()]) is None
    assert mean_score([]) is None
