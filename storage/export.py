"""Every table as JSON lines in one zip, with a manifest of counts and checksums."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path

from storage.connection import Value


def export(tables: Iterable[tuple[str, list[dict[str, Value]]]], target: Path) -> dict[str, int]:
    """Write the zip and return how many rows each table has; texts are as typed; raises OSError."""
    manifest: dict[str, dict[str, object]] = {}
    counts: dict[str, int] = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for table, rows in tables:
            text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            archive.writestr(f"{table}.jsonl", text)
            counts[table] = len(rows)
            manifest[table] = {"rows": len(rows), "sha256": hashlib.sha256(text.encode()).hexdigest()}
        archive.writestr("manifest.json", json.dumps(manifest, indent=1, sort_keys=True))
    return counts
