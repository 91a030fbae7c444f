"""Sharing: no arithmetic on sums that were shown gives the work of fewer than three people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.periods import period_of, week_of
from bot.domain.sharing import CountedEntry, SharedSum, can_be_subtracted, is_group
from tests.dialog import TUESDAY

TODAY = date(2026, 11, 24)
WEEK = SharedSum(team=1, period=week_of(TODAY), at=TUESDAY, people=frozenset({1, 2, 3}), last_entry=100)
DAY = replace(WEEK, period=period_of("today", TODAY))


def entries(*people: int, day: date = TODAY, team: int | None = 1, first: int = 1) -> list[CountedEntry]:
    """Return one entry of each person."""
    return [CountedEntry(id=first + n, person=p, team=team, day=day) for n, p in enumerate(people)]


@pytest.mark.parametrize(
    ("people", "looker", "expected"),
    [([1, 2, 3], None, True), ([1, 2, 3], 3, False), ([1, 2, 3], 4, True), ([1, 1, 2], None, False), ([], None, False)],
)
def test_who_looks_is_not_counted_in_a_group(people: list[int], looker: int | None, expected: bool) -> None:
    """Three others, each once."""
    assert expected is is_group(people, looker)


def test_a_day_and_its_week_may_differ_by_a_group_or_by_nothing() -> None:
    """Monday's three, or nobody."""
    monday = entries(1, 2, 3, day=TODAY - timedelta(days=1), first=10)
    assert not can_be_subtracted([*entries(1, 2, 3), *monday], [DAY], WEEK)
    assert not can_be_subtracted(entries(1, 2, 3), [DAY], WEEK)


def test_a_day_and_its_week_may_not_differ_by_one_person() -> None:
    """Monday would be theirs."""
    monday = entries(2, 2, day=TODAY - timedelta(days=1), first=10)
    assert can_be_subtracted([*entries(1, 2, 3), *monday], [DAY], WEEK)


def test_the_same_sum_may_not_grow_by_one_person() -> None:
    """What was logged after the first showing is what the second one adds."""
    later = replace(WEEK, last_entry=200)
    assert can_be_subtracted([*entries(1, 2, 3), *entries(1, first=150)], [WEEK], later)
    assert not can_be_subtracted([*entries(1, 2, 3), *entries(1, 2, 3, first=150)], [WEEK], later)


def test_the_same_sum_may_not_shrink_by_one_person() -> None:
    """What was taken back or replaced meanwhile is what the second one lacks."""
    later = replace(WEEK, last_entry=200, at=TUESDAY + timedelta(hours=2))
    kept = entries(1, 2, 3)
    undone = replace(entries(1, first=20)[0], undone_at=TUESDAY + timedelta(hours=1))
    replaced = replace(entries(1, first=20)[0], replaced_by=150)
    assert can_be_subtracted([*kept, undone], [WEEK], later)
    assert can_be_subtracted([*kept, replaced], [WEEK], later)
    assert not can_be_subtracted([*kept, replace(undone, undone_at=TUESDAY - timedelta(hours=1))], [WEEK], later)


def test_the_company_and_its_teams_may_not_differ_by_one_person() -> None:
    """The one in the other team."""
    company = replace(WEEK, team=None)
    assert can_be_subtracted([*entries(1, 2, 3), *entries(4, team=2, first=10)], [WEEK], company)
    assert not can_be_subtracted([*entries(1, 2, 3), *entries(4, 5, 6, team=2, first=10)], [WEEK], company)


def test_what_was_logged_without_a_team_follows_its_person() -> None:
    """Somebody who joins a team brings it along, and the difference would be theirs."""
    joined = replace(WEEK, people=WEEK.people | {4}, at=TUESDAY + timedelta(hours=1))
    assert can_be_subtracted([*entries(1, 2, 3), *entries(4, team=None, first=10)], [WEEK], joined)


def test_several_days_may_not_be_taken_from_a_week_to_leave_one_person() -> None:
    """Three sums in which each pair is harmless."""
    days = [TODAY + timedelta(days=n) for n in (-1, 0, 1)]
    logged = [entry for n, day in enumerate(days) for entry in entries(1, 2, 3, day=day, first=10 * n + 1)]
    shown = [replace(DAY, period=period_of("today", day)) for day in days]
    assert not can_be_subtracted(logged, shown, WEEK)
    alone = entries(2, day=TODAY + timedelta(days=2), first=50)
    assert can_be_subtracted([*logged, *alone], shown, WEEK)


LOGGED = st.lists(
    st.builds(
        CountedEntry,
        id=st.integers(1, 9),
        person=st.integers(1, 5),
        team=st.sampled_from((1, 2)),
        day=st.sampled_from([TODAY + timedelta(days=n) for n in range(3)]),
    ),
    max_size=12,
)
SHOWN = st.builds(
    SharedSum,
    team=st.sampled_from((1, 2, None)),
    period=st.sampled_from((week_of(TODAY), *(period_of("today", TODAY + timedelta(days=n)) for n in range(3)))),
    at=st.just(TUESDAY),
    people=st.just(frozenset(range(1, 6))),
    last_entry=st.integers(0, 9),
)


def _total(entries: Sequence[CountedEntry], shown: SharedSum) -> frozenset[int]:
    return frozenset(n for n, entry in enumerate(entries) if shown.counts(entry))


@settings(max_examples=80, deadline=None)
@given(LOGGED, st.lists(SHOWN, max_size=3))
def test_no_combination_of_allowed_sums_gives_fewer_than_three(
    logged: list[CountedEntry], asked: list[SharedSum]
) -> None:
    """Sums are added and subtracted in each way; what is left holds entries of a group, or of nobody."""
    allowed: list[SharedSum] = []
    for shown in asked:
        if not can_be_subtracted(logged, allowed, shown):
            allowed.append(shown)
    for factors in product((-2, -1, 0, 1, 2), repeat=len(allowed)):
        weights = [
            sum(f for f, shown in zip(factors, allowed, strict=True) if n in _total(logged, shown))
            for n in range(len(logged))
        ]
        people = {entry.person for entry, weight in zip(logged, weights, strict=True) if weight}
        assert not people or len(people) >= 3
