"""How many rows a table has and their checksum, counted while they pass by."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator

from bot.records import record
from storage.connection import TableRow


def line_of(row: TableRow) -> bytes:
    """Return a row as a line of JSON, texts as typed."""
    return (json.dumps(row, ensure_ascii=False) + "\n").encode()


@record(kw_only=True)
class TableSum:
    """The number of a table's rows, and the SHA-256 of their lines by primary key as 64 hexadecimal digits."""

    table: str
    rows: int
    sha256: str


class RowCounter:
    """Counts the rows of a table in the order in which they come."""

    def __init__(self, table: str) -> None:
        self._table = table
        self._rows = 0
        self._digest = hashlib.sha256()

    def counted(self, rows: Iterable[TableRow]) -> Iterator[TableRow]:
        """Yield the rows on, each counted."""
        for row in rows:
            self._rows += 1
            self._digest.update(line_of(row))
            yield row

    def sum(self) -> TableSum:
        """Return what was counted so far."""
        return TableSum(table=self._table, rows=self._rows, sha256=self._digest.hexdigest())


def summed(table: str, rows: Iterable[TableRow]) -> TableSum:
    """Return the sum of a table's rows."""
    counter = RowCounter(table)
    for _ in counter.counted(rows):
        pass
    return counter.sum()
