"""The operator's commands."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Annotated

import structlog
import typer

from adapters.terminal import Terminal
from bot.app import App, clock_of, open_app
from bot.cli import backup as backup_cli
from bot.cli import data as operator
from bot.cli import erase as erase_cli
from bot.cli import explore as explore_cli
from bot.cli import imports as import_cli
from bot.cli import init as init_cli
from bot.cli import migrate as migrate_cli
from bot.cli import outbox as outbox_cli
from bot.cli import platforms as platform_cli
from bot.cli import privacy as privacy_cli
from bot.cli import why as why_cli
from bot.cli.company import TenantOption, company
from bot.cli.console import (
    EXIT_REFUSED,
    EXIT_WARNINGS,
    RUN,
    SEE,
    SET_UP,
    At,
    JsonOption,
    day_near,
    example,
    parse_date,
    print_line,
    run,
    stoppable,
)
from bot.cli.nothing import nobody_nudged, nothing_due
from bot.cli.plain_command import PlainCommand, PlainGroup
from bot.cli.speaker import speaker
from bot.cli.tables import print_table
from bot.clock import Clock, FrozenClock, parse_instant
from bot.domain.looks import Look, View
from bot.domain.work import Work
from bot.errors import ConfigError, StoreError
from bot.language.names import fold
from bot.logs import configure, request_id, spelt
from bot.messages.plain_text import card_text
from bot.ports import Address
from bot.settings import Settings, load
from bot.views.access import record_operator_look
from nudges import claim, delivery, planner
from nudges.preview import preview as preview_days
from nudges.salesday import SalesDay
from nudges.upkeep import Upkeep

log = structlog.get_logger()
cli = typer.Typer(
    cls=PlainGroup,
    help="Snurr keeps a sales team's plates spinning.",
    no_args_is_help=True,
    # Typer's own tracebacks can print local variables, such as tokens and customers' words.
    pretty_exceptions_enable=False,
)
cli.add_typer(import_cli.cli)
cli.add_typer(operator.cli)
cli.add_typer(backup_cli.cli)
cli.add_typer(erase_cli.cli)
cli.add_typer(explore_cli.cli)
cli.add_typer(migrate_cli.cli)
cli.add_typer(privacy_cli.cli)
cli.add_typer(why_cli.cli)
cli.add_typer(init_cli.cli)
cli.add_typer(outbox_cli.cli, name="outbox", epilog=example("snurr outbox"), rich_help_panel=SEE)
cli.add_typer(platform_cli.slack, name="slack", epilog=example("snurr slack manifest --socket"), rich_help_panel=SET_UP)
cli.add_typer(platform_cli.teams, name="teams", epilog=example("snurr teams package snurr.zip"), rich_help_panel=SET_UP)


def main() -> None:
    """Run a command; what cannot start says why in one sentence and exits 2."""
    configure()
    try:
        cli(prog_name="snurr")
    except (ConfigError, StoreError) as error:
        sys.stderr.write(f"{spelt(str(error))}\n")
        raise SystemExit(EXIT_REFUSED) from None
    finally:
        sys.excepthook = _bug  # Typer has put its own there


def _bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log a bug once and say its number: whoever types at a terminal has no use for a stack trace."""
    if issubclass(kind, KeyboardInterrupt | BrokenPipeError):
        return
    number = request_id()
    log.critical("cli.bug", request=number, exc_info=(kind, error, trace))
    sys.stderr.write(f"Something went wrong inside Snurr; the log line above it has the number {number}.\n")


def clock_at(settings: Settings, at: str) -> Clock:
    """Return a clock that stands at an instant, or the configured one."""
    return FrozenClock(parse_instant(at)) if at else clock_of(settings)


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version  # noqa: PLC0415 - no other command needs it

        print_line(f"snurr {version('snurr')}")
        raise typer.Exit


@cli.callback()
def snurr(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_print_version, help="Print the version and exit.")
    ] = False,
) -> None:
    """Snurr keeps a sales team's plates spinning."""


