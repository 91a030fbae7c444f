"""Projections: after any history of lines, edits and undos they equal a recount of the live entries."""

from __future__ import annotations

from collections import Counter
from datetime import date, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.details import (
    Call,
    Detail,
    FactorScore,
    FollowUp,
    Mail,
    Meeting,
    Offer,
    OtherContact,
    PromiseMade,
    PromiseOutcome,
    PromiseStep,
    Touch,
    Visit,
    Waiting,
    WaitTaken,
)
from bot.domain.entries import Entry, changed, undo
from bot.domain.promises import PromiseState
from bot.domain.ratings import Factor, Rating, Source, standing_ratings
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import SqlWork, memory_work
from tests.dialog import TUESDAY

TODAY = TUESDAY.date()
hours = st.none() | st.sampled_from([time(9), time(14, 30)])
days = st.integers(-200, 0).map(lambda n: TODAY + timedelta(days=n))
details: st.SearchStrategy[Detail] = st.one_of(
    st.just(Call()),
    st.sampled_from([Visit(), Meeting(note="x"), Mail(), Offer(amount=1)]),
    st.builds(PromiseMade, what=st.just("x"), due=days, hour=hours, broken=st.booleans(), told=st.booleans()),
    st.builds(
        PromiseStep,
        promise=st.integers(1, 3),
        outcome=st.sampled_from(PromiseOutcome),
        told=st.booleans(),
        due=st.none() | days,
        hour=hours,
    ),
    st.builds(
        Touch,
        touchpoint=st.integers(1, 2),
        marks=st.builds(FactorScore, factor=st.sampled_from(Factor), score=st.integers(0, 2)).map(lambda mark: (mark,)),
        source=st.sampled_from(Source),
    ),
    st.builds(FollowUp, due=days),
    st.just(Waiting(place="yard")),
    st.builds(WaitTaken, waiting=st.integers(1, 2)),
)
adds = st.tuples(st.just("add"), details, days)
changes = st.tuples(st.sampled_from(["undo", "edit"]), st.integers(0, 20), days)
histories = st.lists(adds | changes, max_size=25)


def _played(work: SqlWork, history: list[tuple[str, Detail | int, date]]) -> list[Entry]:
    """Carry a history out and return every entry that ever was, as it stands at the end."""
    seller = work.people.add("Anna", TUESDAY).id
    account = work.accounts.add("Acme", seller, TUESDAY).id
    made: list[Entry] = []
    for verb, what, day in history:
        if not isinstance(what, int):
            made.append(work.entries.add(what, person=seller, account=account, day=day, at=TUESDAY))
        elif made:
            entry = work.entries.get(made[what % len(made)].id)
            if entry.live and verb == "undo":
                undo(work.entries, entry, TUESDAY)
            elif entry.live:
                made.append(work.entries.edit(changed(entry, entry.detail, day), person=seller, at=TUESDAY))
    return [work.entries.get(entry.id) for entry in made]


@settings(max_examples=60, deadline=None)
@given(history=histories)
def test_projections_equal_a_recount(shared: SqliteEngine, history: list[tuple[str, Detail | int, date]]) -> None:
    """Daily sums, the last contact and the standing ratings."""
    with memory_work(shared, Defaults()) as work:
        live = [entry for entry in _played(work, history) if entry.live]
        sums = work.figures.days(date.min, date.max)
        assert _recounted(live) == {
            (day.day, name): count
            for day in sums
            for name in ("calls", "visits", "meetings", "mails", "offers", "promises", "kept", "broken", "told")
            if (count := getattr(day, name))
        }
        contacts = [entry.day for entry in live if isinstance(entry.detail, Call | OtherContact)]
        assert max(contacts, default=None) == work.accounts.get(1).last_contact
        assert standing_ratings(_ratings(live), TODAY) == work.figures.standing(TODAY).get(1, ())


