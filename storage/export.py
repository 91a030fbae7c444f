"""Every table as JSON lines in one zip, of one company or of all, with a manifest of counts and checksums."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path

from bot.disk import new_file
from storage.connection import Value

TableRow = dict[str, Value]


def export(
    tables: Iterable[tuple[str, list[TableRow]]], target: Path, *, tenant: int | None = None, replace: bool = False
) -> dict[str, int]:
    """Write the zip and return how many rows each table has; texts are as typed.

    With a `tenant`, only that company's rows. Only its owner can read the file. Raises FileExistsError where a file is
    already, unless `replace` is set, and OSError when it cannot be written.
    """
    manifest: dict[str, dict[str, object]] = {}
    counts: dict[str, int] = {}
    with new_file(target, replace=replace) as made, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for table, all_rows in tables:
            rows = all_rows if tenant is None else [row for row in all_rows if company_of(table, row) == tenant]
            text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            archive.writestr(f"{table}.jsonl", text)
            counts[table] = len(rows)
            manifest[table] = {"rows": len(rows), "sha256": hashlib.sha256(text.encode()).hexdigest()}
        archive.writestr("manifest.json", json.dumps(manifest, indent=1, sort_keys=True))
    return counts


def company_of(table: str, row: TableRow) -> Value:
    """Return the company that a row belongs to; raises KeyError for a table that does not say so."""
    return row["id"] if table == "tenant" else row["tenant"]
