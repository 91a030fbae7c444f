"""Plates in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.domain.plates import Plate
from bot.domain.promises import BREACH_DAYS
from storage.columns import day_of, span_until
from storage.connection import Connection
from storage.queries import queries

SQL = queries("plates")


class SqlPlates:
    """The plates of one company; one statement each, however many customers a person has."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def of(self, person: int) -> Sequence[Plate]:
        """Return a plate for each customer of a person."""
        return [
            Plate(
                account=row["id"],
                last=day_of(row["last"]) if row["last"] else None,
                rhythm=row["rhythm"],
                value=row["value"],
                contacts=row["contacts"],
            )
            for row in self._db.rows(SQL.plates, person=person)
        ]

    def with_zeros(self, person: int, since: date, asof: date) -> Sequence[int]:
        """Return the person's accounts that were rated 0 in a period, the newest zero first; it need not stand."""
        rows = self._db.rows(SQL.with_zeros, person=person, since=since.isoformat(), asof=asof.isoformat())
        return [row["account"] for row in rows]

    def near_third_breach(self, person: int, asof: date) -> Sequence[int]:
        """Return the person's accounts with two breaches within the time for which one counts."""
        rows = self._db.rows(SQL.near_third_breach, person=person, **span_until(asof, BREACH_DAYS))
        return [row["account"] for row in rows]

    def new_customers(self, person: int, day: date) -> Sequence[int]:
        """Return the accounts that a person called on a day and nobody had ever spoken to before."""
        return [row["account"] for row in self._db.rows(SQL.new_customers, person=person, day=day.isoformat())]
