"""Projections: daily sums, standing ratings and promises, always a function of the live entries.

`apply` is the only place that changes them: `sign` is +1 when an entry starts to count and -1 when it stops. Sums move
by that; a standing rating, a promise, a last contact and what is answered are computed anew from the live entries.
"""

from __future__ import annotations

from typing import assert_never

from bot.domain.channel_posts import wait_subject
from bot.domain.details import (
    AccountChange,
    Call,
    Departure,
    Exclusivity,
    FollowUp,
    Freeze,
    HandOff,
    Junk,
    Kind,
    OtherContact,
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
from bot.domain.entries import Entry
from bot.domain.ratings import Source
from storage import account_changes, noted_words
from storage.channel_posts import mark_changed
from storage.commitments import add_promise, recompute_promise
from storage.connection import Connection
from storage.queries import queries
from storage.wakeups import wake_for_entry

SQL = queries("projections")
# A number, because it is part of a primary key, and ON CONFLICT finds no row by NULL.
NO_TEAM = 0
"""The team under which people without one are summed."""
CONTACT_SUMS = {Kind.VISIT: "visits", Kind.MEETING: "meetings", Kind.MAIL: "mails", Kind.OFFER: "offers"}
"""The sums of contacts that were no call."""


def apply(db: Connection, entry: Entry, team: int | None, sign: int, *, new: bool = False) -> None:
    """Change every projection that an entry concerns, and wake the planner for the people it concerns.

    `new` says that it was just logged under a number of its own, so that nothing rests on it yet.
    """
    wake_for_entry(db, entry, sign)
    noted_words.apply(db, entry, sign)
    match entry.detail:
        case Call():
            _contact(db, entry, team, sign, "calls")
        case OtherContact():
            _contact(db, entry, team, sign, CONTACT_SUMS[entry.kind])
        case Touch() as touch:
            _ratings(db, entry, touch, team or NO_TEAM, sign)
        case PromiseMade() as pledge:
            _promise(db, entry, pledge, team, sign, new)
        case PromiseStep() as step:
            _bump(
                db,
                entry,
                team,
                sign,
                kept=int(step.outcome is PromiseOutcome.KEPT),
                broken=int(step.outcome is PromiseOutcome.BROKEN),
                told=int(step.told),
            )
            recompute_promise(db, step.promise)
        case FollowUp():
            db.change(SQL.set_followup_answered, followup=entry.id, account=entry.account)
        case Waiting():
            db.change(SQL.set_wait_answered, number=entry.number)
            mark_changed(db, wait_subject(entry.number))
        case WaitTaken() as went:
            _bump(db, entry, team, sign)
            db.change(SQL.set_wait_answered, number=went.waiting)
            mark_changed(db, wait_subject(went.waiting))
        # What these say is read from the log itself.
        case HandOff() | Planned() | RefillRhythm() | RefillOrder() | Junk() | Exclusivity() | Freeze() | Departure():
            pass
        case AccountChange():
            account_changes.apply(db, entry, sign)
        case _:
            assert_never(entry.detail)


def _promise(db: Connection, entry: Entry, pledge: PromiseMade, team: int | None, sign: int, new: bool) -> None:
    broken = int(pledge.broken)
    _bump(db, entry, team, sign, promises=1 - broken, broken=broken, told=int(pledge.told))
    if new:
        add_promise(db, entry, pledge, team or NO_TEAM)
    else:
        recompute_promise(db, entry.number)


def _contact(db: Connection, entry: Entry, team: int | None, sign: int, counted: str) -> None:
    _bump(db, entry, team, sign, **{counted: 1})
    db.change(SQL.set_last_contact, account=entry.account)
    _answer_followups(db, entry, sign)


def _bump(db: Connection, entry: Entry, team: int | None, sign: int, **sums: int) -> None:
    """Move the sums of the entry's day by these, and the entries by which its person was active by one."""
    none = {"calls": 0, **dict.fromkeys(CONTACT_SUMS.values(), 0), "promises": 0, "kept": 0, "broken": 0, "told": 0}
    moved = {name: sign * count for name, count in (none | sums | {"acts": 1}).items()}
    db.change(SQL.bump_seller, team=team or NO_TEAM, day=entry.day.isoformat(), person=entry.person, **moved)


def _answer_followups(db: Connection, contact: Entry, sign: int) -> None:
    if sign > 0:
        db.change(SQL.answer_followups, contact=contact.id, account=contact.account, day=contact.day.isoformat())
    else:
        db.change(SQL.reopen_followups, contact=contact.id, account=contact.account)


def _ratings(db: Connection, entry: Entry, touch: Touch, team: int, sign: int) -> None:
    key = {"touchpoint": touch.touchpoint}
    for mark in touch.marks:
        db.change(
            SQL.bump_touch,
            team=team,
            day=entry.day.isoformat(),
            factor=mark.factor,
            ratings=sign,
            zeros=sign * (mark.score == 0),
            points=sign * mark.score,
            **key,
        )
        firm = int(touch.source is not Source.GUESS)
        # Computed anew, not compared with the new score: when the newest is taken back, the one before counts again.
        if sign < 0:
            db.change(SQL.drop_standing, account=entry.account, factor=mark.factor, firm=firm, **key)
        db.change(SQL.set_standing, account=entry.account, factor=mark.factor, firm=firm, **key)
