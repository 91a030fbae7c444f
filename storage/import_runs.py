"""Import runs in SQL."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.domain.import_runs import Change, ImportRun, Portion, RunState
from storage.columns import instant_of, text_of
from storage.connection import Connection, Row
from storage.queries import queries

SQL = queries("import_runs")


class SqlImportRuns:
    """The imports of one company."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def begin(self, at: datetime, file: str, digest: str, rows: int) -> int:
        """Note an import of which nothing is stored yet, and return its number."""
        state = RunState.OPEN if rows else RunState.DONE
        return self._db.insert(SQL.begin, at=text_of(at), file=file, digest=digest, rows=rows, state=state)

    def find(self, run: int) -> ImportRun | None:
        """Return an import, None when there is none of this number."""
        row = self._db.row(SQL.find, run=run)
        return _run(row) if row else None

    def held(self, run: int) -> ImportRun | None:
        """Return the same; nobody else changes it, or what it changes, until the end of the transaction."""
        self._db.hold_log()
        return self.find(run)

    def unfinished(self) -> Sequence[ImportRun]:
        """Return the imports that broke off, in storing or in taking back, the newest first."""
        return [_run(row) for row in self._db.rows(SQL.unfinished)]

    def newest(self, limit: int) -> Sequence[ImportRun]:
        """Return the last imports, the newest first."""
        return [_run(row) for row in self._db.rows(SQL.newest, limit=limit)]

    def add_portion(self, run: ImportRun, done: int, changes: Sequence[Change], found: Mapping[str, Any]) -> None:
        """Keep what the rows before `done` changed and what was found of them; the last rows end the import."""
        kept = {"changes": json.dumps(list(changes)), "found": json.dumps(found)}
        self._db.change(SQL.add_portion, run=run.number, done=done, **kept)
        made = max((change["account"] for change in changes if change["before"] is None), default=None)
        self._move(run.number, done, RunState.DONE if done == run.rows else RunState.OPEN, made=made)

    def found(self, run: int) -> Sequence[Mapping[str, Any]]:
        """Return what was found of the rows of an import, a portion each."""
        return [json.loads(row["found"]) for row in self._db.rows(SQL.found, run=run)]

    def last_portion(self, run: int) -> Portion | None:
        """Return the last portion of an import that is not taken back, None when all is."""
        rows = self._db.rows(SQL.last_portions, run=run)
        if not rows:
            return None
        before = rows[1]["done"] if len(rows) > 1 else 0
        return Portion(done=rows[0]["done"], before=before, changes=json.loads(rows[0]["changes"]))

    def take_back(self, run: int, portion: Portion, left: Sequence[Change], at: datetime) -> None:
        """Note what is left of the last portion; when nothing is left of the first one, the import is undone."""
        if left:
            self._db.change(SQL.keep_portion, run=run, done=portion.done, changes=json.dumps(list(left)))
            self._move(run, portion.done, RunState.UNDOING)
        else:
            self._db.change(SQL.drop_portion, run=run, done=portion.done)
            if portion.before:
                self._move(run, portion.before, RunState.UNDOING)
            else:
                self.end(run, at)

    def end(self, run: int, at: datetime) -> None:
        """Note that all of an import is taken back."""
        self._move(run, 0, RunState.UNDONE, undone_at=text_of(at))

    def _move(
        self, run: int, done: int, state: RunState, *, made: int | None = None, undone_at: str | None = None
    ) -> None:
        self._db.change(SQL.move, run=run, done=done, state=state, made=made, undone_at=undone_at)


def _run(row: Row) -> ImportRun:
    return ImportRun(
        number=row["id"],
        at=instant_of(row["at"]),
        file=row["file"],
        digest=row["digest"],
        rows=row["row_count"],
        done=row["done"],
        state=RunState(row["state"]),
    )
