"""What the operator's commands share: options, printing, running until a signal."""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
import sys
from collections.abc import Callable, Coroutine, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.progress import make_room
from bot.errors import ConfigError
from bot.language.day_arithmetic import MONTHS_AHEAD, furthest_day, plus_months
from bot.logs import spelt

EXIT_WARNINGS = 1
EXIT_REFUSED = 2
SEE, RUN, DATA, SET_UP = "Say and see", "Run", "Data", "Set up"
"""Under which of these headings `snurr --help` lists a command."""
STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)
At = Annotated[str, typer.Option("--at", help="An ISO instant with offset instead of now.")]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace the file if it is there already.")]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a line, for scripts.")]


def example(line: str) -> str:
    """Return what stands at the end of a command's --help."""
    return f"Example: {line}"


def print_line(text: str) -> None:
    """Write one line to standard output at once, as it is `printable`."""
    make_room()
    sys.stdout.write(printable(text) + "\n")
    # A script that types lines one by one waits for each answer.
    sys.stdout.flush()


def printable(text: str) -> str:
    """Return a text in which control characters, marks of direction and what standard output lacks are spelt out."""
    text, encoding = spelt(text), sys.stdout.encoding or "utf-8"
    return text if _has(encoding, text) else "".join(_spelt(encoding, char) for char in text)


def _has(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _spelt(encoding: str, char: str) -> str:
    """Return a letter, or how JSON spells it, which is right in JSON lines too."""
    return char if _has(encoding, char) else json.dumps(char)[1:-1]


@contextlib.contextmanager
def writing(file: Path) -> Iterator[None]:
    """Turn what may prevent a file from being written into one sentence; raises ConfigError."""
    try:
        yield
    except FileExistsError:
        raise ConfigError(f"{file} is there already: choose another name, or add --force to replace it.") from None
    except OSError as error:
        raise ConfigError(f"{file} cannot be written: {error.strerror}.") from None


def parse_date(text: str) -> date:
    """Read an ISO date; raises ConfigError for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"{text[:40]!r} is no day: write it like 2026-12-24.") from None


def day_near(day: date, today: date) -> date:
    """Return a day within two years of today; raises ConfigError for any other one."""
    first, last = plus_months(today, -MONTHS_AHEAD), furthest_day(today)
    if first <= day <= last:
        return day
    raise ConfigError(f"{day} is too far away: name a day from {first} to {last}.")


def run(work: Coroutine[Any, Any, None]) -> None:
    """Run one command's coroutine."""
    asyncio.run(work)


async def stoppable(work: Coroutine[Any, Any, None]) -> None:
    """Run until finished, or until SIGTERM or Ctrl-C; a second signal ends the process at once."""
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()

    def stop() -> None:
        for number in STOP_SIGNALS:
            # Back to the default: a stop that hangs can still be ended from the keyboard.
            _to_default(loop, number)
        task.cancel()

    for number in STOP_SIGNALS:
        _on_signal(loop, number, stop)
    with contextlib.suppress(asyncio.CancelledError):
        await task


def _on_signal(loop: asyncio.AbstractEventLoop, number: signal.Signals, stop: Callable[[], None]) -> None:
    """Have a signal call `stop` within the loop, also where the loop itself takes none, as on Windows."""
    try:
        loop.add_signal_handler(number, stop)
    except NotImplementedError:
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop))


def _to_default(loop: asyncio.AbstractEventLoop, number: signal.Signals) -> None:
    try:
        loop.remove_signal_handler(number)
    except NotImplementedError:
        signal.signal(number, signal.SIG_DFL)
