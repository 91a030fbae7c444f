"""Every table as JSON lines in one zip, with a manifest of counts and checksums."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zipfile
from pathlib import Path

from bot.errors import StoreUnusable

TABLES = """
SELECT name FROM sqlite_master
WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY name
"""


def export(database: Path, target: Path) -> dict[str, int]:
    """Write the zip and return how many rows each table has; notes stand as typed."""
    if not database.exists():
        raise StoreUnusable(f"There is no database {database} yet: log something first.")
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True, isolation_level=None)
    connection.row_factory = sqlite3.Row
    try:
        connection.execute("BEGIN")
        return _write(connection, target)
    finally:
        connection.close()


def _write(connection: sqlite3.Connection, target: Path) -> dict[str, int]:
    manifest: dict[str, dict[str, object]] = {}
    counts: dict[str, int] = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in [row["name"] for row in connection.execute(TABLES)]:
            text, rows = _lines(connection, table)
            archive.writestr(f"{table}.jsonl", text)
            counts[table] = rows
            manifest[table] = {"rows": rows, "sha256": hashlib.sha256(text.encode()).hexdigest()}
        archive.writestr("manifest.json", json.dumps(manifest, indent=1, sort_keys=True))
    return counts


def _lines(connection: sqlite3.Connection, table: str) -> tuple[str, int]:
    """The table's name comes from the schema itself, never from outside."""
    rows = [json.dumps(dict(row), ensure_ascii=False) for row in connection.execute(f'SELECT * FROM "{table}"')]
    return "".join(row + "\n" for row in rows), len(rows)