@cli.command("help", epilog=example("snurr help backup"), rich_help_panel=SEE)
def help_of(
    context: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(metavar="COMMAND", help="The command; left out: all.")] = None,
) -> None:
    """Show what a command does, as --help behind it does."""
    context.find_root().command.main([*(words or []), "--help"], prog_name="snurr")


@cli.command(cls=PlainCommand, epilog=example("snurr say 'call acme' --as Sanna"), rich_help_panel=SEE)
def say(
    line: Annotated[str | None, typer.Argument(help="What to say; left out: every line of standard input.")] = None,
    who: Annotated[str, typer.Option("--as", help="Who says it, by name or address.")] = "",
    at: At = "",
    tenant: TenantOption = "",
    as_json: JsonOption = False,
) -> None:
    """Say one line and print the answer."""
    settings = load()
    app = open_app(settings, clock=clock_at(settings, at))
    lines: Iterator[str] = iter([line]) if line is not None else (text.rstrip("\r\n") for text in _input())
    run(_say(app, tenant, who, lines, as_json))


def _input() -> Iterator[str]:
    """Yield lines as they come; bytes that are no UTF-8 are shown as such."""
    for raw in sys.stdin.buffer:
        yield raw.decode("utf-8", "replace")


async def _say(app: App, tenant: str, who: str, lines: Iterator[str], as_json: bool) -> None:
    try:
        number = await company(app.store, tenant)
        name, address = await app.store.read(lambda work: speaker(work, who), number)
        terminal = Terminal(
            person=name,
            address=address,
            tenant=number,
            lines=lines,
            at=app.clock.now,
            write=print_line,
            as_json=as_json,
            folder=Path(),
        )
        await terminal.run(app.dispatcher)
    finally:
        app.store.close()
    if terminal.refused:
        raise SystemExit(EXIT_WARNINGS)


@cli.command(cls=PlainCommand, epilog=example("snurr tick --at 2026-12-24T08:30+01:00"), rich_help_panel=RUN)
def tick(at: At = "", tenant: TenantOption = "", as_json: JsonOption = False) -> None:
    """Plan and deliver what is due: one turn of the loop that `serve` runs every minute."""
    settings = load()
    app = open_app(settings, clock=clock_at(settings, at))
    run(_tick(app, tenant, as_json))


async def _tick(app: App, tenant: str, as_json: bool) -> None:
    terminal = Terminal(at=app.clock.now, write=lambda text: None)
    try:
        number = await company(app.store, tenant)
        handled = await delivery.tick(
            app.store, lambda to, addresses: to_terminal(terminal, to), app.clock, "tick", number
        )
        await Upkeep(store=app.store, clock=app.clock).round()
        ahead = await app.store.read(lambda work: planner.next_due(work, app.clock.now()), number)
    finally:
        app.store.close()
    _print_handled(handled, as_json)
    if not (handled or as_json):
        print_line(nothing_due(ahead))


def to_terminal(terminal: Terminal, to: str) -> tuple[Terminal, Address]:
    """Route every message to the terminal."""
    return terminal, Address(platform=terminal.name, target=to)


def _print_handled(handled: Sequence[claim.NudgeResult], as_json: bool) -> None:
    rows = ((each.local_time, each.rule, each.to, each.outcome, card_text(each.card)) for each in handled)
    print_table(
        ("when", "rule", "to", "outcome", "text"),
        rows,
        (handled_text(each, as_json) for each in handled),
        plain=as_json,
    )


def handled_text(each: claim.NudgeResult, as_json: bool) -> str:
    """Return one occurrence as an object for scripts, or as lines for a person."""
    text = card_text(each.card)
    if not as_json:
        return f"{each.local_time}  {each.rule}  {each.to}  {each.outcome}\n{text}\n"
    values = {"rule": each.rule, "to": each.to, "local_time": each.local_time, "words": each.words}
    values |= {"seconds": each.seconds, "text": text, "outcome": each.outcome}
    return json.dumps(values, ensure_ascii=False)


