"""Loads the named statements of `storage/sql/<noun>.sql`; no SQL is built anywhere else.

A file holds statements headed `-- :name find_person`, then one comment line of purpose, then the SQL.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from bot.errors import Collision

FOLDER = Path(__file__).parent / "sql"
HEADER = re.compile(r"^-- :name (\w+)\n", re.MULTILINE)


@cache
def queries(noun: str) -> SimpleNamespace:
    """Return the statements of one noun as attributes; a misspelt one raises AttributeError."""
    return SimpleNamespace(**named_statements((FOLDER / f"{noun}.sql").read_text(encoding="utf-8")))


def named_statements(text: str) -> dict[str, str]:
    """Return the statements of a file by name; raises Collision when two have one name."""
    _, *parts = HEADER.split(text)
    found: dict[str, str] = {}
    for name, statement in zip(parts[::2], parts[1::2], strict=True):
        if name in found:
            raise Collision(f"Two statements of one file are called {name}: rename one of them.")
        found[name] = statement.strip()
    return found
