"""Whether a database file of unknown origin has the schema of Snurr's migrations and nothing else."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterable

from bot.errors import StoreUnusable
from storage.migrate import FOLDER
from storage.sqlite import SqliteEngine

OBJECTS = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
STRANGE = """
SELECT type, name FROM sqlite_master
WHERE type NOT IN ('table', 'index') OR sql LIKE 'CREATE VIRTUAL%'
    OR (type = 'table' AND sql NOT LIKE 'CREATE TABLE%')
"""
RECORD = "_sqlite_migrations"
"""The table of applied migrations, whose text depends on the version of the library that made it."""
SPELLING = re.compile(r"[\s\"`\[\]]+")
"""Spaces and quotes, which SQLite writes in its own way when it changes a table."""

Objects = dict[tuple[str, str], str]


def refuse_strange_objects(raw: sqlite3.Connection) -> None:
    """Raise StoreUnusable for a trigger, view or virtual table: Snurr makes none, and each may run when it is read.

    Nothing else of the file may be read before.
    """
    raw.execute("PRAGMA trusted_schema=OFF")
    if found := raw.execute(STRANGE).fetchone():
        raise StoreUnusable(f"The database holds a {str(found[0])[:20]} that Snurr never makes: take another one.")


def refuse_other_schema(raw: sqlite3.Connection, steps: Collection[str]) -> None:
    """Raise StoreUnusable unless tables and indexes are those that the migrations `steps` make."""
    if _objects(raw.execute(OBJECTS)) != expected_objects(steps):
        raise StoreUnusable("The tables of the database are not those that Snurr makes: take another one.")


def expected_objects(steps: Collection[str]) -> Objects:
    """Return the tables and indexes that some migrations make, by type and name; raises StoreUnusable."""
    engine = SqliteEngine(":memory:")
    try:
        for step in sorted(steps):
            engine.apply(step, (FOLDER / f"{step}.sql").read_text(encoding="utf-8"))
        with engine.scratch() as raw:
            return _objects(tuple(row) for row in raw.execute(OBJECTS).fetchall())
    except (OSError, sqlite3.Error) as error:
        raise StoreUnusable("The migrations of the database do not fit together: take another one.") from error
    finally:
        engine.close()


def _objects(rows: Iterable[tuple[str, str, str | None]]) -> Objects:
    return {(kind, name): "" if RECORD in name else SPELLING.sub("", sql or "").casefold() for kind, name, sql in rows}
