"""Every table as JSON lines in one zip, of one company or of all, with a manifest of counts and checksums."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable
from pathlib import Path

from bot.disk import new_file
from storage.connection import TableRow, Value
from storage.table_sums import RowCounter, TableSum, line_of


def export(
    tables: Iterable[tuple[str, Iterable[TableRow]]], target: Path, *, tenant: int | None = None, replace: bool = False
) -> dict[str, int]:
    """Write the zip and return how many rows each table has; texts are as typed.

    With a `tenant`, only that company's rows. Only its owner can read the file. Raises FileExistsError where a file is
    already, unless `replace` is set, and OSError when it cannot be written.
    """
    sums: list[TableSum] = []
    with new_file(target, replace=replace) as made, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for table, all_rows in tables:
            rows = (row for row in all_rows if tenant is None or company_of(table, row) == tenant)
            counter = RowCounter(table)
            with archive.open(f"{table}.jsonl", "w", force_zip64=True) as file:
                for row in counter.counted(rows):
                    file.write(line_of(row))
            sums.append(counter.sum())
        manifest = {each.table: {"rows": each.rows, "sha256": each.sha256} for each in sums}
        archive.writestr("manifest.json", json.dumps(manifest, indent=1, sort_keys=True))
    return {each.table: each.rows for each in sums}


def company_of(table: str, row: TableRow) -> Value:
    """Return the company that a row belongs to; raises KeyError for a table that does not say so."""
    return row["id"] if table == "tenant" else row["tenant"]
