"""The operator's commands that move data: import, export, doctor."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot.app import open_app
from bot.cli.company import TenantOption, company, only_company
from bot.cli.console import (
    DATA,
    EXIT_REFUSED,
    EXIT_WARNINGS,
    SET_UP,
    ForceOption,
    JsonOption,
    example,
    print_line,
    run,
    writing,
)
from bot.cli.doctor import checked
from bot.cli.import_file import chosen_columns, read_accounts
from bot.cli.import_report import import_lines
from bot.cli.plain_command import PlainCommand
from bot.clock import Clock
from bot.domain.imports import ImportRow, import_accounts, undo_portion
from bot.domain.work import Work
from bot.errors import ConfigError
from bot.language.i18n import translator_for
from bot.language.word_files import FIRST
from bot.logs import spelt
from bot.ports import Store
from bot.settings import load
from bot.views.gaps import gap_lines
from storage.export import export

cli = typer.Typer()
UNDO_STEP = 200
"""Changes of an import that one transaction takes back: whoever writes meanwhile waits for no more than these."""
LARGE = 5000
"""Rows that take about a second to compare."""
LARGE_FILE = 500_000
"""Bytes that take about a second to read."""
MOST = 2**62
"""The highest number that a database can look up."""


@cli.command("import", epilog=example("snurr import accounts.csv --map name=Kundenavn"), rich_help_panel=DATA)
def import_csv(
    file: Annotated[Path | None, typer.Argument(help="A CRM's export of accounts, as CSV.")] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Change the accounts; without it nothing is stored.")] = False,
    undo: Annotated[int, typer.Option("--undo", min=0, max=MOST, help="Take the import of this number back.")] = 0,
    columns: Annotated[list[str] | None, typer.Option("--map", help="FIELD=HEADER, such as name=Kundenavn.")] = None,
    encoding: Annotated[
        str, typer.Option(help="The file's encoding, such as cp1250, where it is taken for another.")
    ] = "",
    tenant: TenantOption = "",
    as_json: JsonOption = False,
) -> None:
    """Bring accounts in: a dry run unless --apply is given; --undo takes one back."""
    if file is None and not undo:
        raise ConfigError("Name a CSV file to import, or --undo NUMBER to take an import back.")
    _announce(f"{file} is read …", file.stat().st_size if file and file.is_file() else 0, LARGE_FILE)
    read = None if file is None else read_accounts(file, chosen_columns(columns or []), encoding)
    app = open_app(load())

    async def work() -> None:
        try:
            number = await company(app.store, tenant)
            if undo or read is None:
                answer = await undone(app.store, undo, app.clock, number)
            else:
                _announce(
                    f"{len(read.rows)} rows are compared with the customers that are there …", len(read.rows), LARGE
                )
                compare = partial(imported, rows=read.rows, clock=app.clock, apply=apply)
                # A dry run keeps nobody from writing.
                answer = await (app.store.write if apply else app.store.read)(compare, number)
                answer |= {"encoding": read.encoding, "mapping": read.mapping, "ignored": read.ignored}
            gaps = await app.store.read(missing_lines, number) if apply and not as_json else []
        finally:
            app.store.close()
        if as_json:
            print_line(json.dumps(answer, ensure_ascii=False))
            return
        for line in [*import_lines(answer, read.rows if read else (), apply=apply or bool(undo)), *gaps]:
            print_line(line)

    run(work())


def _announce(text: str, size: int, large: int) -> None:
    """Say on standard error what takes more than a second, so that nobody thinks it hangs."""
    if size >= large:
        typer.echo(spelt(text), err=True)


def imported(work: Work, rows: Sequence[ImportRow], clock: Clock, *, apply: bool) -> dict[str, object]:
    """Run an import and return what it did."""
    return asdict(import_accounts(work, rows, clock.now(), apply=apply))


def missing_lines(work: Work) -> list[str]:
    """Return what the set-up lacks after an import, a line each."""
    lines = list(gap_lines(work, translator_for(FIRST)))
    return [*lines, "Type “admin missing” in the chat to fill it in."] if lines else []


async def undone(store: Store, number: int, clock: Clock, tenant: int) -> dict[str, object]:
    """Take an import back in portions, and return what that changed; one that broke off is gone on with."""
    changes = await store.read(lambda work: work.import_runs.changes(number), tenant)
    if changes is None:
        raise ConfigError(f"There is no import {number} to undo.")
    accounts = 0
    while True:  # at least once, as an import that changed nothing is undone as well
        portion = partial(undo_portion, number=number, changes=changes, at=clock.now(), limit=UNDO_STEP)
        try:
            accounts += await store.write(portion, tenant)
        except LookupError as error:
            raise ConfigError(f"Import {number} is being undone by another process.") from error
        changes = changes[:-UNDO_STEP]
        if not changes:
            return {"undone": accounts, "number": number}


@cli.command("export", epilog=example("snurr export everything.zip"), rich_help_panel=DATA)
def export_zip(
    file: Annotated[Path, typer.Argument(help="The zip to write.")],
    tenant: TenantOption = "",
    force: ForceOption = False,
) -> None:
    """Write every table as JSON lines into one zip, of one company."""
    store = open_app(load()).store
    try:
        chosen = asyncio.run(only_company(store, tenant))
        with writing(file):
            counts = export(store.engine.tables(), file, tenant=chosen, replace=force)
    finally:
        store.close()
    print_line(f"{file}: {sum(counts.values())} rows of {len(counts)} tables")


@cli.command(cls=PlainCommand, epilog=example("snurr doctor"), rich_help_panel=SET_UP)
def doctor(as_json: JsonOption = False) -> None:
    """Check what can be checked: one line each, with the next step; exit 0, 1 for warnings, 2 for failures."""
    checks = asyncio.run(checked())
    for check in checks:
        print_line(json.dumps(check.plain()) if as_json else f"{check.state:4}  {check.name}: {check.text}")
    states = {check.state for check in checks}
    if states - {"ok"}:
        raise SystemExit(EXIT_REFUSED if "fail" in states else EXIT_WARNINGS)
