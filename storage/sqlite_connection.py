"""SQLite's connection of a transaction: a row that was inserted is read behind its INSERT, not returned by it.

To return rows SQLite keeps a journal of the one statement, for which it copies every page that the statement touches;
this takes longer than all of a line of the log and its indexes.
"""

from __future__ import annotations

import re
import sqlite3
from functools import cache
from typing import cast

from storage.connection import Row, Value
from storage.set_up_cache import CachingConnection

RETURNING = re.compile(r"(?P<insert>.*\bINSERT INTO (?P<table>\w+)\b.*)\bRETURNING (?P<columns>.+)", re.DOTALL)
CONFLICT = "ON CONFLICT"
"""In a statement that may change a row instead of inserting one; nothing then tells which."""


class SqliteConnection(CachingConnection):
    """A transaction's connection for one company, over a file."""

    def insert_row(self, sql: str, **values: Value) -> Row:
        """Execute an `INSERT … RETURNING …` and return the row."""
        parts = _in_two(sql)
        if parts is None:
            return super().insert_row(sql, **values)
        insert, read = parts
        made = cast(sqlite3.Cursor, self._change(insert, values)).lastrowid
        row: Row = self._raw.execute(read, {**values, "row": made}).fetchone()
        return row


@cache
def _in_two(sql: str) -> tuple[str, str] | None:
    """Return the statement that only inserts, and the one that reads what it inserted; None where that is not sure."""
    found = RETURNING.fullmatch(sql)
    if found is None or CONFLICT in sql:
        return None
    return found["insert"], f"SELECT {found['columns']} FROM {found['table']} WHERE rowid = :row"  # noqa: S608 - names
