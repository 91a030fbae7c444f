"""Sharing: no arithmetic on sums that were shown gives the work of fewer than three people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.details import Kind
from bot.domain.periods import period_of, week_of
from bot.domain.sharing import SUMMED, CountedEntry, PromiseChange, SharedSum, is_group, kinds_of_groups
from tests.dialog import TUESDAY

TODAY = date(2026, 11, 24)
WEEK = SharedSum(team=1, period=week_of(TODAY), at=TUESDAY, people=frozenset({1, 2, 3}), last_entry=100)
DAY = replace(WEEK, period=period_of("today", TODAY))


def entries(
    *people: int, day: date = TODAY, team: int | None = 1, first: int = 1, kind: Kind = Kind.CALL
) -> list[CountedEntry]:
    """Return one entry of each person."""
    return [CountedEntry(id=first + n, kind=kind, person=p, team=team, day=day) for n, p in enumerate(people)]


def can_be_subtracted(
    logged: Sequence[CountedEntry], moved: Sequence[PromiseChange], earlier: Sequence[SharedSum], shown: SharedSum
) -> bool:
    """Whether a kind of which there is any may not be shown."""
    kinds = {entry.kind for entry in logged} | ({Kind.PROMISE} if moved else set())
    return not kinds <= kinds_of_groups(logged, moved, earlier, shown)


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
    assert not can_be_subtracted([*entries(1, 2, 3), *monday], [], [DAY], WEEK)
    assert not can_be_subtracted(entries(1, 2, 3), [], [DAY], WEEK)


def test_a_day_and_its_week_may_not_differ_by_one_person() -> None:
    """Monday would be theirs."""
    monday = entries(2, 2, day=TODAY - timedelta(days=1), first=10)
    assert can_be_subtracted([*entries(1, 2, 3), *monday], [], [DAY], WEEK)


def test_the_same_sum_may_not_grow_by_one_person() -> None:
    """What was logged after the first showing is what the second one adds."""
    later = replace(WEEK, last_entry=200)
    assert can_be_subtracted([*entries(1, 2, 3), *entries(1, first=150)], [], [WEEK], later)
    assert not can_be_subtracted([*entries(1, 2, 3), *entries(1, 2, 3, first=150)], [], [WEEK], later)


def test_the_same_sum_may_not_shrink_by_one_person() -> None:
    """What was taken back or replaced meanwhile is what the second one lacks."""
    later = replace(WEEK, last_entry=200, at=TUESDAY + timedelta(hours=2))
    kept = entries(1, 2, 3)
    undone = replace(entries(1, first=20)[0], undone_at=TUESDAY + timedelta(hours=1))
    replaced = replace(entries(1, first=20)[0], replaced_by=150)
    assert can_be_subtracted([*kept, undone], [], [WEEK], later)
    assert can_be_subtracted([*kept, replaced], [], [WEEK], later)
    assert not can_be_subtracted([*kept, replace(undone, undone_at=TUESDAY - timedelta(hours=1))], [], [WEEK], later)


def test_the_company_and_its_teams_may_not_differ_by_one_person() -> None:
    """The one in the other team."""
    company = replace(WEEK, team=None)
    assert can_be_subtracted([*entries(1, 2, 3), *entries(4, team=2, first=10)], [], [WEEK], company)
    assert not can_be_subtracted([*entries(1, 2, 3), *entries(4, 5, 6, team=2, first=10)], [], [WEEK], company)


def test_what_was_logged_without_a_team_follows_its_person() -> None:
    """Somebody who joins a team brings it along, and the difference would be theirs."""
    joined = replace(WEEK, people=WEEK.people | {4}, at=TUESDAY + timedelta(hours=1))
    assert can_be_subtracted([*entries(1, 2, 3), *entries(4, team=None, first=10)], [], [WEEK], joined)


def test_several_days_may_not_be_taken_from_a_week_to_leave_one_person() -> None:
    """Three sums in which each pair is harmless."""
    days = [TODAY + timedelta(days=n) for n in (-1, 0, 1)]
    logged = [entry for n, day in enumerate(days) for entry in entries(1, 2, 3, day=day, first=10 * n + 1)]
    shown = [replace(DAY, period=period_of("today", day)) for day in days]
    assert not can_be_subtracted(logged, [], shown, WEEK)
    alone = entries(2, day=TODAY + timedelta(days=2), first=50)
    assert can_be_subtracted([*logged, *alone], [], shown, WEEK)


def answers(*people: int, kept: int = 1, first: int = 11) -> list[PromiseChange]:
    """Return that each person kept a promise of today, or took it back."""
    return [
        PromiseChange(id=first + n, person=person, team=1, day=TODAY, kept=kept, unanswered=-kept)
        for n, person in enumerate(people)
    ]


MADE = [PromiseChange(id=n, person=n, team=1, day=TODAY, unanswered=1) for n in (1, 2, 3)]
BEFORE = replace(WEEK, last_change=10, today=TODAY)
AFTER = replace(BEFORE, last_change=20, at=TUESDAY + timedelta(days=9))


def test_the_same_sum_may_not_move_by_what_became_of_one_persons_promises() -> None:
    """However late the answer came, and whoever called meanwhile in another week."""
    called = entries(1, 2, 3)
    assert can_be_subtracted(called, [*MADE, *answers(1)], [BEFORE], AFTER)
    assert not can_be_subtracted(called, [*MADE, *answers(1, 2, 3)], [BEFORE], AFTER)
    assert not can_be_subtracted(called, MADE, [BEFORE], AFTER)
    elsewhere = entries(2, 3, day=TODAY + timedelta(days=9), first=30)
    assert can_be_subtracted([*called, *elsewhere], [*MADE, *answers(1)], [BEFORE], replace(AFTER, last_entry=200))


def test_an_answer_does_not_hide_among_the_calls_of_others() -> None:
    """The two that called would know each other's, and everybody whose promise was kept."""
    called = [*entries(1, 2, 3), *entries(2, 3, first=150)]
    asked = replace(AFTER, last_entry=200)
    assert frozenset() == kinds_of_groups(called, [*MADE, *answers(1)], [BEFORE], asked)
    assert {Kind.PROMISE} == kinds_of_groups(called, [*MADE, *answers(1, 2, 3)], [BEFORE], asked)


