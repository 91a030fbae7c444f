"""The morning of 1,000 and of 10,000 people: everybody's 08:30 planned, claimed and rendered in one process.

`python bench/morning.py 1000 10000` prints for each size the seconds until the last message is on paper, the processor
time of one, its growth from size to size, the longest stand-still of the event loop, and the slowest line of a seller
meanwhile.
Each seller has three customers and a promise that is due, sits in a team of 50 and got a message on each of 20 days.
"""

from __future__ import annotations

import asyncio
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import structlog

from adapters.slack.render import message
from bot.clock import FrozenClock
from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from bot.messages.card import Card
from bot.messages.events import Line, Sender
from bot.ports import Address
from nudges.delivery import Delivery
from storage.migrate import migrate
from storage.sqlite import SqliteEngine
from storage.work import SqlStore

MORNING = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
"""08:30 in Copenhagen."""
TEAM = 50
DAYS = 20
CUSTOMERS = 3
WATCH_SECONDS = 0.002
LINE_SECONDS = 0.25
ROWS = (
    "INSERT INTO team (id, tenant, name, key) SELECT n, 1, 'Team ' || n, 'team ' || n FROM number WHERE n <= :teams",
    """INSERT INTO person (id, tenant, name, key, team, created_at, wake)
    SELECT n, 1, 'seller ' || n, 'seller ' || n, 1 + n % :teams, '2026-01-05T08:00:00.000000Z', '2026-11-24T07:30'
    FROM number""",
    "INSERT INTO address (tenant, platform, target, person) SELECT 1, 'paper', 'p' || n, n FROM number",
    """INSERT INTO account (tenant, name, key, owner, last_contact, created_at)
    SELECT 1, 'Firm' || n || ' ' || c, 'firm' || n || ' ' || c, n, '2026-11-0' || (1 + n % 9),
        '2026-01-05T08:00:00.000000Z' FROM number, (SELECT n AS c FROM number WHERE n <= :customers)""",
    """INSERT INTO promise (tenant, number, account, person, what, due, state, told, made_at)
    SELECT 1, n, n, n, 'quote', '2026-11-24', 'open', 0, '2026-11-20T08:00:00.000000Z' FROM number""",
    """INSERT INTO outbox (tenant, key, rule, person, local_day, due, until, subject, state, stage, receipt, message)
    SELECT 1, 'N1:p' || n || ':' || day, 'N1', n, day, day || 'T07:30', day || 'T09:30', day, 'sent', NULL,
        'paper:' || n || ':' || day, 'N1:p' || n || ':' || day
    FROM number, (SELECT date('2026-11-24', '-' || n || ' days') AS day FROM number WHERE n <= :days)""",
    "INSERT INTO mark VALUES (1, 'planned', '2026-11-24T07:29:00+00:00')",
)


@dataclass(kw_only=True)
class Paper:
    """A platform that draws each message and keeps nothing of it."""

    drawn: int = 0

    async def send(self, address: Address, card: Card, key: str) -> str:
        """Draw a message as for Slack."""
        message(card)
        self.drawn += 1
        return f"paper:{key}"

    async def update(self, receipt: str, card: Card) -> None:
        """Change nothing."""


@dataclass(kw_only=True)
class Watch:
    """The longest times, in seconds, that the loop stood still and a line took; `work` is processor time of all."""

    work: float = 0.0
    still: float = 0.0
    line: float = 0.0
    lines: int = 0
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    async def loop(self) -> None:
        """Wake again and again until the end, and note how late."""
        while not self.ended.is_set():
            began = time.perf_counter()
            await asyncio.sleep(WATCH_SECONDS)
            self.still = max(self.still, time.perf_counter() - began - WATCH_SECONDS)

    async def lines_of_sellers(self, store: SqlStore) -> None:
        """Log a call as a seller four times a second until the end, and note the slowest answer."""
        bot = Dispatcher(store=store, registry=discover())
        while not self.ended.is_set():
            number = 1 + self.lines * 7
            began = time.perf_counter()
            sender = Sender(platform="paper", user=f"p{number}", name=f"seller {number}")
            reply = await bot(Line(sender=sender, at=MORNING, text=f"call Firm{number} 1"))
            assert reply.ok, reply
            self.line, self.lines = max(self.line, time.perf_counter() - began), self.lines + 1
            await asyncio.sleep(LINE_SECONDS)


def fill(raw: sqlite3.Connection, people: int) -> None:
    """Put so many people in, who all sleep until 08:30."""
    raw.execute("CREATE TEMP TABLE number (n INTEGER PRIMARY KEY)")
    raw.executemany("INSERT INTO number VALUES (?)", ((n,) for n in range(1, people + 1)))
    for rows in ROWS:
        raw.execute(rows, {"teams": max(1, people // TEAM), "customers": CUSTOMERS, "days": DAYS})
    raw.execute("DROP TABLE number")


async def morning(store: SqlStore, people: int) -> tuple[float, Watch]:
    """Return the seconds of one morning, and what was seen meanwhile."""
    paper, watch = Paper(), Watch()
    others = [asyncio.ensure_future(watch.loop()), asyncio.ensure_future(watch.lines_of_sellers(store))]
    began, worked = time.perf_counter(), time.process_time()
    outcomes: Counter[str] = Counter()
    turn = Delivery(
        store=store, route=lambda _, to: (paper, to[0]), clock=FrozenClock(MORNING), owner="bench", tenant=1
    )
    await turn.run(lambda result: outcomes.update([result.outcome]))
    spent, watch.work = time.perf_counter() - began, time.process_time() - worked
    watch.ended.set()
    await asyncio.gather(*others)
    assert paper.drawn == people, paper.drawn
    assert set(outcomes) <= {"sent"}, outcomes
    return spent, watch


def measure(people: int, before: float | None) -> float:
    """Measure and print one size; return its processor seconds a person."""
    with tempfile.TemporaryDirectory() as name:
        engine = SqliteEngine(Path(name) / "bench.db")
        migrate(engine)
        engine.transaction(lambda raw: fill(raw, people))
        spent, watch = asyncio.run(morning(SqlStore(engine), people))
        engine.close()
    each = watch.work / people
    growth = f", growth {each / before:.2f}" if before else ""
    sys.stdout.write(
        f"{people:>8} people {spent:.1f} s ({people / spent:.0f}/s), processor {each * 1000:.2f} ms each{growth}   "
        f"loop stood still {watch.still * 1000:.0f} ms   slowest of {watch.lines} lines {watch.line * 1000:.0f} ms\n"
    )
    return each


async def warm_up() -> None:
    """Have a small morning, as the first message of a process reads the words of its language."""
    engine = SqliteEngine(":memory:")
    migrate(engine)
    engine.transaction(lambda raw: fill(raw, TEAM))
    await morning(SqlStore(engine), TEAM)
    engine.close()


def main() -> None:
    """Measure each size that is named, 1,000 and 10,000 otherwise."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    asyncio.run(warm_up())
    before = None
    for people in [int(each) for each in sys.argv[1:]] or [1_000, 10_000]:
        before = measure(people, before)


if __name__ == "__main__":
    main()
