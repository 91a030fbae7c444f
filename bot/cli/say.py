"""`snurr say`: lines as somebody says them, with what is answered."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from adapters.terminal import Terminal
from bot.app import App, open_app
from bot.cli.clock_option import clock_at
from bot.cli.company import TenantOption, company
from bot.cli.console import EXIT_WARNINGS, SEE, At, JsonOption, example, print_line, run
from bot.cli.plain_command import PlainCommand
from bot.cli.speaker import speaker
from bot.settings import load

cli = typer.Typer()


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
