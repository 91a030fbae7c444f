"""The operator's command `outbox`: lists what is parked or uncertain, sends it again or drops it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from typing import Annotated

import typer

from bot.app import App, open_app
from bot.cli.company import TenantOption, company
from bot.cli.console import EXIT_WARNINGS, SEE, JsonOption, example, parse_date, print_line, run
from bot.cli.plain_command import PlainCommand, PlainGroup
from bot.cli.tables import print_table
from bot.domain.outbox import Stage, State
from bot.domain.work import Work
from bot.errors import ConfigError
from bot.settings import load
from nudges.stuck import StuckNudge, drop, send_again, stuck_nudges

ALL_PARKED = "all-parked"
MOST = 2**62
"""The highest number that a database can look up."""
SinceOption = Annotated[str, typer.Option("--since", help="The first day, such as 2026-11-01.")]
StuckChange = Callable[[Work, int, datetime], StuckNudge]

stuck = typer.Typer(cls=PlainGroup, invoke_without_command=True)
cli = typer.Typer()
cli.add_typer(stuck, name="outbox", epilog=example("snurr outbox"), rich_help_panel=SEE)


@stuck.callback()
def outbox(
    context: typer.Context, since: SinceOption = "", tenant: TenantOption = "", as_json: JsonOption = False
) -> None:
    """List nudges that are parked, uncertain or wait; `retry` sends one again, `drop` takes it off the list."""
    if context.invoked_subcommand is None:
        first = parse_date(since) if since else date.min
        run(_list(open_app(load()), tenant, first, as_json))


@stuck.command(cls=PlainCommand, epilog=example("snurr outbox retry all-parked"))
def retry(
    wanted: Annotated[str, typer.Argument(metavar="ID|all-parked", help="The nudge, as `snurr outbox` numbers it.")],
    tenant: TenantOption = "",
    as_json: JsonOption = False,
) -> None:
    """Send one again, if its rule still yields it and its time is not over; an uncertain one may then come twice."""
    number = None if wanted == ALL_PARKED else _number(wanted)
    run(_change(open_app(load()), tenant, number, send_again, as_json))


@stuck.command("drop", cls=PlainCommand, epilog=example("snurr outbox drop 17"))
def drop_one(
    wanted: Annotated[str, typer.Argument(metavar="ID", help="The nudge, as `snurr outbox` numbers it.")],
    tenant: TenantOption = "",
    as_json: JsonOption = False,
) -> None:
    """Take one off the list without sending it; `status` still counts it as what it is."""
    number = _number(wanted)
    run(_change(open_app(load()), tenant, number, drop, as_json))


def _number(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text[:20]) <= MOST:
        return int(text)
    raise ConfigError(f"{text[:40]!r} is no number of a nudge: run snurr outbox to see them.")


async def _list(app: App, tenant: str, since: date, as_json: bool) -> None:
    try:
        number = await company(app.store, tenant)
        found = await app.store.read(lambda work: stuck_nudges(work, since, app.clock.now()), number)
    finally:
        app.store.close()
    _print(found, as_json)
    if not found and not as_json:
        print_line("Nothing is parked or uncertain.")


async def _change(app: App, tenant: str, wanted: int | None, change: StuckChange, as_json: bool) -> None:
    """Change one nudge, or all that are parked; exit 1 when any of them is not changed as wanted."""
    try:
        number = await company(app.store, tenant)
        ids = await app.store.read(_parked, number) if wanted is None else [wanted]
        # One transaction each: whoever writes meanwhile waits for no more than one of them.
        changed = [
            await app.store.write(partial(_changed, change=change, id=id, now=app.clock.now()), number) for id in ids
        ]
    finally:
        app.store.close()
    _print(changed, as_json)
    if not changed and not as_json:
        print_line("Nothing is parked.")
    if any(each.refused for each in changed):
        raise SystemExit(EXIT_WARNINGS)


def _parked(work: Work) -> list[int]:
    return [nudge.id for nudge in work.outbox.stuck(date.min) if nudge.state is State.PARKED]


def _changed(work: Work, *, change: StuckChange, id: int, now: datetime) -> StuckNudge:
    try:
        return change(work, id, now)
    except LookupError as error:
        raise ConfigError(str(error)) from None


def _print(nudges: Sequence[StuckNudge], as_json: bool) -> None:
    if as_json:
        lines = (json.dumps(each.plain(), ensure_ascii=False) for each in nudges)
    else:
        lines = ("  ".join(str(cell) for cell in _cells(each) if cell != "") for each in nudges)
    print_table(("id", "when", "rule", "to", "state", ""), map(_cells, nudges), lines, plain=as_json)


def _cells(nudge: StuckNudge) -> tuple[object, ...]:
    known = nudge.occurrence
    state = "waiting" if known.state is State.DUE and known.stage is Stage.REFUSED else known.state
    state = f"{state}: {known.reason}" if known.reason else state
    refused = f"not sent again: {nudge.refused}" if nudge.refused else ""
    return known.id, nudge.local_time, known.rule, nudge.to, state, refused
