"""Per-recipient wake-up times of the planner in SQL: the columns `wake` and `stirred` of people and teams.

`wake` is the instant at which a recipient is planned next, empty for at once; `stirred` is the wake-up's version: how
often something happened to them. The functions below are called by the repositories, in the transaction that changes
what a nudge may depend on, so that a change and its wake-up are stored together or not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

from bot.domain.details import (
    AccountChange,
    Call,
    Departure,
    Exclusivity,
    FollowUp,
    Freeze,
    HandOff,
    Junk,
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
from bot.domain.ratings import Factor
from bot.domain.wakeups import WakeUp
from storage.columns import text_of
from storage.connection import Connection
from storage.queries import queries

SQL = queries("wakeups")


class SqlWakeUps:
    """The wake-up times of one company."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def due(self, at: datetime, limit: int) -> Sequence[WakeUp]:
        """Return whom to plan by an instant: teams, then people, at most `limit` of each."""
        found = self._db.rows(SQL.due_teams, at=text_of(at), limit=limit)
        found += self._db.rows(SQL.due_people, at=text_of(at), limit=limit)
        return [WakeUp(**dict(row)) for row in found]

    def sleep_until(self, wakeup: WakeUp, until: datetime) -> None:
        """Set the next wake-up time of a recipient who was planned.

        Whoever was woken since `wakeup` was read stays due: their version is a later one, and nothing is changed.
        """
        statement, id = (SQL.sleep_person, wakeup.person) if wakeup.person else (SQL.sleep_team, wakeup.team)
        self._db.change(statement, id=id, version=wakeup.version, until=text_of(until))

    def wake_all(self) -> None:
        """Make everybody due."""
        self._db.change(SQL.wake_people)
        self._db.change(SQL.wake_teams)


def wake_for_entry(db: Connection, entry: Entry, sign: int) -> None:
    """Wake whom an entry concerns that starts to count, or stops."""
    match entry.detail:
        case Call() | OtherContact():
            # A contact that is added can only silence a nudge, and every nudge is asked again before it is sent; but a
            # customer who was lost is back by it.
            db.change(SQL.wake_returned if sign > 0 else SQL.wake_reminded, account=entry.account)
        case FollowUp():
            db.change(SQL.wake_person, person=entry.person)
        case PromiseMade() as pledge:
            db.change(SQL.wake_person, person=entry.person)
            _wake_breached(db, entry.account, pledge.broken)
        case PromiseStep() as step:
            db.change(SQL.wake_promiser, number=step.promise)
            # Without a telling that is taken back, what was broken is a breach.
            _wake_breached(db, entry.account, sign < 0 or step.outcome is PromiseOutcome.BROKEN)
        case Touch() as touch:
            wake_owners(db, entry.account, touch.touchpoint)
            failed = any(mark.factor is Factor.QUALITY and mark.score == 0 for mark in touch.marks)
            _wake_breached(db, entry.account, failed)
        case Waiting():
            db.change(SQL.wake_waited, number=entry.number)
        case WaitTaken() as taken:
            db.change(SQL.wake_waited, number=taken.waiting)
        case Freeze() | Departure():
            # What was broken meanwhile is heard of once the customer is back.
            wake_concerned(db, entry.account)
        case RefillRhythm() | RefillOrder():
            # Of an account without an owner whoever logs is reminded.
            db.change(SQL.wake_person, person=entry.person)
            wake_owners(db, entry.account)
        case Junk() | HandOff():
            db.change(SQL.wake_person, person=entry.person)
        # No rule speaks of these, and the morning comes with a plan or without one.
        # Whom a change of an account wakes is told by what it changes.
        case Exclusivity() | Planned() | AccountChange():
            pass
        case _:
            assert_never(entry.detail)


def _wake_breached(db: Connection, account: int | None, breach: bool) -> None:
    if breach:
        wake_owners(db, account)
        db.change(SQL.wake_managers, account=account)


def wake_owners(db: Connection, account: int | None, touchpoint: int | None = None) -> None:
    """Wake the owners of an account and of a touchpoint."""
    db.change(SQL.wake_owners, account=account, touchpoint=touchpoint)


def wake_concerned(db: Connection, account: int | None) -> None:
    """Wake the owner of an account, whoever promised something or wanted to come back, and who hears of breaches."""
    db.change(SQL.wake_concerned, account=account)
    db.change(SQL.wake_managers, account=account)


def wake_person(db: Connection, person: int) -> None:
    """Wake a person whose days off changed."""
    db.change(SQL.wake_person, person=person)


def wake_admins(db: Connection) -> None:
    """Wake the admins, who may have to decide who somebody is."""
    db.change(SQL.wake_admins)


def wake_members(db: Connection, team: int) -> None:
    """Wake the people of a team whose zone or country changed."""
    db.change(SQL.wake_members, team=team)
