"""The file of `snurr explore`: a SQLite database of its own, with sums by team and week and nothing else."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path

from bot.disk import make_folder, new_file
from bot.domain.week_sums import WeekSum
from bot.errors import ConfigError

COLUMNS = {field.name: int if str(field.type).startswith("int") else str for field in fields(WeekSum)}
MARK = 0x536E7572
"""SQLite's application_id of such a file; its user_version is the company."""


def read_week_sums(path: Path, tenant: int) -> list[WeekSum]:
    """Return what a file holds, nothing where there is none; raises ConfigError for a file of anything else."""
    if not path.exists():
        return []
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
        try:
            found = [db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
            if found == [MARK, tenant]:
                db.row_factory = sqlite3.Row
                values = [dict(row) for row in db.execute("SELECT * FROM team_weeks")]
                return [WeekSum(**(each | {"first_day": date.fromisoformat(each["first_day"])})) for each in values]
        except sqlite3.DatabaseError:
            pass
    raise ConfigError(f"{path} is no file of sums of this company: name another one with --file.")


def write_week_sums(path: Path, tenant: int, sums: Iterable[WeekSum]) -> None:
    """Write the file anew, which only its owner can read; raises OSError."""
    from sqlite_utils import Database  # noqa: PLC0415 - 80 ms that no other command pays

    make_folder(path.parent)
    with new_file(path, replace=True) as made, closing(sqlite3.connect(made)) as db:
        table = Database(db).table("team_weeks")
        table.create(COLUMNS, pk=("team_id", "week"))
        table.insert_all(asdict(each) for each in sums)
        db.execute(f"PRAGMA application_id = {MARK:d}")
        db.execute(f"PRAGMA user_version = {tenant:d}")
        db.commit()
