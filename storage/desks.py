"""Desks in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.domain.desks import Desk, Handed
from bot.names import fold
from storage.connection import Connection
from storage.queries import queries

SQL = queries("desks")


class SqlDesks:
    """The desks of one company."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def all(self) -> Sequence[Desk]:
        """Return every desk."""
        return [Desk(**dict(row)) for row in self._db.rows(SQL.desks)]

    def get(self, desk: int) -> Desk:
        """Return a desk; raises LookupError."""
        found = next((each for each in self.all() if each.id == desk), None)
        if found is None:
            raise LookupError(f"no desk {desk}")
        return found

    def named(self, name: str) -> Desk | None:
        """Return the desk of a name, without case."""
        return next((each for each in self.all() if fold(each.name) == fold(name)), None)

    def save(self, name: str, phone: str = "") -> Desk:
        """Make a desk or change its number."""
        known = self.named(name)
        name = known.name if known else name
        return self.get(self._db.insert(SQL.save, name=name, key=fold(name), phone=phone))

    def handed(
        self, first: date, last: date, *, person: int | None = None, team: int | None = None
    ) -> Sequence[Handed]:
        """Return what was handed over in a period, by cause, the costliest first."""
        rows = self._db.rows(SQL.handed, first=first.isoformat(), last=last.isoformat(), person=person, team=team)
        return [Handed(**dict(row)) for row in rows]
