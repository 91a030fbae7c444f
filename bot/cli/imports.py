"""The operator's command `import`: accounts from a file, and back."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.app import open_app
from bot.cli.company import TenantOption, company
from bot.cli.console import DATA, EXIT_WARNINGS, JsonOption, example, print_line, run, stoppable
from bot.cli.import_file import chosen_columns, read_accounts
from bot.cli.import_report import goes_on, import_report, run_row, unfinished_lines
from bot.cli.import_run import Importer
from bot.cli.import_table import AccountTable
from bot.cli.progress import at_stage
from bot.cli.tables import print_table
from bot.domain.import_rows import ImportRow
from bot.domain.work import Work
from bot.errors import ConfigError
from bot.language.i18n import translator_for
from bot.language.word_files import FIRST
from bot.settings import load
from bot.views.gaps import gap_lines

cli = typer.Typer()
MOST = 2**62
"""The highest number that a database can look up."""
LISTED = 50
"""Imports that --list shows."""


@cli.command("import", epilog=example("snurr import accounts.csv --map name=Kundenavn"), rich_help_panel=DATA)
def import_csv(
    file: Annotated[Path | None, typer.Argument(help="A CRM's export of accounts, as CSV.")] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Change the accounts; without it nothing is stored.")] = False,
    undo: Annotated[int, typer.Option("--undo", min=0, max=MOST, help="Take the import of this number back.")] = 0,
    listed: Annotated[bool, typer.Option("--list", help="List the last imports.")] = False,
    columns: Annotated[list[str] | None, typer.Option("--map", help="FIELD=HEADER, such as name=Kundenavn.")] = None,
    encoding: Annotated[
        str, typer.Option(help="The file's encoding, such as cp1250, where it is taken for another.")
    ] = "",
    tenant: TenantOption = "",
    as_json: JsonOption = False,
) -> None:
    """Bring accounts in: a dry run unless --apply is given, and what broke off goes on; --undo takes an import back."""
    if file is None and not (undo or listed):
        raise ConfigError("Name a CSV file to import, --undo NUMBER to take an import back, or --list.")
    if file:
        at_stage(f"{file} is read")
    read = None if file is None or undo or listed else read_accounts(file, chosen_columns(columns or []), encoding)
    app = open_app(load())

    async def work() -> None:
        try:
            importer = Importer(store=app.store, tenant=await company(app.store, tenant), clock=app.clock)
            if listed:
                await _list(importer, as_json)
            elif read is None or file is None:
                _print({"undone": await importer.undo(undo), "number": undo}, (), as_json=as_json, apply=True)
            elif apply:
                await _apply(importer, file.name, read, as_json)
            else:
                await _dry_run(importer, read, as_json)
        except asyncio.CancelledError:
            print_line("Stopped: what was stored stays. The same command goes on; snurr import --list shows where.")
            raise SystemExit(EXIT_WARNINGS) from None
        finally:
            app.store.close()

    run(stoppable(work()))


async def _list(importer: Importer, as_json: bool) -> None:
    runs = await importer.store.read(lambda work: work.import_runs.newest(LISTED), importer.tenant)
    lines = (
        json.dumps(asdict(each) | {"at": each.at.isoformat()}, ensure_ascii=False)
        if as_json
        else "  ".join(run_row(each))
        for each in runs
    )
    print_table(("number", "begun (UTC)", "file", "digest", "state"), map(run_row, runs), lines, plain=as_json)
    if not (runs or as_json):
        print_line("Nothing was imported yet: snurr import FILE shows what a file holds.")


async def _dry_run(importer: Importer, read: AccountTable, as_json: bool) -> None:
    answer = (await importer.dry_run(read.rows)).plain() | {"number": None, "resumed": 0} | _reading(read)
    _print(answer, read.rows, as_json=as_json, apply=False)
    await _print_unfinished(importer, as_json)


async def _apply(importer: Importer, name: str, read: AccountTable, as_json: bool) -> None:
    begun = await importer.begin(name, read.digest, len(read.rows))
    if not as_json:
        for line in goes_on(begun):
            print_line(line)
    done = await importer.store_rows(begun, read.rows)
    answer = done.plain() | {"number": begun.number, "resumed": begun.done} | _reading(read)
    _print(answer, read.rows, as_json=as_json, apply=True)
    await _print_unfinished(importer, as_json)
    if not as_json:
        for line in await importer.store.read(missing_lines, importer.tenant):
            print_line(line)


def _reading(read: AccountTable) -> dict[str, Any]:
    return {"encoding": read.encoding, "mapping": read.mapping, "ignored": read.ignored, "notes": read.notes}


def _print(answer: dict[str, Any], rows: Sequence[ImportRow], *, as_json: bool, apply: bool) -> None:
    if as_json:
        print_line(json.dumps(answer, ensure_ascii=False))
        return
    for part in import_report(answer, rows, apply=apply):
        print_table(part.columns, part.rows, part.lines, plain=not part.columns)


async def _print_unfinished(importer: Importer, as_json: bool) -> None:
    if not as_json:
        runs = await importer.store.read(lambda work: work.import_runs.unfinished(), importer.tenant)
        for line in unfinished_lines(runs):
            print_line(line)


def missing_lines(work: Work) -> list[str]:
    """Return what the set-up lacks after an import, a line each."""
    lines = list(gap_lines(work, translator_for(FIRST)))
    return [*lines, "Type “admin missing” in the chat to fill it in."] if lines else []
