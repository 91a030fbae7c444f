"""A process of its own that sends nudges to a post box in a file, where only the file knows what arrived.

`python -m tests.nudges.postman turn DATABASE BOX INSTANT` is one turn; `kills` dies at many points and restarts.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sqlite3
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import Any

from bot.clock import FrozenClock, parse_instant
from bot.domain.outbox import Tally
from bot.domain.work import Work
from bot.messages.card import Card
from bot.ports import Address, Transport
from nudges.delivery import tick
from storage.migrate import migrate
from storage.sqlite import SqliteEngine
from storage.work import SqlStore

MORNING = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
"""08:30 in Copenhagen, where nobody said otherwise."""
TRACED = ("/nudges/", "/storage/")


@dataclass(kw_only=True)
class Box:
    """A platform that keeps each message as a line of a file.

    With `stops`, the database of the turn, the process says when one is about to be posted, and stands still.
    """

    path: Path
    stops: Path | None = None

    async def send(self, address: Address, card: Card, key: str) -> str:
        """Post a message."""
        if self.stops:
            sys.stdout.write("posting\n")
            sys.stdout.flush()
            _let_writes_end(self.stops)
            os.kill(os.getpid(), signal.SIGSTOP)
        file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(file, f"{address.target}\t{key}\n".encode())
        os.close(file)
        return f"box:{key}"

    async def update(self, receipt: str, card: Card) -> None:
        """A post box cannot change what lies in it."""


def _let_writes_end(database: Path) -> None:
    """Hold the event loop until its writer has done what is asked: a file that is locked for good stops everybody."""
    time.sleep(0.1)
    with contextlib.closing(sqlite3.connect(database, timeout=20, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        db.execute("ROLLBACK")


@dataclass(kw_only=True)
class OpenBox(Box):
    """A post box that can be looked into."""

    async def find(self, address: Address, key: str, since: datetime) -> str | None:
        """Return the receipt of a message that is in it."""
        lines = self.path.read_text().splitlines() if self.path.exists() else []
        return f"box:{key}" if f"{address.target}\t{key}" in lines else None


def prepare(database: Path, sellers: int) -> None:
    """Make a company of so many sellers."""
    engine = SqliteEngine(database)
    migrate(engine)

    def fill(work: Work) -> None:
        for number in range(sellers):
            work.people.add(f"seller {number}", MORNING - timedelta(days=1))

    asyncio.run(SqlStore(engine).write(fill))
    engine.close()


def turn(database: Path, box: Box, at: datetime) -> None:
    """Plan and send once, as a process that is new."""
    store = SqlStore(SqliteEngine(database))

    def route(to: str, addresses: tuple[Address, ...]) -> tuple[Transport, Address]:
        return box, Address(platform="box", target=to)

    asyncio.run(tick(store, route, FrozenClock(at), f"{os.getpid()}"))
    store.close()


def arrived(box: Path) -> Counter[str]:
    """Return how many messages each recipient got."""
    return Counter(line.partition("\t")[0] for line in box.read_text().splitlines()) if box.exists() else Counter()


def tallies(database: Path) -> list[Tally]:
    """Return the accounts of every recipient's day."""
    store = SqlStore(SqliteEngine(database))
    found = asyncio.run(store.read(lambda work: work.outbox.tallies(date.min, date.max)))
    store.close()
    return list(found)


def traced_turn(database: Path, box: Box, dies_at: int) -> int:
    """Take a turn and return how many steps it had; the process is killed at one of them."""
    steps = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal steps
        if not any(part in frame.f_code.co_filename for part in (*TRACED, __file__)):
            return None
        frame.f_trace_opcodes = True
        if event == "opcode":
            steps += 1
            if steps == dies_at:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    threading.settrace(trace)
    sys.settrace(trace)
    turn(database, box, MORNING)
    sys.settrace(None)
    return steps


def killed(folder: Path, number: int, dies_at: int, looks: type[Box]) -> tuple[Counter[str], list[Tally], bool]:
    """Kill a turn at a step and restart it; return what arrived, the accounts, and whether it died."""
    database, path = folder / f"{number}.db", folder / f"{number}.box"
    prepare(database, 2)
    child = os.fork()
    if not child:
        traced_turn(database, looks(path=path), dies_at)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    for minutes in (2, 4, 6):
        turn(database, looks(path=path), MORNING + timedelta(minutes=minutes))
    return arrived(path), tallies(database), os.WIFSIGNALED(status)


def kills(folder: Path, points: int, looks: type[Box]) -> None:
    """Print, for so many points spread over a turn, how many were killed, what was lost, doubled and left open."""
    for name in ("first", "second"):  # the first one also loads what the killed ones find loaded
        prepare(folder / f"{name}.db", 2)
        steps = traced_turn(folder / f"{name}.db", looks(path=folder / f"{name}.box"), 0)
    sums: Counter[str] = Counter(steps=steps)
    for number in range(points):
        came, accounts, died = killed(folder, number, 1 + steps * number // points, looks)
        missing = 2 - len(came)
        uncertain = sum(account.uncertain for account in accounts)
        sums["killed"] += died
        sums["doubled"] += sum(count - 1 for count in came.values())
        sums["missing"] += missing
        sums["silent"] += max(0, missing - uncertain)
        sums["wrong"] += sum(account.due != account.sent + account.uncertain for account in accounts) + (
            len(accounts) != 2
        )
    sys.stdout.write(" ".join(f"{name}={count}" for name, count in sums.items()) + "\n")


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    if what == "kills":
        kills(Path(rest[0]), int(rest[1]), OpenBox if rest[2] == "open" else Box)
    else:
        kind = OpenBox if what.endswith("open") else Box
        stops = Path(rest[0]) if what.startswith("stopped") else None
        turn(Path(rest[0]), kind(path=Path(rest[1]), stops=stops), parse_instant(rest[2]))
