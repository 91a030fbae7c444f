"""Plans in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.domain.plans import PlannedCall
from storage.connection import Connection, Row
from storage.queries import queries
from storage.resting import SqlRestingAccounts

SQL = queries("plans")


class SqlPlans:
    """The plans of one company."""

    def __init__(self, db: Connection) -> None:
        self._db, self._resting = db, SqlRestingAccounts(db)

    def of(self, person: int, day: date) -> Sequence[PlannedCall]:
        """Return the calls that a person planned for a local day, in the order typed; none without a plan.

        Who came to rest after that is left out, and so is who was closed.
        """
        rows = self._db.rows(SQL.planned, person=person, day=day.isoformat())
        newest = max((row["line"] for row in rows), default=None)
        calls = [
            PlannedCall(account=row["account"], number=row["number"])
            for row in rows
            if row["line"] == newest and self._stands(row)
        ]
        # Two that were merged into one since are one call.
        return list({call.account: call for call in reversed(calls)}.values())[::-1]

    def _stands(self, row: Row) -> bool:
        """Whether what was said of the customer since leaves the plan as it is."""
        rest = self._resting.of(row["account"])
        return rest is None or row["id"] > rest.said
