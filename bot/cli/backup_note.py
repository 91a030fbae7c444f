"""When a database was backed up last: a small file beside it, which `backup` writes and `doctor` reads."""

from __future__ import annotations

import contextlib
from datetime import datetime
from pathlib import Path

from bot.clock import parse_instant
from bot.disk import new_file, read_file
from bot.errors import ConfigError

MOST_BYTES = 100


def _note(database: Path) -> Path:
    return database.with_name(f"{database.name}.backed-up")


def note_backup(database: Path, at: datetime) -> None:
    """Remember that a backup was made; it counts also where nothing can be written beside the database."""
    with contextlib.suppress(OSError), new_file(_note(database), replace=True) as made:
        made.write_text(f"{at.isoformat()}\n", encoding="utf-8")


def last_backup(database: Path) -> datetime | None:
    """Return when the last backup was made, None where no note of one can be read."""
    try:
        return parse_instant(read_file(_note(database), MOST_BYTES).decode().strip())
    except (OSError, ValueError, ConfigError):
        return None
