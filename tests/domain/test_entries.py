"""The log: numbers and refs, edits, and that undo leaves the state in which the entry never was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import get_args

import pytest

from bot.domain.account_fields import AccountField, FieldChange
from bot.domain.details import (
    AccountChange,
    Call,
    CallOutcome,
    Departure,
    Detail,
    Exclusivity,
    FactorScore,
    FollowUp,
    Freeze,
    HandOff,
    Junk,
    Kind,
    Mail,
    Meeting,
    Offer,
    Planned,
    PromiseMade,
    PromiseOutcome,
    PromiseStep,
    RefillOrder,
    RefillRhythm,
    Touch,
    Visit,
    Waiting,
    WaitTaken,
)
from bot.domain.entries import Entry, changed, undo
from bot.domain.figures import DayFigures
from bot.domain.ratings import Factor, Source
from tests.dialog import TUESDAY, Dialog

ACME = 1
TODAY = TUESDAY.date()
FRIDAY = TODAY + timedelta(days=3)
DETAILS: dict[Kind, Detail] = {
    Kind.CALL: Call(outcome=CallOutcome.MEETING, questions=3, listened=True, note="“too dear”"),
    Kind.RATING: Touch(
        touchpoint=1,
        marks=(FactorScore(factor=Factor.QUALITY, score=0), FactorScore(factor=Factor.SERVICE, score=2)),
        source=Source.SAID,
        why="late again",
    ),
    Kind.PROMISE: PromiseMade(what="a quote", due=FRIDAY, hour=time(14, 30), told=True),
    Kind.STEP: PromiseStep(
        promise=1, outcome=PromiseOutcome.TOLD, told=True, due=FRIDAY, hour=time(9), note="on Monday"
    ),
    Kind.FOLLOWUP: FollowUp(due=FRIDAY, hour=time(0), note="ask for the board"),
    Kind.WAITING: Waiting(place="counter", what="a pallet"),
    Kind.WENT: WaitTaken(waiting=1),
    Kind.HANDOFF: HandOff(desk=1, minutes=25, cause="wrong item"),
    Kind.PLANNED: Planned(due=FRIDAY),
    Kind.REFILL: RefillRhythm(item="toner", every=42),
    Kind.REFILL_ORDER: RefillOrder(refill=1),
    Kind.JUNK: Junk(minutes=30, what="internal report"),
    Kind.EXCLUSIVITY: Exclusivity(item="planers", place="Bodø"),
    Kind.FREEZE: Freeze(why="they do not pay", value=7_000_000),
    Kind.DEPARTURE: Departure(why="unknown"),
    Kind.VISIT: Visit(note="the new hall"),
    Kind.MEETING: Meeting(note="prices"),
    Kind.MAIL: Mail(note="price list"),
    Kind.OFFER: Offer(amount=120_000, note="two machines"),
    Kind.ACCOUNT: AccountChange(fields=(FieldChange(account=ACME, field=AccountField.PHONE, value="55 12 34 56"),)),
}


def _id(talk: Dialog, name: str = "anna") -> int:
    person = talk.work.people.by_name(name)
    assert person
    return person.id


def _add(talk: Dialog, detail: Detail, who: str = "anna", *, day: date = TODAY, account: int | None = ACME) -> Entry:
    return talk.work.entries.add(detail, person=_id(talk, who), account=account, day=day, at=talk.at)


def _state(talk: Dialog) -> tuple[object, ...]:
    """Return everything that is derived from the log."""
    work, long_ago, later = talk.work, TODAY - timedelta(days=400), TODAY + timedelta(days=400)
    people = [person.id for person in work.people.everyone()]
    return (
        [day for day in work.figures.days(long_ago, later) if replace(day, day=TODAY) != DayFigures(day=TODAY)],
        work.figures.standing(TODAY),
        work.figures.zeros(TODAY),
        work.figures.waits(long_ago, later),
        [work.figures.open_followups(person, later) for person in people],
        [work.plans.of(person, FRIDAY) for person in people],
        work.figures.last_contacts(ACME, 9),
        [work.promises.open_of(person) for person in people],
        [work.promises.find(number) for number in range(1, 5)],
        (
            work.promises.breaches(ACME, TODAY),
            work.promises.told_run(ACME, TODAY),
            work.promises.breached_in_team(None, TODAY, TODAY),
        ),
        work.accounts.get(ACME),
        work.desks.handoff_sums(long_ago, later),
        work.refills.at(ACME),
        work.resting.of(ACME),
        work.exclusives.all(),
        [work.junk.sums(person, long_ago, later) for person in people],
    )


@pytest.fixture(name="log")
def log_fixture(talk: Dialog) -> Dialog:
    """A log with one entry of every kind, so that whatever is added meets something."""
    talk.work.desks.save("service")
    for detail in DETAILS.values():
        _add(talk, detail)
    return talk


# refs and numbers


@pytest.mark.parametrize("kind", list(Kind))
def test_an_entry_is_read_as_it_was_added(log: Dialog, kind: Kind) -> None:
    """Every field of every kind."""
    made = _add(log, DETAILS[kind], "bo", day=TODAY - timedelta(days=1))
    found = log.work.entries.get(made.id)
    assert made == found
    assert (DETAILS[kind], kind, TODAY - timedelta(days=1), log.at, True) == (
        found.detail,
        found.kind,
        found.day,
        found.at,
        found.live,
    )


def test_every_detail_has_a_kind_of_its_own() -> None:
    """So that a ref means one entry."""
    assert list(Kind) == [detail.kind for detail in get_args(Detail)]


def test_every_kind_counts_its_own_numbers(log: Dialog) -> None:
    """From 1, for all people together."""
    assert ["C2", "C3", "F2"] == [
        _add(log, Call()).ref,
        _add(log, Call(), "bo").ref,
        _add(log, FollowUp(due=FRIDAY)).ref,
    ]


def test_the_number_of_an_undone_entry_is_not_given_again(log: Dialog) -> None:
    """A ref on a card never comes to mean something else."""
    undo(log.work.entries, _add(log, Call()), log.at)
    assert "C3" == _add(log, Call()).ref


def test_an_entry_that_is_not_there(log: Dialog) -> None:
    """By id an error, by ref nothing."""
    with pytest.raises(LookupError, match="no entry 99"):
        log.work.entries.get(99)
    assert log.work.entries.live(Kind.CALL, 99) is None
    assert log.work.entries.newest(Kind.CALL, 99) is None


def test_the_last_entry_of_a_person_is_the_own_live_one(log: Dialog) -> None:
    """Not that of a colleague, and not an undone one."""
    mine = _add(log, Call())
    _add(log, Call(), "bo")
    undo(log.work.entries, _add(log, Call()), log.at)
    assert mine == log.work.entries.latest(_id(log))
    assert log.work.entries.latest(_id(log, "dora")) is None


def test_a_bare_number_finds_ones_own_live_entries_of_every_kind(log: Dialog) -> None:
    """The newest first; those of others and undone ones are left out."""
    _add(log, Call(), "bo")
    undo(log.work.entries, _add(log, FollowUp(due=FRIDAY)), log.at)
    assert [kind.value for kind in reversed(Kind)] == [
        entry.kind.value for entry in log.work.entries.numbered(1, _id(log))
    ]
    assert ["C2"] == [entry.ref for entry in log.work.entries.numbered(2, _id(log, "bo"))]
    assert [] == log.work.entries.numbered(2, _id(log))


# edits


def test_an_edit_keeps_the_ref_and_replaces_what_it_changes(log: Dialog) -> None:
    """The old version is kept, but counts no longer."""
    made = _add(log, Call(outcome=CallOutcome.SPOKE))
    edited = log.work.entries.edit(
        changed(made, Call(outcome=CallOutcome.VOICEMAIL), TODAY - timedelta(days=1)), person=made.person, at=log.at
    )
    assert (made.ref, made.id, TODAY - timedelta(days=1)) == (edited.ref, edited.edits, edited.day)
    assert edited == log.work.entries.live(Kind.CALL, made.number) == log.work.entries.newest(Kind.CALL, made.number)
    assert not log.work.entries.get(made.id).live


def test_an_edit_without_a_day_keeps_it(log: Dialog) -> None:
    """Only what is named changes."""
    made = _add(log, Call(), day=TODAY - timedelta(days=4))
    assert made.day == changed(made, Call(note="x")).day


def test_an_edited_entry_counts_once(log: Dialog) -> None:
    """On its new day."""
    made = _add(log, Call(), "bo")
    log.work.entries.edit(changed(made, made.detail, TODAY - timedelta(days=1)), person=made.person, at=log.at)
    days = log.work.figures.days(TODAY - timedelta(days=1), TODAY, person=made.person)
    assert [(TODAY - timedelta(days=1), 1), (TODAY, 0)] == [(day.day, day.calls) for day in days]


def test_undo_of_an_edit_brings_back_what_it_replaced(log: Dialog) -> None:
    """And nothing that rests on the entry is touched."""
    promise = _add(log, PromiseMade(what="a quote", due=FRIDAY))
    _add(log, PromiseStep(promise=promise.number, outcome=PromiseOutcome.TOLD, told=True))
    before = _state(log)
    edited = log.work.entries.edit(
        changed(promise, PromiseMade(what="two quotes", due=TODAY)), person=promise.person, at=log.at
    )
    assert (edited,) == undo(log.work.entries, edited, log.at)
    assert before == _state(log)
    assert promise == log.work.entries.live(Kind.PROMISE, promise.number)


# undo


@pytest.mark.parametrize("kind", list(Kind))
def test_undo_leaves_the_state_in_which_the_entry_never_was(log: Dialog, kind: Kind) -> None:
    """Every figure, every open promise, the last contact: for an entry of every kind."""
    before = _state(log)
    undo(log.work.entries, _add(log, DETAILS[kind], "bo"), log.at)
    assert before == _state(log)


@pytest.mark.parametrize("kind", list(Kind))
def test_what_was_taken_back_can_be_put_back(log: Dialog, kind: Kind) -> None:
    """And is as it was."""
    made = _add(log, DETAILS[kind], "bo")
    before = _state(log)
    log.work.entries.take_back(made, log.at)
    log.work.entries.put_back(made, log.at)
    assert before == _state(log)
    assert made == log.work.entries.get(made.id)


def test_undo_in_the_middle_leaves_what_came_before_and_after(log: Dialog) -> None:
    """The two calls around it count."""
    first, middle, last = (_add(log, Call(note=note), "bo") for note in ("first", "middle", "last"))
    undo(log.work.entries, middle, log.at)
    assert [first.live, False, last.live] == [log.work.entries.get(call.id).live for call in (first, middle, last)]
    assert [2] == [day.calls for day in log.work.figures.days(TODAY, TODAY, person=first.person)]


RESTING: list[tuple[Detail, Callable[[int], Detail]]] = [
    (PromiseMade(what="x", due=FRIDAY), lambda number: PromiseStep(promise=number, outcome=PromiseOutcome.TOLD)),
    (Waiting(place="gate"), lambda number: WaitTaken(waiting=number)),
    (RefillRhythm(item="ink", every=9), lambda number: RefillOrder(refill=number)),
]


@pytest.mark.parametrize(("detail", "resting"), RESTING)
def test_undo_takes_along_what_rests_on_the_entry(
    log: Dialog, detail: Detail, resting: Callable[[int], Detail]
) -> None:
    """The newest first, then the entry itself."""
    before = _state(log)
    made = _add(log, detail)
    one, two = (_add(log, resting(made.number), who) for who in ("anna", "bo"))
    assert [one, two] == log.work.entries.following(made)
    assert (two, one, made) == undo(log.work.entries, made, log.at)
    assert before == _state(log)


def test_undo_of_what_rests_on_an_entry_leaves_the_entry(log: Dialog) -> None:
    """Only the step goes."""
    promise = _add(log, PromiseMade(what="x", due=FRIDAY))
    step = _add(log, PromiseStep(promise=promise.number, outcome=PromiseOutcome.KEPT))
    assert (step,) == undo(log.work.entries, step, log.at)
    assert promise == log.work.entries.live(Kind.PROMISE, promise.number)
    assert [] == log.work.entries.following(promise)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in {detail.kind for detail, _ in RESTING}])
def test_nothing_rests_on_an_entry_of_any_other_kind(log: Dialog, kind: Kind) -> None:
    """Undo takes it alone."""
    assert [] == list(log.work.entries.following(_add(log, DETAILS[kind])))
