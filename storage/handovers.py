"""Handovers in SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.domain.details import Handover, Kind
from bot.domain.entries import Entry
from bot.domain.handovers import Handed, PastHandover
from storage.columns import instant_of, text_of
from storage.commitments import recompute_promise
from storage.connection import Connection
from storage.queries import queries
from storage.wakeups import wake_person

SQL = queries("handovers")


class SqlHandovers:
    """The handovers of one company."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def counts(self, entry: int) -> Mapping[Handed, int]:
        """Return how much went by an entry, by kind; accounts stand in the entry itself."""
        return {Handed(row["kind"]): int(row["items"]) for row in self._db.rows(SQL.counts, entry=entry)}

    def to_heir(self, heir: int, since: datetime) -> Sequence[PastHandover]:
        """Return the handovers to a person since an instant that count, the oldest first."""
        return [
            PastHandover(
                entry=row["entry"],
                ref=f"{Kind.ACCOUNT}{row['number']}",
                leaver=row["leaver"],
                heir=row["heir"],
                at=instant_of(row["at"]),
            )
            for row in self._db.rows(SQL.to_heir, heir=heir, since=text_of(since))
        ]

    def last_of(self, leaver: int) -> int | None:
        """Return the entry by which a person left last, None where none counts."""
        row = self._db.row(SQL.last_of, leaver=leaver)
        return int(row["entry"]) if row else None


def store(db: Connection, entry: int, handover: Handover) -> None:
    """Keep who left, who takes over, and what that is now."""
    db.change(SQL.add, entry=entry, leaver=handover.leaver, heir=handover.heir)
    db.change(SQL.add_promises, entry=entry, leaver=handover.leaver)
    db.change(SQL.add_followups, entry=entry, leaver=handover.leaver)
    db.change(SQL.add_touchpoints, entry=entry, leaver=handover.leaver)
    db.change(SQL.add_person, entry=entry, leaver=handover.leaver)


def load(db: Connection, entry: int) -> Handover | None:
    """Read who left by an entry."""
    row = db.row(SQL.of_entry, entry=entry)
    return Handover(leaver=row["leaver"], heir=row["heir"]) if row else None


def apply(db: Connection, entry: Entry, handover: Handover, sign: int) -> None:
    """Give the heir what went, or with -1 the leaver what the heir still has; a promise asks who holds it by itself."""
    before, after = (handover.leaver, handover.heir) if sign > 0 else (handover.heir, handover.leaver)
    db.change(SQL.move_words, entry=entry.id, before=before, after=after)
    db.change(SQL.move_followups, entry=entry.id, before=before, after=after)
    db.change(SQL.move_touchpoints, entry=entry.id, before=before, after=after)
    db.change(SQL.set_gone, entry=entry.id, gone=int(sign > 0))
    for row in db.rows(SQL.items, entry=entry.id, kind=Handed.PROMISE):
        recompute_promise(db, row["item"])
    for person in (before, after):
        wake_person(db, person)
