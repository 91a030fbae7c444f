"""What an entry says, in the table of its kind."""

from __future__ import annotations

from typing import assert_never

from bot.domain.details import (
    AccountChange,
    Call,
    CallOutcome,
    ContactKind,
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
    OtherContact,
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
from bot.domain.entries import Entry
from bot.domain.ratings import Factor, Source
from bot.language.names import fold
from storage import account_changes
from storage.columns import day_of, hour_of, hour_text
from storage.connection import Connection
from storage.queries import queries

SQL = queries("entries")
CONTACTS: dict[ContactKind, type[Visit | Meeting | Mail]] = {
    Kind.VISIT: Visit,
    Kind.MEETING: Meeting,
    Kind.MAIL: Mail,
}
"""What each kind of contact says that has a note and no more."""


def store(db: Connection, entry: Entry) -> None:  # noqa: PLR0912 - one branch a kind
    """Write the detail of a new entry."""
    match entry.detail:
        case Call() as call:
            _store_call(db, entry.id, call)
        case Touch() as touch:
            _store_touch(db, entry, touch)
        case PromiseMade() as pledge:
            _store_pledge(db, entry.id, pledge)
        case PromiseStep() as step:
            _store_step(db, entry.id, step)
        case FollowUp() as followup:
            due, hour = followup.due.isoformat(), hour_text(followup.hour)
            db.change(SQL.add_followup, entry=entry.id, due=due, hour=hour, note=followup.note)
        case Waiting() as waiting:
            db.change(SQL.add_waiting, entry=entry.id, place=waiting.place, what=waiting.what)
        case WaitTaken() as went:
            db.change(SQL.add_went, entry=entry.id, waiting=went.waiting)
        case HandOff() as handed:
            db.change(SQL.add_handoff, entry=entry.id, desk=handed.desk, minutes=handed.minutes, cause=handed.cause)
        case Planned() as planned:
            db.change(SQL.add_planned, entry=entry.id, person=entry.person, due=planned.due.isoformat())
        case RefillRhythm(item=item, every=every):
            db.change(SQL.add_refill, entry=entry.id, item=item, key=fold(item), every=every)
        case RefillOrder(refill=refill):
            db.change(SQL.add_refill_order, entry=entry.id, refill=refill)
        case Junk(minutes=minutes, what=what):
            db.change(SQL.add_junk, entry=entry.id, minutes=minutes, what=what)
        case Exclusivity(item=item, place=place):
            db.change(SQL.add_exclusivity, entry=entry.id, item=item, place=place)
        case Freeze(why=why, over=over, value=value):
            db.change(SQL.add_freeze, entry=entry.id, over=int(over), value=value, why=why)
        case Departure(why=why):
            db.change(SQL.add_departure, entry=entry.id, why=why)
        case OtherContact() as contact:
            amount = contact.amount if isinstance(contact, Offer) else None
            db.change(SQL.add_contact, entry=entry.id, amount=amount, note=contact.note)
        case AccountChange() as change:
            account_changes.store(db, entry, change)
        case _:
            assert_never(entry.detail)


def _store_call(db: Connection, entry: int, call: Call) -> None:
    db.change(
        SQL.add_call,
        entry=entry,
        outcome=call.outcome,
        questions=call.questions,
        listened=int(call.listened),
        note=call.note,
    )


def _store_pledge(db: Connection, entry: int, pledge: PromiseMade) -> None:
    db.change(
        SQL.add_pledge,
        entry=entry,
        what=pledge.what,
        due=pledge.due.isoformat(),
        hour=hour_text(pledge.hour),
        broken=int(pledge.broken),
        told=int(pledge.told),
        after_step=pledge.after_step,
    )


def _store_step(db: Connection, entry: int, step: PromiseStep) -> None:
    db.change(
        SQL.add_step,
        entry=entry,
        promise=step.promise,
        fate=step.outcome,
        told=int(step.told),
        due=step.due.isoformat() if step.due else None,
        hour=hour_text(step.hour),
        note=step.note,
    )


def _store_touch(db: Connection, entry: Entry, touch: Touch) -> None:
    for mark in touch.marks:
        db.change(
            SQL.add_rating,
            entry=entry.id,
            account=entry.account,
            touchpoint=touch.touchpoint,
            factor=mark.factor,
            score=mark.score,
            source=touch.source,
            # A column of its own beside the source, as it is part of the index that finds the newest rating.
            firm=int(touch.source is not Source.GUESS),
            day=entry.day.isoformat(),
            why=touch.why,
        )


def load(db: Connection, kind: Kind, entry: int) -> Detail:  # noqa: PLR0912 - one branch a kind
    """Read the detail of an entry."""
    match kind:
        case Kind.CALL:
            return _call(db, entry)
        case Kind.RATING:
            return _touch(db, entry)
        case Kind.PROMISE:
            return _pledge(db, entry)
        case Kind.STEP:
            return _step(db, entry)
        case Kind.FOLLOWUP:
            return _followup(db, entry)
        case Kind.WAITING:
            return _waiting(db, entry)
        case Kind.WENT:
            return _went(db, entry)
        case Kind.HANDOFF:
            return _handoff(db, entry)
        case Kind.PLANNED:
            return Planned(due=day_of(db.rows(SQL.planned, entry=entry)[0]["due"]))
        case Kind.REFILL:
            return RefillRhythm(**dict(db.rows(SQL.refill, entry=entry)[0]))
        case Kind.REFILL_ORDER:
            return RefillOrder(**dict(db.rows(SQL.refill_order, entry=entry)[0]))
        case Kind.JUNK:
            return Junk(**dict(db.rows(SQL.junk, entry=entry)[0]))
        case Kind.EXCLUSIVITY:
            return Exclusivity(**dict(db.rows(SQL.exclusivity, entry=entry)[0]))
        case Kind.FREEZE:
            return _freeze(db, entry)
        case Kind.DEPARTURE:
            return Departure(**dict(db.rows(SQL.departure, entry=entry)[0]))
        case Kind.VISIT | Kind.MEETING | Kind.MAIL | Kind.OFFER:
            return _contact(db, kind, entry)
        case Kind.ACCOUNT:
            return account_changes.load(db, entry)
        case _:
            assert_never(kind)


def _call(db: Connection, entry: int) -> Detail:
    row = db.rows(SQL.call, entry=entry)[0]
    return Call(
        outcome=CallOutcome(row["outcome"]),
        questions=row["questions"],
        listened=bool(row["listened"]),
        note=row["note"],
    )


def _touch(db: Connection, entry: int) -> Detail:
    rows = db.rows(SQL.ratings, entry=entry)
    marks = tuple(FactorScore(factor=Factor(row["factor"]), score=row["score"]) for row in rows)
    first = rows[0]
    return Touch(touchpoint=first["touchpoint"], marks=marks, source=Source(first["source"]), why=first["why"])


def _pledge(db: Connection, entry: int) -> Detail:
    row = db.rows(SQL.pledge, entry=entry)[0]
    return PromiseMade(
        what=row["what"],
        due=day_of(row["due"]),
        hour=hour_of(row["hour"]),
        broken=bool(row["broken"]),
        told=bool(row["told"]),
        after_step=row["after_step"],
    )


def _step(db: Connection, entry: int) -> Detail:
    row = db.rows(SQL.step, entry=entry)[0]
    return PromiseStep(
        promise=row["promise"],
        outcome=PromiseOutcome(row["fate"]),
        told=bool(row["told"]),
        due=day_of(row["due"]) if row["due"] else None,
        hour=hour_of(row["hour"]),
        note=row["note"],
    )


def _followup(db: Connection, entry: int) -> Detail:
    row = db.rows(SQL.followup, entry=entry)[0]
    return FollowUp(due=day_of(row["due"]), hour=hour_of(row["hour"]), note=row["note"])


def _waiting(db: Connection, entry: int) -> Detail:
    row = db.rows(SQL.waiting, entry=entry)[0]
    return Waiting(place=row["place"], what=row["what"])


def _went(db: Connection, entry: int) -> Detail:
    return WaitTaken(waiting=db.rows(SQL.went, entry=entry)[0]["waiting"])


def _handoff(db: Connection, entry: int) -> Detail:
    row = db.rows(SQL.handoff, entry=entry)[0]
    return HandOff(desk=row["desk"], minutes=row["minutes"], cause=row["cause"])


def _freeze(db: Connection, entry: int) -> Detail:
    row = db.rows(SQL.freeze, entry=entry)[0]
    return Freeze(why=row["why"], over=bool(row["over"]), value=row["value"])


def _contact(db: Connection, kind: ContactKind, entry: int) -> Detail:
    row = db.rows(SQL.contact, entry=entry)[0]
    if kind is Kind.OFFER:
        return Offer(amount=row["amount"], note=row["note"])
    return CONTACTS[kind](note=row["note"])
