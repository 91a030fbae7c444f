"""`snurr status`: how the nudges of each day ended."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Annotated

import typer

from bot.cli.company import TenantOption, company
from bot.cli.console import SEE, JsonOption, example, parse_date, print_line, run
from bot.cli.plain_command import PlainCommand
from bot.cli.tables import print_table
from bot.settings import load
from storage.configured import open_store
from storage.work import SqlStore

cli = typer.Typer()


@cli.command(cls=PlainCommand, epilog=example("snurr status --since 2026-11-01"), rich_help_panel=SEE)
def status(
    since: Annotated[str, typer.Option("--since", help="The first day, such as 2026-11-01.")] = "",
    tenant: TenantOption = "",
    as_json: JsonOption = False,
) -> None:
    """Show how the nudges of each recipient's local day ended, or are still open; the six add up to what was due."""
    run(_status(open_store(load()), tenant, parse_date(since) if since else date.min, as_json))


async def _status(store: SqlStore, tenant: str, since: date, as_json: bool) -> None:
    try:
        number = await company(store, tenant)
        found = await store.read(lambda work: work.outbox.tallies(since, date.max), number)
    finally:
        store.close()
    rows = [asdict(each) | {"day": each.day.isoformat()} for each in found]
    lines = (
        json.dumps(row, ensure_ascii=False) if as_json else "  ".join(f"{k} {v}" for k, v in row.items())
        for row in rows
    )
    print_table([*rows[0]] if rows else (), [[*row.values()] for row in rows], lines, plain=as_json)
    if not (found or as_json):
        print_line("No nudge is on record yet: snurr preview shows what comes.")
