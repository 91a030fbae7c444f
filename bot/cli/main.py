"""The operator's commands."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from types import FrameType, TracebackType
from typing import Annotated

import structlog
import typer

from bot.cli.console import EXIT_REFUSED, RUN, SEE, example, print_line, stoppable
from bot.cli.lazy_group import LazyGroup
from bot.cli.plain_command import PlainCommand
from bot.errors import ConfigError, StoreError
from bot.logs import configure, request_id, spelt
from bot.settings import load

log = structlog.get_logger()
ENDINGS = [number for name in ("SIGTERM", "SIGHUP") if (number := getattr(signal, name, None))]
"""Signals that end a command; Windows has not both."""
cli = typer.Typer(
    cls=LazyGroup,
    help="Snurr keeps a sales team's plates spinning.",
    no_args_is_help=True,
    # Typer's own tracebacks can print local variables, such as tokens and customers' words.
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run a command; what cannot start says why in one sentence and exits 2."""
    configure()
    for number in ENDINGS:
        signal.signal(number, _end)
    try:
        cli(prog_name="snurr")
    except (ConfigError, StoreError) as error:
        sys.stderr.write(f"{spelt(str(error))}\n")
        raise SystemExit(EXIT_REFUSED) from None
    finally:
        sys.excepthook = _bug  # Typer has put its own there


def _end(number: int, _: FrameType | None) -> None:
    """End a command as the shell would say it was, but tidied up: no copy of a database is left behind."""
    raise SystemExit(128 + number)


def _bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log a bug once and say its number: whoever types at a terminal has no use for a stack trace."""
    if issubclass(kind, KeyboardInterrupt | BrokenPipeError):
        return
    number = request_id()
    log.critical("cli.bug", request=number, exc_info=(kind, error, trace))
    sys.stderr.write(f"Something went wrong inside Snurr; the log line above it has the number {number}.\n")


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


@cli.command("help", cls=PlainCommand, epilog=example("snurr help backup"), rich_help_panel=SEE)
def help_of(
    context: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(metavar="COMMAND", help="The command; left out: all.")] = None,
) -> None:
    """Show what a command does, as --help behind it does."""
    context.find_root().command.main([*(words or []), "--help"], prog_name="snurr")


@cli.command(cls=PlainCommand, epilog=example("snurr demo"), rich_help_panel=SEE)
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
