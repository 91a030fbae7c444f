"""Sums and standings, always a function of the live entries.

`apply` is the one place that moves them: +1 when an entry starts to count, -1 when it stops.
"""

from __future__ import annotations

from typing import assert_never

from bot.domain.entries import (
    Call,
    Entry,
    FollowUp,
    HandOff,
    PromiseMade,
    PromiseOutcome,
    PromiseStep,
    Touch,
    Waiting,
    WaitTaken,
)
from bot.domain.promises import PromiseState
from bot.domain.ratings import Source
from storage.connection import Connection
from storage.queries import queries
from storage.wakeups import wake_for_entry

SQL = queries("projections")
ENTRIES = queries("entries")
NO_TEAM = 0
"""People without a team are summed under it."""


def apply(db: Connection, entry: Entry, team: int | None, sign: int) -> None:
    """Move every projection that an entry touches, and wake whom it concerns."""
    wake_for_entry(db, entry, sign)
    match entry.detail:
        case Call():
            _bump(db, entry, team, calls=sign)
            db.execute(SQL.set_last_contact, account=entry.account)
        case Touch() as touch:
            _ratings(db, entry, touch, team or NO_TEAM, sign)
        case PromiseMade() as pledge:
            broken = int(pledge.broken)
            _bump(db, entry, team, promises=sign * (1 - broken), broken=sign * broken, told=sign * int(pledge.told))
            _promise(db, entry.number)
        case PromiseStep() as step:
            _bump(
                db,
                entry,
                team,
                kept=sign * (step.outcome is PromiseOutcome.KEPT),
                broken=sign * (step.outcome is PromiseOutcome.BROKEN),
                told=sign * int(step.told),
            )
            _promise(db, step.promise)
        case FollowUp() | Waiting() | WaitTaken() | HandOff():
            pass
        case _:
            assert_never(entry.detail)


def _bump(db: Connection, entry: Entry, team: int | None, **sums: int) -> None:
    none = {"calls": 0, "promises": 0, "kept": 0, "broken": 0, "told": 0}
    db.execute(SQL.bump_seller, team=team or NO_TEAM, day=entry.day.isoformat(), person=entry.person, **(none | sums))


def _ratings(db: Connection, entry: Entry, touch: Touch, team: int, sign: int) -> None:
    key = {"touchpoint": touch.touchpoint}
    for mark in touch.marks:
        db.execute(
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
        db.execute(SQL.drop_standing, account=entry.account, factor=mark.factor, firm=firm, **key)
        db.execute(SQL.set_standing, account=entry.account, factor=mark.factor, firm=firm, **key)


def _promise(db: Connection, number: int) -> None:
    """Set a promise anew from its live steps, in the order in which they were taken."""
    db.execute(SQL.drop_promise, number=number)
    row = db.row(SQL.pledge, number=number)
    if row is None:
        return
    state, due, told = PromiseState.OPEN, row["due"], bool(row["told"])
    closed = row["day"] if row["broken"] else None
    if row["broken"]:
        state = PromiseState.BROKEN
    for step in db.rows(ENTRIES.steps_of, number=number):
        told, due = told or bool(step["told"]), step["due"] or due
        if step["fate"] != PromiseOutcome.TOLD:
            state, closed = PromiseState(step["fate"]), step["day"]
    db.execute(
        SQL.set_promise,
        number=number,
        account=row["account"],
        person=row["person"],
        what=row["what"],
        due=due,
        state=state,
        told=int(told),
        closed=closed,
        made_at=row["at"],
    )
