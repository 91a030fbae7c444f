"""Loads the named statements of `storage/sql/<noun>.sql`; no SQL is built anywhere else.

A file holds statements headed `-- :name find_person`, then one comment line of purpose, then the SQL.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from types import SimpleNamespace

FOLDER = Path(__file__).parent / "sql"
HEADER = re.compile(r"^-- :name (\w+)\n", re.MULTILINE)


@cache
def queries(noun: str) -> SimpleNamespace:
    """Return the statements of a noun as attributes; an unknown one raises AttributeError."""
    parts = HEADER.split((FOLDER / f"{noun}.sql").read_text(encoding="utf-8"))
    return SimpleNamespace(**{name: text.strip() for name, text in zip(parts[1::2], parts[2::2], strict=True)})
