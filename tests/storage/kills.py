"""Kills a process at the n-th step of a log command and says what is left.

`python -m tests.storage.kills FOLDER WAY POINTS` loads the modules once; each point is a fork of its own over a fresh
copy of one database. A step is one opcode of our own code, in the thread that asks or in the one that writes.
One JSON object a point goes to standard output.
`python -m tests.storage.kills FOLDER migrate STRIDE` does the same to the statements of the migrations.
`python -m tests.storage.kills FILE wait` says "ready", waits for a line, and logs once: for kills from outside.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import sqlite3
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

from adapters.terminal import Terminal
from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from bot.messages.events import Line, Sender
from storage.migrate import migrate
from storage.sqlite import SqliteEngine
from storage.work import SqlStore

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
ROOT = str(Path(__file__).parents[2]) + os.sep
LINE = "touch acme invoice clarity 0 lost"
NEVER = 10**9


@asynccontextmanager
async def opened(file: Path) -> AsyncIterator[Dispatcher]:
    """Yield a dispatcher over a file."""
    engine = SqliteEngine(file)
    migrate(engine)
    yield Dispatcher(store=SqlStore(engine), registry=discover())
    engine.close()


async def prepare(file: Path) -> None:
    """Make the database that every point starts from: one seller, one customer."""
    async with opened(file) as bot:
        assert (await bot(_line("call - hello", "first"))).ok
        await bot.store.write(lambda work: work.accounts.add("Acme", 1, AT))


def _line(text: str, key: str) -> Line:
    return Line(sender=Sender(platform="terminal", user="anna", name="anna"), at=AT, text=text, key=key, limited=False)


async def log_once(file: Path, way: str, acknowledge: Any) -> None:
    """Log one line, by the dispatcher with the delivery's key or as `say` does, and acknowledge it."""
    async with opened(file) as bot:
        if way == "say":
            terminal = Terminal(person="anna", lines=[LINE], at=lambda: AT, write=acknowledge, as_json=True)
            await terminal.run(bot)
        else:
            reply = await bot(_line(LINE, "delivery"))
            acknowledge(str(reply.stored))


class Counter:
    """Counts steps in every thread, and ends the process at the last one."""

    def __init__(self, last: int) -> None:
        self.steps = 0
        self.last = last

    def start(self) -> None:
        threading.settrace(self._trace)
        sys.settrace(self._trace)

    def _trace(self, frame: FrameType, event: str, arg: object) -> Any:
        if not frame.f_code.co_filename.startswith(ROOT):
            return None
        frame.f_trace_opcodes = True
        return self._step

    def _step(self, frame: FrameType, event: str, arg: object) -> Any:
        if event == "opcode":
            self.steps += 1
            if self.steps == self.last:
                os.kill(os.getpid(), signal.SIGKILL)
        return self._step


def killed(file: Path, way: str, last: int) -> tuple[bool, int]:
    """Fork, log, and return whether a receipt came out, and how many steps were made if it was not killed."""
    out, into = os.pipe()
    child = os.fork()
    if not child:
        counter = Counter(last)
        counter.start()
        asyncio.run(log_once(file, way, lambda text: os.write(into, b"ack\n")))
        os.write(into, f"{counter.steps}\n".encode())
        os._exit(0)
    os.close(into)
    with os.fdopen(out) as pipe:
        said = pipe.read().split()
    os.waitpid(child, 0)
    return "ack" in said, int(said[-1]) if said and said[-1].isdigit() else 0


def left(file: Path) -> dict[str, object]:
    """Return what stands in a file: rows, the sums and the standing that follow from them, and whether it is sound."""
    with closing(sqlite3.connect(file)) as raw:
        rows, details, standing, sums = (
            raw.execute(sql).fetchone()[0]
            for sql in (
                "SELECT COUNT(*) FROM entry WHERE kind = 'R'",
                "SELECT COUNT(*) FROM rating",
                "SELECT COUNT(*) FROM standing",
                "SELECT COALESCE(SUM(ratings), 0) FROM touch_day",
            )
        )
        sound = raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {"rows": rows, "agree": rows == details == sums and standing == min(rows, 1), "sound": sound}


def points(folder: Path, way: str, number: int) -> Iterator[dict[str, object]]:
    """Kill at evenly spread steps; then the same delivery comes again to a fresh process."""
    template = folder / "template.db"
    asyncio.run(prepare(template))
    _, steps = killed(_copy(template, "counted"), way, NEVER)
    for n in range(number):
        file = _copy(template, f"point{n}")
        acknowledged, _ = killed(file, way, 1 + n * steps // number)
        before = left(file)
        asyncio.run(log_once(file, "dispatcher", lambda text: None))
        yield {"step": 1 + n * steps // number, "acknowledged": acknowledged, **before, "again": left(file)}
        file.unlink()


def _copy(template: Path, name: str) -> Path:
    return Path(shutil.copy(template, template.with_name(f"{name}.db")))


def schema_of(file: Path) -> list[str]:
    """Return every table and index of a file as SQL."""
    with closing(sqlite3.connect(file)) as raw:
        return [row[0] for row in raw.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name, sql")]


def migrated(file: Path, last: int) -> bool:
    """Migrate in a fork that dies before its n-th statement; False when it came through."""
    child = os.fork()
    if not child:
        engine = SqliteEngine(file)
        statements = iter(range(1, last))
        kill = lambda sql: None if next(statements, 0) else os.kill(os.getpid(), signal.SIGKILL)  # noqa: E731
        engine._raw.set_trace_callback(kill)
        migrate(engine)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0


def migrations(folder: Path, stride: int) -> Iterator[dict[str, object]]:
    """Kill at every n-th statement until a migration comes through; then start once more."""
    migrated(folder / "fresh.db", NEVER)
    fresh = schema_of(folder / "fresh.db")
    for last in count(1, stride):
        file = folder / f"{last}.db"
        if not migrated(file, last):
            return
        engine = SqliteEngine(file)
        steps = len(engine.applied())
        migrate(engine)
        engine.close()
        yield {"statement": last, "steps": steps, "same": schema_of(file) == fresh}


def main() -> None:
    """Run as the module says."""
    if sys.argv[2] == "wait":
        print_now("ready")
        sys.stdin.readline()
        asyncio.run(log_once(Path(sys.argv[1]), "dispatcher", lambda text: print_now("ack")))
        return
    folder, way, number = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    for point in migrations(folder, number) if way == "migrate" else points(folder, way, number):
        print_now(json.dumps(point))


def print_now(text: str) -> None:
    """Write one line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
