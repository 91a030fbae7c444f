"""Exclusivity in SQL."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.exclusives import Exclusive
from storage.connection import Connection, Value
from storage.queries import queries

SQL = queries("exclusives")
ALL: tuple[str, dict[str, Value]] = (SQL.all, {})
"""The question for what any account alone may have."""


class SqlExclusives:
    """What the accounts of one company alone may have."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def all(self) -> Sequence[Exclusive]:
        """Return what any account alone may have, in the order in which it was granted."""
        return self._db.kept("exclusives", lambda: [Exclusive(**dict(row)) for row in self._db.rows(SQL.all)])

    def at(self, account: int) -> Sequence[Exclusive]:
        """Return what an account alone may have, in the order in which it was granted."""
        return [Exclusive(**dict(row)) for row in self._db.rows(SQL.of_account, account=account)]
