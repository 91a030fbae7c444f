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
from bot.domain.receiver_address import host_of
from bot.domain.work import Work
from bot.settings import load
from storage.configured import open_store
from storage.work import SqlStore

cli = typer.Typer()


@cli.command(cls=PlainCommand, epilog=example("snurr status --since 2026-11-01"), rich_help_panel=SEE)
def status(
    since: Annotated[str, typer.Option("--since", help="The first day, such as 2026-11-01.")] = "",
    events: Annotated[bool, typer.Option("--events", help="The receivers of events instead of the nudges.")] = False,
    tenant: TenantOption = "",
    as_json: JsonOption = False,
) -> None:
    """Show how the nudges of each recipient's local day ended, or are still open; the six add up to what was due."""
    store = open_store(load())
    run(
        _events(store, tenant, as_json)
        if events
        else _status(store, tenant, parse_date(since) if since else date.min, as_json)
    )


async def _status(store: SqlStore, tenant: str, since: date, as_json: bool) -> None:
    try:
        number = await company(store, tenant)
        found = await store.read(lambda work: work.outbox.tallies(since, date.max), number)
    finally:
        store.close()
    _print_rows([asdict(each) | {"day": each.day.isoformat()} for each in found], as_json)
    if not (found or as_json):
        print_line("No nudge is on record yet: snurr preview shows what comes.")


async def _events(store: SqlStore, tenant: str, as_json: bool) -> None:
    try:
        number = await company(store, tenant)
        found = await store.read(_receivers, number)
    finally:
        store.close()
    _print_rows(found, as_json)
    if not (found or as_json):
        print_line("No program gets events: an admin types admin webhook https://crm.example.com/snurr.")


def _receivers(work: Work) -> list[dict[str, object]]:
    """Return each receiver by its host, with its state and the three counts of its events."""
    return [
        {"host": host_of(each.url), "state": each.state.value, **asdict(work.webhooks.counts(each.id))}
        for each in work.webhooks.all()
    ]


def _print_rows(rows: list[dict[str, object]], as_json: bool) -> None:
    lines = (
        json.dumps(row, ensure_ascii=False) if as_json else "  ".join(f"{k} {v}" for k, v in row.items())
        for row in rows
    )
    print_table([*rows[0]] if rows else (), [[*row.values()] for row in rows], lines, plain=as_json)
