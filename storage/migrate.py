"""Migrations: forward only, each in a transaction of its own; a database of a newer version is refused."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Protocol

from bot.errors import StoreUnusable

FOLDER = Path(__file__).parent / "migrations"
SECRET_BYTES = 32
SEAL_KEY = "SELECT key FROM _seal_key"


class MigratableEngine(Protocol):
    """The part of an engine that migrations use."""

    def applied(self) -> set[str]:
        """Return the names of the migrations that were applied, without waiting for a lock."""

    def apply(self, name: str, script: str) -> bool:
        """Apply one migration under the write lock; False when another process applied it meanwhile."""

    def seal_key(self) -> bytes:
        """Return the key of this installation, which a migration made, without waiting for a lock."""


def migrate(engine: MigratableEngine, folder: Path = FOLDER) -> tuple[str, ...]:
    """Apply the missing migrations in order and return their names; several processes may do so at once.

    1. What was applied is read without a lock, so that a start with nothing to do waits for nobody.
    2. A migration that this version does not know ends the start, before anything is changed.
    3. For each missing one the engine takes the write lock, asks again whether it is missing, runs its statements and
       records it, in one transaction: a start that is killed goes on where it stopped.

    Raises StoreUnusable when the database has a migration that this version does not know.
    """
    scripts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.sql"))}
    known = engine.applied()
    if unknown := known - scripts.keys():
        raise StoreUnusable(f"The database is newer than this Snurr (it knows {max(unknown)}): update Snurr.")
    return tuple(name for name, script in scripts.items() if name not in known and engine.apply(name, script))


def newest(folder: Path = FOLDER) -> set[str]:
    """Return the names of all migrations of this version."""
    return {path.stem for path in folder.glob("*.sql")}


def statements(script: str, words: dict[str, str]) -> list[str]:
    """Return the statements of a script, its placeholders replaced by one engine's words; {secret} by a new key."""
    for name, word in (words | {"secret": secrets.token_hex(SECRET_BYTES)}).items():
        script = script.replace("{" + name + "}", word)
    # Split here, because sqlite3's executescript would commit the open transaction first.
    lines = (line for line in script.splitlines() if not line.startswith("--"))
    return [part.strip() for part in "\n".join(lines).split(";\n") if part.strip().strip(";")]
