"""The operator's commands."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Coroutine, Iterator
from typing import Annotated, Any

import typer

from adapters.terminal import Terminal
from bot.app import App, clock_of, open_app
from bot.clock import Clock, FrozenClock, parse_instant
from bot.domain.work import Work
from bot.errors import ConfigError, StoreError
from bot.settings import Settings, load

cli = typer.Typer(help="Snurr keeps a sales team's plates spinning.", no_args_is_help=True, add_completion=False)
EXIT_WARNINGS = 1
EXIT_REFUSED = 2

At = Annotated[str, typer.Option("--at", help="An ISO instant with offset instead of now.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line, for scripts.")]


def main() -> None:
    """Run a command; what cannot start says why in one sentence and exits 2."""
    try:
        cli()
    except (ConfigError, StoreError) as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(EXIT_REFUSED) from None


def print_line(text: str) -> None:
    """Write one line to standard output at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def run(work: Coroutine[Any, Any, None]) -> None:
    """Run one command's coroutine."""
    asyncio.run(work)


def clock_at(settings: Settings, at: str) -> Clock:
    """Return a clock that stands at an instant, or the configured one."""
    return FrozenClock(parse_instant(at)) if at else clock_of(settings)


@cli.command()
def say(
    line: Annotated[str, typer.Argument(help="What to say; left out: every line of standard input.")] = "",
    who: Annotated[str, typer.Option("--as", help="Who says it, by name or address.")] = "",
    at: At = "",
    as_json: Json = False,
) -> None:
    """Say one line and print the answer."""
    settings = load()
    app = open_app(settings, clock=clock_at(settings, at))
    lines: Iterator[str] = iter([line]) if line else (text.rstrip("\r\n") for text in _input())
    run(_say(app, who, lines, as_json))


def _input() -> Iterator[str]:
    """Yield lines as they come; bytes that are no UTF-8 are shown as such."""
    for raw in sys.stdin.buffer:
        yield raw.decode("utf-8", "replace")


async def _say(app: App, who: str, lines: Iterator[str], as_json: bool) -> None:
    try:
        person = await app.store.read(lambda work: speaker(work, who))
        terminal = Terminal(person=person, lines=lines, at=app.clock.now, write=print_line, as_json=as_json)
        await terminal.run(app.dispatcher)
    finally:
        app.store.close()
    if terminal.refused:
        raise SystemExit(EXIT_WARNINGS)


def speaker(work: Work, who: str) -> str:
    """Return the name of the person a script speaks for: by name, by address, or the first one there is."""
    platform, _, user = who.partition(":")
    known = work.people.at_address(platform, user) if user else None
    if known:
        return known.name
    everyone = work.people.everyone()
    return who or (everyone[0].name if everyone else "admin")


@cli.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    open_app(load()).store.close()
    print_line("The database has the newest schema.")
