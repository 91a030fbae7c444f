"""Gaps of the set-up in SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from bot.domain.gaps import Gap, Missing
from storage.columns import keys_of
from storage.connection import Connection, Row
from storage.queries import queries
from storage.resting import SqlRestingAccounts

SQL = queries("gaps")


class SqlGaps:
    """What the accounts and people of one company lack."""

    def __init__(self, db: Connection) -> None:
        self._db, self._resting = db, SqlRestingAccounts(db)

    def account_counts(self) -> Mapping[Gap, int]:
        """Return how many accounts lack an owner, a value, a rhythm, a phone number."""
        counted = self._db.rows(SQL.account_counts, resting=self._left_alone())[0]
        known = {Gap.ACCOUNT_OWNER: "owned", Gap.VALUE: "valued", Gap.RHYTHM: "rhythmic", Gap.PHONE: "dialled"}
        return {gap: int(counted["accounts"] - counted[column]) for gap, column in known.items()}

    def accounts(self, gap: Gap, limit: int, skip: int = 0) -> Sequence[Missing]:
        """Return some of the accounts that lack it, the most valuable first; raises KeyError for a gap of others."""
        statements = {
            Gap.ACCOUNT_OWNER: SQL.without_owner,
            Gap.VALUE: SQL.without_value,
            Gap.RHYTHM: SQL.without_rhythm,
            Gap.PHONE: SQL.without_phone,
        }
        statement = statements[gap]
        return [_missing(row) for row in self._db.rows(statement, resting=self._left_alone(), limit=limit, skip=skip)]

    def owners(self) -> Set[int]:
        """Return everybody who owns an account."""
        return {row["owner"] for row in self._db.rows(SQL.owners)}

    def never_wrote(self) -> Sequence[Missing]:
        """Return the people on the list who came from no platform and logged nothing, in the order of adding."""
        return [_missing(row) for row in self._db.rows(SQL.never_wrote)]

    def _left_alone(self) -> str:
        """Return the accounts of which nobody asks for anything."""
        return keys_of(self._resting.ids())


def _missing(row: Row) -> Missing:
    return Missing(id=row["id"], name=row["name"])
