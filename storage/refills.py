"""Refills in SQL."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.refills import Refill
from storage.columns import day_of, instant_of
from storage.connection import Connection, Row
from storage.queries import queries

SQL = queries("refills")


class SqlRefills:
    """The refills of one company."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def find(self, number: int) -> Refill | None:
        """Return the refill of a number, None when it does not count."""
        row = self._db.row(SQL.find, number=number)
        return _refill(row) if row else None

    def at(self, account: int) -> Sequence[Refill]:
        """Return what an account uses up, in the order in which it was typed."""
        return [_refill(row) for row in self._db.rows(SQL.of_account, account=account)]

    def of(self, person: int) -> Sequence[Refill]:
        """Return what a person is reminded of, in the order in which it was typed."""
        return [_refill(row) for row in self._db.rows(SQL.of_person, person=person)]


def _refill(row: Row) -> Refill:
    return Refill(
        number=row["number"],
        account=row["account"],
        person=row["reminded"],
        item=row["item"],
        every=row["every"],
        since=day_of(row["ordered"] or row["day"]),
        typed_at=instant_of(max(row["at"], row["ordered_at"] or "")),
    )
