"""Accounts at rest in SQL."""

from __future__ import annotations

from bot.domain.details import Kind
from bot.domain.resting import Rest, Resting
from storage.columns import day_of
from storage.connection import Connection
from storage.queries import queries

SQL = queries("resting")


class SqlRestingAccounts:
    """The accounts of one company that rest."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def of(self, account: int) -> Resting | None:
        """Return how an account rests, None when it does not."""
        row = self._db.row(SQL.of_account, account=account)
        if row is None:
            return None
        return Resting(
            account=account,
            rest=Rest.FROZEN if row["kind"] == Kind.FREEZE else Rest.LOST,
            number=row["number"],
            person=row["person"],
            since=day_of(row["day"]),
            said=row["said"],
            why=row["why"],
            value=row["value"],
        )

    def ids(self) -> frozenset[int]:
        """Return every account that rests."""
        return frozenset(row["account"] for row in self._db.rows(SQL.of_all))