def _recounted(live: list[Entry]) -> dict[tuple[date, str], int]:
    """Return the sums of the live entries by day and name, without zeros."""
    counted: Counter[tuple[date, str]] = Counter()
    for entry in live:
        match entry.detail:
            case Call():
                counted[entry.day, "calls"] += 1
            case OtherContact():
                counted[entry.day, f"{type(entry.detail).__name__.casefold()}s"] += 1
            case PromiseMade() as promise:
                counted[entry.day, "broken" if promise.broken else "promises"] += 1
                counted[entry.day, "told"] += promise.told
            case PromiseStep() as step:
                counted[entry.day, "kept"] += step.outcome is PromiseOutcome.KEPT
                counted[entry.day, "broken"] += step.outcome is PromiseOutcome.BROKEN
                counted[entry.day, "told"] += step.told
            case _:
                pass
    return {key: count for key, count in counted.items() if count}


def _ratings(live: list[Entry]) -> list[Rating]:
    return [
        Rating(
            touchpoint=entry.detail.touchpoint,
            factor=mark.factor,
            score=mark.score,
            source=entry.detail.source,
            day=entry.day,
            order=entry.id,
        )
        for entry in live
        if isinstance(entry.detail, Touch)
        for mark in entry.detail.marks
    ]


@settings(max_examples=60, deadline=None)
@given(history=histories)
def test_what_is_open_equals_a_recount(shared: SqliteEngine, history: list[tuple[str, Detail | int, date]]) -> None:
    """Follow-ups that no later call has answered, customers to whom nobody went, and who was active at all."""
    with memory_work(shared, Defaults()) as work:
        live = [entry for entry in _played(work, history) if entry.live]
        contacts = [entry for entry in live if isinstance(entry.detail, Call | OtherContact)]
        open_followups = {
            entry.number
            for entry in live
            if isinstance(entry.detail, FollowUp)
            and not any(each.id > entry.id and each.day >= entry.detail.due for each in contacts)
        }
        assert open_followups == {found.number for found in work.figures.open_followups(1, date.max)}
        gone_to = {entry.detail.waiting for entry in live if isinstance(entry.detail, WaitTaken)}
        waiting = {entry.number for entry in live if isinstance(entry.detail, Waiting)}
        assert waiting - gone_to == {wait.number for wait in work.figures.open_waits(date.min, TODAY)}
        active = [e for e in live if isinstance(e.detail, Call | OtherContact | PromiseMade | PromiseStep | WaitTaken)]
        assert {entry.person for entry in active} == work.figures.active(date.min, date.max)


@settings(max_examples=60, deadline=None)
@given(history=histories)
def test_a_promise_equals_what_its_live_steps_say(
    shared: SqliteEngine, history: list[tuple[str, Detail | int, date]]
) -> None:
    """The last outcome closes it, the last new day counts, with its hour, and told is what was said of that day."""
    with memory_work(shared, Defaults()) as work:
        live = sorted((entry for entry in _played(work, history) if entry.live), key=lambda entry: entry.id)
        for number in range(1, 5):
            made = [(e, e.detail) for e in live if isinstance(e.detail, PromiseMade) and e.number == number]
            found = work.promises.find(number)
            if not made:
                assert found is None
                continue
            assert found is not None
            (entry, promise), = made  # fmt: skip
            taken = [
                (e.number, e.detail) for e in live if isinstance(e.detail, PromiseStep) and e.detail.promise == number
            ]
            steps = [step for _, step in sorted(taken, key=lambda each: each[0])]
            outcomes = [step.outcome for step in steps if step.outcome is not PromiseOutcome.TOLD]
            state = PromiseState(outcomes[-1]) if outcomes else _begun(promise)
            moves = [n for n, step in enumerate(steps) if step.outcome is PromiseOutcome.TOLD and step.due]
            told = any(step.told for step in steps[moves[-1] + 1 if moves else 0 :]) or (promise.told and not moves)
            due, hour = [(promise.due, promise.hour), *((step.due, step.hour) for step in steps if step.due)][-1]
            assert (state, told, entry.person) == (found.state, found.told, found.person)
            assert (due, hour) == (found.due, found.hour)


def _begun(promise: PromiseMade) -> PromiseState:
    return PromiseState.BROKEN if promise.broken else PromiseState.OPEN
