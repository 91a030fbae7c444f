"""Wake-ups: whom the planner looks at again, because a time has come or because something happened to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from bot.domain.details import (
    Call,
    Departure,
    Detail,
    Exclusivity,
    FactorScore,
    FollowUp,
    Freeze,
    HandOff,
    Junk,
    Planned,
    PromiseMade,
    PromiseOutcome,
    PromiseStep,
    RefillOrder,
    RefillRhythm,
    Touch,
    Waiting,
    WaitTaken,
)
from bot.domain.entries import undo
from bot.domain.ratings import Factor, Source
from tests.dialog import TUESDAY, Dialog

EVENING = TUESDAY + timedelta(hours=8)
FRIDAY = TUESDAY.date() + timedelta(days=3)


def _id(talk: Dialog, name: str) -> int:
    person = talk.work.people.by_name(name)
    assert person
    return person.id


def _awake(talk: Dialog, hours: float = 0) -> set[str]:
    """Return the names of the people and teams to look at, so many hours after the start."""
    found = talk.work.wakeups.due(TUESDAY + timedelta(hours=hours), 99)
    people = {talk.work.people.get(wake.person).name for wake in found if wake.person}
    return people | {talk.work.teams.get(wake.team).name for wake in found if wake.team}


def _all_rest(talk: Dialog) -> None:
    for wake in talk.work.wakeups.due(TUESDAY, 99):
        talk.work.wakeups.sleep_until(wake, EVENING)


def _add(talk: Dialog, detail: Detail, who: str = "anna") -> None:
    talk.work.entries.add(detail, person=_id(talk, who), account=1, day=TUESDAY.date(), at=talk.at)


@pytest.fixture(name="asleep")
def asleep_fixture(talk: Dialog) -> Dialog:
    """A company in which everybody rests until the evening; Acme is anna's, the yard bo's."""
    talk.work.touchpoints.save("yard", _id(talk, "bo"))
    _all_rest(talk)
    assert set() == _awake(talk)
    return talk


def test_everybody_is_looked_at_at_first(talk: Dialog) -> None:
    """People and teams that were just added."""
    assert {"anna", "bo", "chris", "dora", "Nord", "Syd"} == _awake(talk)


def test_at_most_so_many_are_looked_at_in_one_turn(talk: Dialog) -> None:
    """Of the teams and of the people."""
    found = talk.work.wakeups.due(TUESDAY, 1)
    assert (1, 1) == (sum(bool(wake.team) for wake in found), sum(bool(wake.person) for wake in found))


def test_whoever_rests_is_looked_at_again_when_the_time_has_come(asleep: Dialog) -> None:
    """Not a second before."""
    assert set() == _awake(asleep, 8 - 1 / 3600)
    assert {"anna", "bo", "chris", "dora", "Nord", "Syd"} == _awake(asleep, 8)


def test_everybody_can_be_woken_at_once(asleep: Dialog) -> None:
    """After a change of the program or the clock."""
    asleep.work.wakeups.wake_all()
    assert {"anna", "bo", "chris", "dora", "Nord", "Syd"} == _awake(asleep)


def test_whoever_was_woken_while_being_looked_at_stays_awake(asleep: Dialog) -> None:
    """What happened meanwhile was not seen by whoever looked."""
    _add(asleep, FollowUp(due=FRIDAY))
    (seen,) = asleep.work.wakeups.due(TUESDAY, 9)
    _add(asleep, FollowUp(due=FRIDAY))
    asleep.work.wakeups.sleep_until(seen, EVENING)
    assert {"anna"} == _awake(asleep)


BROKEN = PromiseStep(promise=1, outcome=PromiseOutcome.BROKEN)


def _touch(factor: Factor, score: int) -> Touch:
    return Touch(touchpoint=6, marks=(FactorScore(factor=factor, score=score),), source=Source.SAID)


@pytest.mark.parametrize(
    ("detail", "woken"),
    [
        (Call(), set()),
        (HandOff(desk=1), {"bo"}),
        (Planned(due=FRIDAY), set()),
        (Exclusivity(item="planers"), set()),
        (Junk(minutes=5, what="report"), {"bo"}),
        (RefillRhythm(item="toner", every=7), {"anna", "bo"}),
        (RefillOrder(refill=1), {"anna", "bo"}),
        (Freeze(), {"anna", "chris"}),
        (Departure(), {"anna", "chris"}),
        (FollowUp(due=FRIDAY), {"bo"}),
        (PromiseMade(what="x", due=FRIDAY), {"bo"}),
        (PromiseMade(what="x", due=FRIDAY, broken=True), {"bo", "anna", "chris"}),
        (_touch(Factor.SERVICE, 0), {"anna", "bo"}),
        (_touch(Factor.QUALITY, 2), {"anna", "bo"}),
        (_touch(Factor.QUALITY, 0), {"anna", "bo", "chris"}),
        (Waiting(place="gate"), {"Nord"}),
    ],
)
def test_an_entry_wakes_whom_it_concerns(asleep: Dialog, detail: Detail, woken: set[str]) -> None:
    """Who logged it, the owners of account and touchpoint, the owner's managers at what may be a breach, the team of who waits."""
    asleep.work.desks.save("service")
    _add(asleep, detail, "bo")
    assert woken == _awake(asleep)


