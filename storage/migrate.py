"""Brings a database to the newest schema, forward only, each step in its own transaction; a newer one is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from bot.errors import StoreUnusable

FOLDER = Path(__file__).parent / "migrations"


class MigratableEngine(Protocol):
    """An engine as far as its schema goes."""

    def applied(self) -> set[str]:
        """Return the names of the steps that the database knows, without waiting for anybody."""

    def apply(self, name: str, script: str) -> bool:
        """Take one step under the write lock; False when another starter was faster."""


def migrate(engine: MigratableEngine, folder: Path = FOLDER) -> tuple[str, ...]:
    """Apply what is missing and return its names; several starters at once are safe."""
    scripts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.sql"))}
    known = engine.applied()
    if unknown := known - scripts.keys():
        raise StoreUnusable(f"The database is newer than this Snurr (it knows {max(unknown)}): update Snurr.")
    return tuple(name for name, script in scripts.items() if name not in known and engine.apply(name, script))


def statements(script: str, words: dict[str, str]) -> list[str]:
    """Return the statements of a script in one engine's words."""
    for name, word in words.items():
        script = script.replace("{" + name + "}", word)
    lines = (line for line in script.splitlines() if not line.startswith("--"))
    return [part.strip() for part in "\n".join(lines).split(";\n") if part.strip().strip(";")]
