"""Junk in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.domain.junk import JunkSum
from bot.language.names import fold
from storage.connection import Connection
from storage.queries import queries

SQL = queries("junk")


class SqlJunkLog:
    """The minutes of one company that no customer had any use of."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def sums(self, person: int, first: date, last: date) -> Sequence[JunkSum]:
        """Return a person's sums of a period by what they went into, however it is spelt; most minutes first."""
        found: dict[str, JunkSum] = {}
        for row in self._db.rows(SQL.of_person, person=person, first=first.isoformat(), last=last.isoformat()):
            key = fold(row["what"])
            before = found[key].minutes if key in found else 0
            found[key] = JunkSum(what=row["what"], minutes=before + row["minutes"])
        return sorted(found.values(), key=lambda each: (-each.minutes, fold(each.what)))
