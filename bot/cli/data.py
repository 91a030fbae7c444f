"""The operator's commands that look at all there is: export, doctor."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot.app import open_app
from bot.cli.company import FIRST, TenantOption, only_company
from bot.cli.console import (
    DATA,
    EXIT_REFUSED,
    EXIT_WARNINGS,
    SET_UP,
    ForceOption,
    JsonOption,
    example,
    print_line,
    writing,
)
from bot.cli.doctor import checked
from bot.cli.plain_command import PlainCommand
from bot.cli.tables import print_table
from bot.domain.looks import Look, View
from bot.domain.work import Work
from bot.settings import load
from bot.views.access import record_operator_look
from storage.export import export

cli = typer.Typer()


@cli.command("export", cls=PlainCommand, epilog=example("snurr export everything.zip"), rich_help_panel=DATA)
def export_zip(
    file: Annotated[Path, typer.Argument(help="The zip to write.")],
    tenant: TenantOption = "",
    force: ForceOption = False,
) -> None:
    """Write every table as JSON lines into one zip, of one company."""
    app = open_app(load())
    store = app.store
    try:
        chosen = asyncio.run(only_company(store, tenant))
        with writing(file):
            # Before it is written: a file that is refused does less harm in the audit than one that is missing there.
            asyncio.run(store.write(partial(_record_export, at=app.clock.now()), chosen or FIRST))
            counts = export(store.engine.tables(), file, tenant=chosen, replace=force)
    finally:
        store.close()
    print_line(f"{file}: {sum(counts.values())} rows of {len(counts)} tables")


def _record_export(work: Work, at: datetime) -> None:
    record_operator_look(work, (person.id for person in work.people.everyone()), Look(view=View.EXPORT), at)


@cli.command(cls=PlainCommand, epilog=example("snurr doctor"), rich_help_panel=SET_UP)
def doctor(as_json: JsonOption = False) -> None:
    """Check what can be checked: one line each, with the next step; exit 0, 1 for warnings, 2 for failures."""
    checks = asyncio.run(checked())
    lines = (
        json.dumps(check.plain()) if as_json else f"{check.state:4}  {check.name}: {check.text}" for check in checks
    )
    rows = ((check.state, check.name, check.text) for check in checks)
    print_table(("", "check", ""), rows, lines, plain=as_json)
    states = {check.state for check in checks}
    if states - {"ok"}:
        raise SystemExit(EXIT_REFUSED if "fail" in states else EXIT_WARNINGS)