@cli.command(cls=PlainCommand, epilog=example("snurr preview --on 2026-12-24 --for Sanna"), rich_help_panel=SEE)
def preview(
    on: Annotated[str, typer.Option("--on", help="The day, such as 2026-12-24; today when left out.")] = "",
    who: Annotated[str, typer.Option("--for", help="Only this person.")] = "",
    tenant: TenantOption = "",
    as_json: JsonOption = False,
) -> None:
    """Show what would be sent on a day, to whom, and why not."""
    settings = load()
    app = open_app(settings)
    day = day_near(parse_date(on), app.clock.now().date()) if on else app.clock.now().date()
    run(_preview(app, tenant, day, who, as_json))


async def _preview(app: App, tenant: str, day: date, who: str, as_json: bool) -> None:
    try:
        number = await company(app.store, tenant)
        found, nothing = await app.store.write(lambda work: _outlook(work, day, app.clock.now(), who), number)
    finally:
        app.store.close()
    _print_handled(found, as_json)
    if not (found or as_json):
        print_line(nothing)


def _outlook(work: Work, day: date, now: datetime, who: str) -> tuple[list[claim.NudgeResult], str]:
    """Return what would be sent to those who are asked about, and the sentence for nothing."""
    pictures = [
        each for each in planner.pictures_on(work, day, now) if not who or fold(claim.name_of(each)) == fold(who)
    ]
    people = [picture.person.id for picture in pictures if isinstance(picture, SalesDay)]
    record_operator_look(work, people, Look(view=View.NUDGES), now)
    return preview_days(work, pictures), nobody_nudged(pictures, day, who)


@cli.command(cls=PlainCommand, epilog=example("snurr status --since 2026-11-01"), rich_help_panel=SEE)
def status(
    since: Annotated[str, typer.Option("--since", help="The first day, such as 2026-11-01.")] = "",
    tenant: TenantOption = "",
    as_json: JsonOption = False,
) -> None:
    """Show how the nudges of each recipient's local day ended, or are still open; the six add up to what was due."""
    app = open_app(load())
    run(_status(app, tenant, parse_date(since) if since else date.min, as_json))


async def _status(app: App, tenant: str, since: date, as_json: bool) -> None:
    try:
        number = await company(app.store, tenant)
        found = await app.store.read(lambda work: work.outbox.tallies(since, date.max), number)
    finally:
        app.store.close()
    rows = [asdict(each) | {"day": each.day.isoformat()} for each in found]
    lines = (
        json.dumps(row, ensure_ascii=False) if as_json else "  ".join(f"{k} {v}" for k, v in row.items())
        for row in rows
    )
    print_table([*rows[0]] if rows else (), [[*row.values()] for row in rows], lines, plain=as_json)
    if not (found or as_json):
        print_line("No nudge is on record yet: snurr preview shows what comes.")


@cli.command(epilog=example("snurr demo"), rich_help_panel=SEE)
def demo(
    browser: Annotated[bool, typer.Option(help="Open the browser by itself.")] = True,
) -> None:
    """Try Snurr in the browser: a throw-away team, two people side by side, a movable clock."""
    from bot.cli.demo import run_demo  # noqa: PLC0415 - brings the web server, which no other command needs

    asyncio.run(stoppable(run_demo(load(), opens=browser, said=print_line)))


@cli.command(cls=PlainCommand, epilog=example("snurr serve"), rich_help_panel=RUN)
def serve(
    web: Annotated[bool, typer.Option("--web", help="Take lines and answer them; send no nudges.")] = False,
    worker: Annotated[bool, typer.Option("--worker", help="Plan and send nudges; take no lines.")] = False,
) -> None:
    """Run the bot on the configured platforms; --web and --worker split it into processes of two kinds."""
    from bot.server import ServedPart  # noqa: PLC0415 - brings the web server and the platforms' SDKs
    from bot.server import serve as served  # noqa: PLC0415 - the same

    if web and worker:
        raise ConfigError("--web and --worker are for two processes: plain snurr serve does both in one.")
    part = ServedPart.WEB if web else ServedPart.WORKER if worker else ServedPart.ALL
    configure(logging.INFO)
    asyncio.run(stoppable(served(load(), part)))
