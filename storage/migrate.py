"""Brings a database to the newest schema, forward only; a newer one is refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import StoreUnusable
from storage.sqlite import SqliteEngine

if TYPE_CHECKING:
    from sqlite_utils import Database

FOLDER = Path(__file__).parent / "migrations"
SQLITE_WORDS = {"pk": "INTEGER PRIMARY KEY", "int": "INTEGER", "strict": "STRICT"}


def migrate(engine: SqliteEngine, folder: Path = FOLDER) -> tuple[str, ...]:
    """Apply what is missing and return its names; several starters at once are safe."""
    return engine.transaction(lambda raw: () if _is_newest(raw, folder) else _apply(raw, folder))


def _is_newest(raw: sqlite3.Connection, folder: Path) -> bool:
    """Whether every migration and no other was applied; spares the import of sqlite-utils at each start."""
    if raw.execute("SELECT name FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone() is None:
        return False
    applied = raw.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'snurr'")
    return {row["name"] for row in applied} == {path.stem for path in folder.glob("*.sql")}


def _apply(raw: sqlite3.Connection, folder: Path) -> tuple[str, ...]:
    """Runs inside BEGIN IMMEDIATE, because `Migrations.apply` alone only takes a deferred lock."""
    from sqlite_utils import Database, Migrations  # noqa: PLC0415 - 80 ms that tests of the domain need not pay

    database = Database(raw, execute_plugins=False)
    steps = Migrations("snurr")
    scripts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.sql"))}
    for name, script in scripts.items():
        steps(name=name)(_step(script))
    before = {migration.name for migration in steps.applied(database)}
    if unknown := before - scripts.keys():
        raise StoreUnusable(f"The database is newer than this Snurr (it knows {max(unknown)}): update Snurr.")
    steps.apply(database)
    return tuple(name for name in scripts if name not in before)


def _step(script: str) -> Callable[[Database], None]:
    def step(database: Database) -> None:
        for statement in statements(script):
            database.conn.execute(statement)

    return step


def statements(script: str, words: dict[str, str] = SQLITE_WORDS) -> list[str]:
    """Return the statements of a script in one engine's words."""
    for name, word in words.items():
        script = script.replace("{" + name + "}", word)
    lines = (line for line in script.splitlines() if not line.startswith("--"))
    return [part.strip() for part in "\n".join(lines).split(";\n") if part.strip().strip(";")]