@pytest.mark.parametrize("kind", sorted(SUMMED - {Kind.PROMISE}))
def test_a_kind_of_work_that_one_of_three_did_is_left_out(kind: Kind) -> None:
    """Their own figure, whatever the others did; and so is what nobody did, which is everybody's figure."""
    others = next(iter(SUMMED - {kind, Kind.PROMISE}))
    logged = [*entries(1, 2, 3, kind=others), *entries(2, 2, 2, first=20, kind=kind)]
    assert {others} == kinds_of_groups(logged, [], [], WEEK)
    both = [*logged, *entries(1, 3, first=30, kind=kind)]
    assert {others, kind} == kinds_of_groups(both, [], [], WEEK)


def test_a_kind_is_held_against_the_sums_that_said_it() -> None:
    """A visit more than in a sum that left visits out tells nothing."""
    later = replace(WEEK, last_entry=200)
    visited = [*entries(1, 2, 3, kind=Kind.VISIT), *entries(1, first=150, kind=Kind.VISIT)]
    assert not kinds_of_groups(visited, [], [WEEK], later)
    assert {Kind.VISIT} == kinds_of_groups(visited, [], [replace(WEEK, kinds=frozenset({Kind.CALL}))], later)


def test_a_customer_who_is_nobodys_is_in_every_teams_waiting_times() -> None:
    """Whoever went, of another team too; a hand-off of before there was a team is in no team's minutes."""
    for kind, counted in ((Kind.WENT, True), (Kind.HANDOFF, False), (Kind.CALL, False)):
        (entry,) = entries(9, team=None, kind=kind)
        assert counted is WEEK.counts(entry)


def test_an_answer_that_was_taken_back_between_two_sums_makes_no_group() -> None:
    """Two others called, and each would know the other's."""
    called = [*entries(1, 2, 3), *entries(2, 3, first=150)]
    moved = [*MADE, *answers(1), *answers(1, kept=-1, first=15)]
    assert can_be_subtracted(called, moved, [BEFORE], replace(AFTER, last_entry=200))


def test_an_answer_of_another_day_makes_no_group() -> None:
    """One of last week's promise, typed today, beside the calls of two others."""
    late = replace(answers(1)[0], day=TODAY - timedelta(days=7))
    called = [*entries(1, 2, 3), *entries(2, 3, first=150)]
    assert can_be_subtracted(called, [*MADE, late], [BEFORE], replace(AFTER, last_entry=200))


def test_a_promise_that_nobody_answered_moves_the_sum_when_its_day_is_over() -> None:
    """From not due yet to late: of one person it is theirs."""
    called = entries(1, 2, 3)
    tomorrow = replace(AFTER, today=TODAY + timedelta(days=1))
    assert can_be_subtracted(called, MADE[:1], [BEFORE], tomorrow)
    assert not can_be_subtracted(called, MADE, [BEFORE], tomorrow)