def test_a_call_wakes_whom_a_lost_customer_concerns(asleep: Dialog) -> None:
    """The customer is back by it: the owner hears of them again, and whoever promised or planned something."""
    _add(asleep, PromiseMade(what="x", due=FRIDAY), "bo")
    _add(asleep, FollowUp(due=FRIDAY), "chris")
    _add(asleep, Departure(), "bo")
    _all_rest(asleep)
    _add(asleep, Call(), "bo")
    assert {"anna", "bo", "chris"} == _awake(asleep)


def test_a_step_wakes_whoever_made_the_promise(asleep: Dialog) -> None:
    """Whoever took the step; a broken one wakes the owner and their managers besides."""
    _add(asleep, PromiseMade(what="x", due=FRIDAY), "bo")
    _all_rest(asleep)
    _add(asleep, PromiseStep(promise=1, outcome=PromiseOutcome.TOLD, told=True), "anna")
    assert {"bo"} == _awake(asleep)
    _all_rest(asleep)
    _add(asleep, BROKEN, "bo")
    assert {"bo", "anna", "chris"} == _awake(asleep)


@pytest.mark.parametrize(("owner", "woken"), [("dora", {"bo", "dora"}), (None, {"bo"})])
def test_a_breach_wakes_the_managers_of_whose_account_it_is(asleep: Dialog, owner: str | None, woken: set[str]) -> None:
    """Of another team theirs, of an account that is nobody's none."""
    asleep.work.accounts.change(1, owner=_id(asleep, owner) if owner else None)
    _all_rest(asleep)
    _add(asleep, PromiseMade(what="x", due=FRIDAY, broken=True), "bo")
    assert woken == _awake(asleep)


def test_a_breach_without_teams_wakes_the_managers_in_none(asleep: Dialog) -> None:
    """As in a company that has no teams yet."""
    for name in ("anna", "chris"):
        asleep.work.people.change(_id(asleep, name), team=None)
    _all_rest(asleep)
    _add(asleep, PromiseMade(what="x", due=FRIDAY, broken=True), "bo")
    assert {"bo", "anna", "chris"} == _awake(asleep)


def test_who_waits_for_people_without_a_team_concerns_every_team(asleep: Dialog) -> None:
    """And whoever goes, the team of who waits."""
    asleep.work.people.change(_id(asleep, "anna"), team=None)
    _all_rest(asleep)
    _add(asleep, Waiting(place="gate"), "anna")
    assert {"Nord", "Syd"} == _awake(asleep)
    _add(asleep, Waiting(place="yard"), "dora")
    _all_rest(asleep)
    _add(asleep, WaitTaken(waiting=2), "bo")
    assert {"Syd"} == _awake(asleep)


def test_undo_of_a_call_wakes_those_who_wanted_to_come_back(asleep: Dialog) -> None:
    """It may have been the call that answered their follow-up."""
    _add(asleep, FollowUp(due=TUESDAY.date()), "bo")
    _add(asleep, Call(), "anna")
    _all_rest(asleep)
    call = asleep.work.entries.latest(_id(asleep, "anna"))
    assert call
    undo(asleep.work.entries, call, asleep.at)
    assert {"bo"} == _awake(asleep)


def test_a_merger_and_its_undo_wake_whom_the_customers_concern(asleep: Dialog) -> None:
    """Breaches that were too few apart are heard of at once, and whoever wanted to come back does."""
    asleep.account("Beta", "anna")
    asleep.say("follow beta friday", "bo")
    for line in ("account merge beta into acme", "undo"):
        _all_rest(asleep)
        assert asleep.say(line, "anna").ok
        assert {"anna", "bo", "chris"} == _awake(asleep)


CHANGES: list[tuple[Callable[[Dialog], object], set[str]]] = [
    (lambda talk: talk.work.people.add_leave(_id(talk, "bo"), date(2026, 12, 1), date(2026, 12, 2)), {"bo"}),
    (lambda talk: talk.work.people.change(_id(talk, "bo"), zone="Europe/Paris"), {"bo"}),
    (lambda talk: talk.work.people.change(_id(talk, "bo"), zone=""), set()),
    (lambda talk: talk.work.accounts.change(1, owner=_id(talk, "bo")), {"bo"}),
    (lambda talk: talk.work.accounts.change(1, place="Oslo"), set()),
    (lambda talk: talk.work.touchpoints.save("yard"), {"bo"}),
    (lambda talk: talk.work.teams.save("Syd", TUESDAY, country="DK"), {"Syd", "dora"}),
    (lambda talk: talk.work.teams.move(1, "#north", "slack:#C2"), {"Nord"}),
]


@pytest.mark.parametrize(("change", "woken"), CHANGES)
def test_a_change_of_settings_wakes_whom_it_concerns(
    asleep: Dialog, change: Callable[[Dialog], object], woken: set[str]
) -> None:
    """Leave, zone, owner, team; a change that changes nothing wakes nobody."""
    change(asleep)
    assert woken == _awake(asleep)
