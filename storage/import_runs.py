"""Import runs in SQL."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from bot.domain.import_runs import Change
from storage.columns import text_of
from storage.connection import Connection
from storage.queries import queries

SQL = queries("import_runs")


class SqlImportRuns:
    """The imports of one company."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def add(self, at: datetime, changes: Sequence[Change]) -> int:
        """Keep what an import changed and return its number."""
        made = max((change["account"] for change in changes if change["before"] is None), default=None)
        return self._db.insert(SQL.add, at=text_of(at), changes=json.dumps(list(changes)), left=len(changes), made=made)

    def changes(self, run: int) -> Sequence[Change] | None:
        """Return what an import changed and was not taken back, None when there is no such import or it was undone."""
        row = self._db.row(SQL.changes, run=run)
        if row is None:
            return None
        changes: Sequence[Change] = json.loads(row["changes"])
        return changes if row["left_over"] is None else changes[: row["left_over"]]

    def take_back(self, run: int, left: int, count: int, at: datetime) -> bool:
        """Note that the last `count` of the `left` changes are taken back, all of them at last; False if less are left.

        What is taken back once cannot be taken back again.
        """
        after = left - count
        undone_at = None if after else text_of(at)
        return self._db.change_rows(SQL.take_back, run=run, left=left, after=after, undone_at=undone_at) > 0
