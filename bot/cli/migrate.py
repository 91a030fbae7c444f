"""The operator's command `migrate`: the newest schema, or everything into another database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from typing import Annotated

import typer

from bot.app import open_app
from bot.cli.console import DATA, JsonOption, example, print_line
from bot.cli.plain_command import PlainCommand
from bot.cli.tables import print_table
from bot.errors import ConfigError
from bot.settings import load
from storage.table_sums import TableSum
from storage.transfer import check_empty, sums, transfer
from storage.url import engine_at, is_postgres, refuse_in_use, sqlite_path, without_password

cli = typer.Typer()
ToOption = Annotated[str, typer.Option("--to", help="The empty database to move to, such as postgresql://host/snurr.")]


@cli.command(
    cls=PlainCommand,
    epilog=example("snurr migrate --to postgresql://db.example.com/snurr --dry-run"),
    rich_help_panel=DATA,
)
def migrate(
    to: ToOption = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count and check; nothing is copied.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Bring the database to the newest schema; with --to, copy everything into another one while Snurr is stopped."""
    settings = load()
    if to:
        held = _planned(settings.database_url, to) if dry_run else _moved(settings.database_url, to)
        _say(held, to, as_json, dry_run)
    elif dry_run:
        raise ConfigError("A dry run needs an address to move to: add --to postgresql://user:password@host/database.")
    else:
        open_app(settings).store.close()
        print_line("The database has the newest schema.")


def _planned(url: str, to: str) -> list[TableSum]:
    """Return what would be copied, after checking that it could be; raises StoreUnusable or ConfigError."""
    refuse_in_use(url)
    path = sqlite_path(to)
    if is_postgres(to) or (path and path.exists()):  # what is missing is empty, and opening it would make it
        with closing(engine_at(to)) as target:
            check_empty(target)
    with closing(engine_at(url)) as source:
        return sums(source)


def _moved(url: str, to: str) -> list[TableSum]:
    """Copy everything and return what was copied; raises StoreUnusable or ConfigError."""
    refuse_in_use(url)
    with closing(engine_at(to)) as target, closing(engine_at(url)) as source:
        return transfer(source, target)


def _say(held: Sequence[TableSum], to: str, as_json: bool, dry_run: bool) -> None:
    lines = (
        json.dumps({"table": each.table, "rows": each.rows, "sha256": each.sha256})
        if as_json
        else f"{each.rows:9}  {each.sha256[:12]}  {each.table}"
        for each in held
    )
    cells = ((each.rows, each.sha256[:12], each.table) for each in held)
    print_table(("rows", "sha256", "table"), cells, lines, plain=as_json)
    if as_json:
        return
    rows, address = sum(table.rows for table in held), without_password(to)
    if dry_run:
        print_line(f"{rows} rows of {len(held)} tables would be copied to {address}: leave --dry-run out to do it.")
    else:
        print_line(
            f"{rows} rows of {len(held)} tables were copied to {address}; every count and checksum fits. "
            "Set DATABASE_URL to it and start Snurr; never start it on the old database again."
        )