def test_promises_that_a_sum_of_before_they_were_compared_counted_are_not_said_again() -> None:
    """Nobody knows what became of them between the two; those of another week it says nothing about."""
    old = replace(BEFORE, last_change=None, today=None)
    assert {Kind.CALL} == kinds_of_groups(entries(1, 2, 3), [*MADE, *answers(1, 2, 3)], [old], AFTER)
    week = replace(old, period=week_of(TODAY - timedelta(days=7)))
    assert Kind.PROMISE in kinds_of_groups(entries(1, 2, 3), [*MADE, *answers(1, 2, 3)], [week], AFTER)


LOGGED = st.lists(
    st.builds(
        CountedEntry,
        id=st.integers(1, 9),
        kind=st.sampled_from((Kind.CALL, Kind.CALL, Kind.VISIT)),
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
    last_change=st.integers(0, 9),
    today=st.sampled_from([TODAY + timedelta(days=n) for n in range(3)]),
)
MOVED = st.lists(
    st.builds(
        PromiseChange,
        id=st.integers(1, 9),
        person=st.integers(1, 5),
        team=st.sampled_from((1, 2)),
        day=st.sampled_from([TODAY + timedelta(days=n) for n in range(3)]),
        kept=st.integers(-1, 1),
        unanswered=st.integers(-1, 1),
    ),
    max_size=9,
)


def _total(entries: Sequence[CountedEntry], shown: SharedSum) -> frozenset[int]:
    return frozenset(n for n, entry in enumerate(entries) if entry.kind in shown.kinds and shown.counts(entry))


@settings(max_examples=80, deadline=None)
@given(LOGGED, st.lists(SHOWN, max_size=3))
def test_no_combination_of_allowed_sums_gives_fewer_than_three(
    logged: list[CountedEntry], asked: list[SharedSum]
) -> None:
    """Sums are added and subtracted in each way; what is left holds entries of a group, or of nobody."""
    allowed = _allowed(logged, [], asked)
    for factors in product((-2, -1, 0, 1, 2), repeat=len(allowed)):
        weights = [
            sum(f for f, shown in zip(factors, allowed, strict=True) if n in _total(logged, shown))
            for n in range(len(logged))
        ]
        for kind in SUMMED:
            people = {e.person for e, weight in zip(logged, weights, strict=True) if weight and e.kind is kind}
            assert not people or len(people) >= 3


@settings(max_examples=120, deadline=None)
@given(LOGGED, MOVED, st.lists(SHOWN, max_size=4))
def test_no_two_allowed_sums_differ_by_fewer_than_three(
    logged: list[CountedEntry], moved: list[PromiseChange], asked: list[SharedSum]
) -> None:
    """By entries that one of them counts, and by what became of promises, of days of both or of one of them."""
    for before, after in combinations(_allowed(logged, moved, asked), 2):
        differ = _total(logged, before) ^ _total(logged, after)
        for kind in before.kinds & after.kinds:
            assert len({logged[n].person for n in differ if logged[n].kind is kind}) not in (1, 2)
        if Kind.PROMISE not in before.kinds & after.kinds:
            continue
        people: set[int] = set()
        for one, other in product((True, False), repeat=2):
            days = [change for change in moved if (before.covers(change), after.covers(change)) == (one, other)]
            for person in range(1, 6):
                own = [change for change in days if change.person == person]
                first, second = (
                    _promised(own, before) if one else Counter(),
                    _promised(own, after) if other else Counter(),
                )
                people |= {person} if any((second[name] - first[name]) for name in {*first, *second}) else set()
        assert not people or len(people) >= 3


def _allowed(logged: list[CountedEntry], moved: list[PromiseChange], asked: list[SharedSum]) -> list[SharedSum]:
    """Return the sums that may be shown, one after the other; what was known grows with time."""
    known = sorted((each.last_entry, each.last_change or 0) for each in asked)
    allowed: list[SharedSum] = []
    for n, each in enumerate(asked):
        last_entry, last_change = known[n][0], sorted(change for _, change in known)[n]
        at = TUESDAY + timedelta(hours=n)
        shown = replace(each, at=at, last_entry=last_entry, last_change=last_change)
        if kinds := kinds_of_groups(logged, moved, allowed, shown):
            allowed.append(replace(shown, kinds=kinds))
    return allowed


def _promised(changes: Sequence[PromiseChange], shown: SharedSum) -> Counter[str]:
    """Return what a sum says of the promises of these days."""
    found: Counter[str] = Counter()
    for change in changes:
        if change.id <= (shown.last_change or 0):
            assert shown.today
            fate = "late" if change.day < shown.today else "due"
            found.update({"kept": change.kept, fate: change.unanswered})
    return found
