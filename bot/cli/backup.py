"""The operator's commands `backup` and `restore`, for a SQLite database in a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.backup_note import note_backup
from bot.cli.console import DATA, ForceOption, JsonOption, example, print_line
from bot.cli.plain_command import PlainCommand
from bot.errors import ConfigError
from bot.settings import clock_of, load
from storage import backup as backups
from storage.url import sqlite_path

cli = typer.Typer()


def _database() -> Path:
    path = sqlite_path(load().database_url)
    if not isinstance(path, Path):
        raise ConfigError("Only a database in a file is backed up here; take PostgreSQL's own pg_dump for the other.")
    return path


@cli.command(cls=PlainCommand, epilog=example("snurr backup monday.zip"), rich_help_panel=DATA)
def backup(
    file: Annotated[Path, typer.Argument(help="The backup to write.")],
    force: ForceOption = False,
    as_json: JsonOption = False,
) -> None:
    """Write the whole database into one file that proves itself; the bot may run on meanwhile."""
    database, at = _database(), clock_of(load()).now()
    held = backups.backup(database, file, at, replace=force)
    note_backup(database, at)
    _say(file, held, as_json)


@cli.command(cls=PlainCommand, epilog=example("snurr restore --verify monday.zip"), rich_help_panel=DATA)
def restore(
    file: Annotated[Path, typer.Argument(help="A backup.")],
    verify: Annotated[bool, typer.Option("--verify", help="Only prove that the backup is whole.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Put a backup in the place of the database, after proving it; what was there stays beside it."""
    if verify:
        _say(file, backups.verify(file), as_json)
        return
    held, aside = backups.restore(file, _database(), clock_of(load()).now())
    _say(file, held, as_json, f"restored; the database before it is {aside}" if aside else "restored")


def _say(file: Path, held: backups.Manifest, as_json: bool, done: str = "every count and checksum fits") -> None:
    rows = {table: rows for table, (rows, _) in held.tables.items()}
    plain = {"file": str(file), "at": held.at, "rows": held.rows, "sha256": held.sha256, "tables": rows}
    text = f"{file}: {held.rows} rows of {len(rows)} tables as of {held.at}; {done}"
    print_line(json.dumps(plain) if as_json else text)
