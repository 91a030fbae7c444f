"""Import runs in SQL."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from storage.columns import text_of
from storage.connection import Connection
from storage.queries import queries

SQL = queries("import_runs")


class SqlImportRuns:
    """The imports of one company."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def add(self, at: datetime, changes: Sequence[Mapping[str, Any]]) -> int:
        """Keep what an import changed and return its number."""
        return self._db.insert(SQL.add, at=text_of(at), changes=json.dumps(list(changes)))

    def changes(self, run: int) -> Sequence[Mapping[str, Any]] | None:
        """Return what an import changed, None when there is no such import or it was undone."""
        row = self._db.row(SQL.changes, run=run)
        return json.loads(row["changes"]) if row else None

    def mark_undone(self, run: int, at: datetime) -> None:
        """Note that an import was undone, so that it cannot be undone again."""
        self._db.change(SQL.mark_undone, run=run, at=text_of(at))
