"""Promises: open, told first, kept, broken; breaches and runs of customers who were told first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.details import FactorScore, PromiseMade, PromiseOutcome, PromiseStep, Touch
from bot.domain.entries import Entry, undo
from bot.domain.promises import BREACH_DAYS, Promise, PromiseState, told_in_a_row
from bot.domain.ratings import Factor, Source
from tests.dialog import TUESDAY, Dialog

ACME = 1
TODAY = TUESDAY.date()
FRIDAY = TODAY + timedelta(days=3)


def _promise(
    talk: Dialog, *, account: int = ACME, day: date = TODAY, broken: bool = False, told: bool = False
) -> Entry:
    made = PromiseMade(what="a quote", due=FRIDAY, broken=broken, told=told)
    return talk.work.entries.add(made, person=_id(talk, "anna"), account=account, day=day, at=talk.at)


def _step(
    talk: Dialog, promise: Entry, outcome: PromiseOutcome, *, day: date = TODAY, told: bool = False, due: date | None = None
) -> Entry:  # fmt: skip
    step = PromiseStep(promise=promise.number, outcome=outcome, told=told, due=due)
    return talk.work.entries.add(step, person=promise.person, account=promise.account, day=day, at=talk.at)


def _zero(talk: Dialog, factor: Factor, day: date = TODAY) -> Entry:
    touch = Touch(touchpoint=1, marks=(FactorScore(factor=factor, score=0),), source=Source.SAID)
    return talk.work.entries.add(touch, person=_id(talk, "anna"), account=ACME, day=day, at=talk.at)


def _id(talk: Dialog, name: str) -> int:
    person = talk.work.people.by_name(name)
    assert person
    return person.id


def _now(talk: Dialog, promise: Entry) -> Promise:
    found = talk.work.promises.find(promise.number)
    assert found
    return found


# states


def test_a_new_promise_is_open_until_its_day(talk: Dialog) -> None:
    """With what was promised, to whom and by whom."""
    promise = _promise(talk)
    found = _now(talk, promise)
    assert (PromiseState.OPEN, FRIDAY, "a quote", ACME, False, None) == (
        found.state,
        found.due,
        found.what,
        found.account,
        found.told,
        found.closed,
    )
    assert f"P{promise.number}" == found.ref


@pytest.mark.parametrize(
    ("outcome", "state"), [(PromiseOutcome.KEPT, PromiseState.KEPT), (PromiseOutcome.BROKEN, PromiseState.BROKEN)]
)
def test_a_promise_is_closed_on_the_day_of_its_outcome(
    talk: Dialog, outcome: PromiseOutcome, state: PromiseState
) -> None:
    """Which may be an earlier day than today."""
    promise = _promise(talk)
    _step(talk, promise, outcome, day=TODAY - timedelta(days=1))
    found = _now(talk, promise)
    assert (state, TODAY - timedelta(days=1)) == (found.state, found.closed)


def test_a_customer_who_is_told_leaves_the_promise_open_on_its_new_day(talk: Dialog) -> None:
    """Of which the customer was not told anything yet."""
    promise = _promise(talk)
    _step(talk, promise, PromiseOutcome.TOLD, told=True, due=FRIDAY + timedelta(days=7))
    found = _now(talk, promise)
    assert (PromiseState.OPEN, False, True) == (found.state, found.told, found.moved)
    assert FRIDAY + timedelta(days=7) == found.due


def test_being_told_without_a_new_day_leaves_the_old_one(talk: Dialog) -> None:
    """The customer only knows that it will be late."""
    promise = _promise(talk)
    _step(talk, promise, PromiseOutcome.TOLD, told=True)
    assert FRIDAY == _now(talk, promise).due


def test_a_promise_recorded_as_broken_is_closed_at_once(talk: Dialog) -> None:
    """On the day for which it was recorded."""
    found = _now(talk, _promise(talk, broken=True, day=TODAY - timedelta(days=2)))
    assert (PromiseState.BROKEN, TODAY - timedelta(days=2)) == (found.state, found.closed)


def test_undo_of_a_step_opens_the_promise_again(talk: Dialog) -> None:
    """On the day that counted before."""
    promise = _promise(talk)
    before = _now(talk, promise)
    _step(talk, promise, PromiseOutcome.TOLD, told=True, due=FRIDAY + timedelta(days=7))
    undo(talk.work.entries, _step(talk, promise, PromiseOutcome.KEPT), talk.at)
    assert PromiseState.OPEN == _now(talk, promise).state
    told = talk.work.entries.latest(promise.person)
    assert told
    undo(talk.work.entries, told, talk.at)
    assert before == _now(talk, promise)


def test_an_undone_promise_is_not_there(talk: Dialog) -> None:
    """Nor is one that never was."""
    promise = _promise(talk)
    undo(talk.work.entries, promise, talk.at)
    assert talk.work.promises.find(promise.number) is None
    assert talk.work.promises.find(99) is None


# who has open promises


def test_open_promises_come_by_their_day(talk: Dialog) -> None:
    """The first due first; closed ones are left out."""
    late, soon, kept = (_promise(talk) for _ in range(3))
    _step(talk, late, PromiseOutcome.TOLD, told=True, due=FRIDAY + timedelta(days=1))
    _step(talk, kept, PromiseOutcome.KEPT)
    expected = [soon.number, late.number]
    promises = talk.work.promises
    assert expected == [promise.number for promise in promises.open_of(soon.person)]
    assert expected == [promise.number for promise in promises.open_for(ACME)]
    assert expected == [promise.number for promise in promises.open_in_team(None)]


def test_another_team_does_not_see_them(talk: Dialog) -> None:
    """The team of the person who promised counts."""
    promise = _promise(talk)
    nord, syd = (talk.work.teams.by_name(name) for name in ("Nord", "Syd"))
    assert nord
    assert syd
    assert [promise.number] == [found.number for found in talk.work.promises.open_in_team(nord.id)]
    assert [] == talk.work.promises.open_in_team(syd.id)
    assert [] == talk.work.promises.open_of(_id(talk, "bo"))


# breaches


def test_a_broken_promise_is_a_breach_unless_the_customer_was_told(talk: Dialog) -> None:
    """Told with the same step, or by an earlier one."""
    _step(talk, _promise(talk), PromiseOutcome.BROKEN, told=True)
    told = _promise(talk)
    _step(talk, told, PromiseOutcome.TOLD, told=True)
    _step(talk, told, PromiseOutcome.BROKEN)
    assert 0 == talk.work.promises.breaches(ACME, TODAY)
    _step(talk, _promise(talk), PromiseOutcome.BROKEN)
    assert 1 == talk.work.promises.breaches(ACME, TODAY)


@pytest.mark.parametrize(("factor", "breaches"), [(Factor.QUALITY, 1), (Factor.SERVICE, 0), (Factor.OVERALL, 0)])
def test_a_zero_on_quality_is_a_breach(talk: Dialog, factor: Factor, breaches: int) -> None:
    """A zero on any other factor is none."""
    _zero(talk, factor)
    assert breaches == talk.work.promises.breaches(ACME, TODAY)


@pytest.mark.parametrize(("ago", "breaches"), [(0, 1), (BREACH_DAYS, 1), (BREACH_DAYS + 1, 0)])
def test_a_breach_counts_for_a_year(talk: Dialog, ago: int, breaches: int) -> None:
    """From the day on which the promise was broken."""
    _step(talk, _promise(talk), PromiseOutcome.BROKEN, day=TODAY - timedelta(days=ago))
    assert breaches == talk.work.promises.breaches(ACME, TODAY)


def test_accounts_with_two_breaches_are_found_when_the_last_one_is_new(talk: Dialog) -> None:
    """One breach is not enough, and an account without a new one is left out."""
    other = talk.account("Beta AS")
    for account in (ACME, ACME, other):
        _promise(talk, account=account, broken=True)
    found = talk.work.promises.breached_in_team(None, TODAY, TODAY)
    assert {ACME: (2, talk.at)} == {account: (breach.count, breach.at) for account, breach in found.items()}
    later = TODAY + timedelta(days=2)
    assert {} == talk.work.promises.breached_in_team(None, later, later)


def test_breaches_of_a_person_and_of_a_team_are_those_of_their_accounts(talk: Dialog) -> None:
    """By who owns the account, whoever broke the promise; broken promises and zeros on quality alike."""
    beta, nobodys = talk.account("Beta AS"), talk.account("Nobody's", "nobody")
    talk.work.accounts.change(beta, owner=_id(talk, "dora"))
    for account in (ACME, beta, beta, nobodys, nobodys):
        _promise(talk, account=account, broken=True)
    _zero(talk, Factor.QUALITY)
    promises, anna, dora = talk.work.promises, _id(talk, "anna"), _id(talk, "dora")
    assert {ACME: (2, talk.at)} == {a: (b.count, b.at) for a, b in promises.breached(anna, TODAY, TODAY).items()}
    assert [beta] == list(promises.breached(dora, TODAY, TODAY))
    teams = [talk.work.people.get(person).team for person in (anna, dora)]
    assert [[ACME], [beta]] == [list(promises.breached_in_team(team, TODAY, TODAY)) for team in teams]
    assert [ACME, beta, nobodys] == list(promises.breached_in_team(None, TODAY, TODAY))


# told first in a row


def test_a_run_of_told_first_ends_at_the_first_that_was_not(talk: Dialog) -> None:
    """Kept without a word is not told either."""
    for outcome, told in ((PromiseOutcome.BROKEN, False), (PromiseOutcome.BROKEN, True), (PromiseOutcome.KEPT, True)):
        _step(talk, _promise(talk), outcome, told=told)
    assert 2 == talk.work.promises.told_run(ACME, TODAY)
    _step(talk, _promise(talk), PromiseOutcome.KEPT)
    assert 0 == talk.work.promises.told_run(ACME, TODAY)


def test_a_promise_counts_once_in_a_run(talk: Dialog) -> None:
    """However often its customer was told."""
    promise = _promise(talk)
    for _ in range(3):
        _step(talk, promise, PromiseOutcome.TOLD, told=True)
    assert 1 == talk.work.promises.told_run(ACME, TODAY)


def test_an_open_promise_neither_ends_nor_lengthens_a_run(talk: Dialog) -> None:
    """Nothing has become of it yet."""
    _step(talk, _promise(talk), PromiseOutcome.TOLD, told=True)
    _promise(talk)
    assert 1 == talk.work.promises.told_run(ACME, TODAY)


@given(st.lists(st.booleans()))
def test_the_run_is_the_length_of_the_beginning(flags: list[bool]) -> None:
    """All before the first that is false."""
    run = told_in_a_row(flags)
    assert [True] * run == flags[:run]
    assert run == len(flags) or not flags[run]
