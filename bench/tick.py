"""A turn of the nudge loop among 1 k, 10 k and 100 k sellers: nothing due, and 1,000 due; ratios within this run.

`python bench/tick.py 1000 10000 100000` prints for each size
- nothing due: a turn's look, beside one row read by its key, and beside a look at everybody for the smallest size;
- 1,000 due: planned, claimed, composed, sent to nowhere and stored, beside as many bare rows claimed and moved;
and last, with 300 sellers and 2 ms a statement, as to a database on another machine: `today` while everybody is looked
at, as after a start, beside `today` alone.
"""

from __future__ import annotations

import asyncio
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog

from bot.clock import FrozenClock
from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from bot.domain.work import Work
from bot.messages.card import Card
from bot.messages.events import Line, Sender
from bot.ports import Address, Transport
from nudges.delivery import tick
from nudges.planner import pictures_at, unsent_nudges
from nudges.schedule import find_due
from storage.columns import text_of
from storage.connection import Connection
from storage.migrate import migrate
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import SqlStore, SqlWork

NINE = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
LOOKS = 300
DUE = 1000
FEW = 300
STATEMENT_SECONDS = 0.002
ONE_ROW = "SELECT value FROM mark WHERE tenant = :tenant AND name = 'planned'"
JOBS = "CREATE TABLE job (id INTEGER PRIMARY KEY, next TEXT NOT NULL, owner TEXT NOT NULL DEFAULT '')"


class Nowhere:
    """A transport that throws everything away."""

    async def send(self, address: Address, card: Card, key: str) -> str:
        """Take a message."""
        return key

    async def update(self, receipt: str, card: Card) -> None:
        """Take a message."""


def fill(raw: sqlite3.Connection, sellers: int) -> None:
    """Put sellers in who sleep until the end of their day, and as many nudges that were sent."""
    asleep = text_of(NINE + timedelta(hours=6))
    rows = [(f"p{n}", f"p{n}", "2026-11-01T08:00:00.000000Z", asleep) for n in range(sellers)]
    raw.executemany("INSERT INTO person (tenant, name, key, created_at, wake) VALUES (1, ?, ?, ?, ?)", rows)
    raw.execute("INSERT INTO mark VALUES (1, 'planned', ?)", (NINE.isoformat(),))
    sent = (
        "INSERT INTO outbox (tenant, key, rule, person, local_day, due, until, state) SELECT 1, 'N1:' || id, 'N1', id, "
    )
    raw.execute(sent + "'2026-11-24', '2026-11-24T07:30', '2026-11-24T09:30', 'sent' FROM person")


def median_us(fn: Callable[[], object], count: int = LOOKS) -> float:
    """Return the median of several calls in microseconds."""
    spent = []
    for _ in range(count):
        began = time.perf_counter()
        fn()
        spent.append((time.perf_counter() - began) * 1e6)
    return statistics.median(spent)


def looked_at_all(work: Work) -> int:
    """Do what every turn did before: everybody's whole day."""
    return sum(
        1 for picture in pictures_at(work, NINE) for planned in unsent_nudges(picture) if planned.nudge.due <= NINE
    )


def idle(engine: SqliteEngine) -> tuple[float, float]:
    """Return the medians of a look with nothing due and of one row read."""
    with engine.scratch() as raw:
        db = Connection(raw, 1)
        look = median_us(lambda: find_due(SqlWork(db, Defaults()), NINE + timedelta(seconds=30)))
        return look, median_us(lambda: db.row(ONE_ROW))


def bare(folder: Path, jobs: int) -> float:
    """Return the seconds in which 1,000 bare rows among so many are claimed and moved, durably."""
    raw = sqlite3.connect(folder / "bare.db", isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        raw.execute(f"PRAGMA {pragma}")
    raw.execute(JOBS)
    raw.execute("BEGIN")
    raw.executemany("INSERT INTO job (next) VALUES (?)", [("1" if n < DUE else "3",) for n in range(jobs)])
    raw.execute("CREATE INDEX job_next ON job (next)")
    raw.execute("COMMIT")
    began = time.perf_counter()
    taken = raw.execute("UPDATE job SET owner = 'me' WHERE next < '2' RETURNING id").fetchall()
    raw.execute("BEGIN IMMEDIATE")
    raw.executemany("UPDATE job SET next = '4', owner = '' WHERE id = ?", taken)
    raw.execute("COMMIT")
    spent = time.perf_counter() - began
    raw.close()
    return spent


async def busy(store: SqlStore, engine: SqliteEngine) -> float:
    """Return the seconds in which 1,000 sellers get their end of the day."""
    moment = datetime(2026, 11, 24, 14, 45, tzinfo=UTC)
    engine.transaction(lambda raw: raw.execute("UPDATE person SET wake = '2026-11-24T14:45' WHERE id <= ?", (DUE,)))
    engine.transaction(lambda raw: raw.execute("UPDATE person SET wake = '2026-11-24T23:00' WHERE id > ?", (DUE,)))
    out: Transport = Nowhere()
    began = time.perf_counter()
    sent = await tick(store, lambda to, _: (out, Address(platform="no", target=to)), FrozenClock(moment), "bench")
    assert sum(each.outcome == "sent" for each in sent) == DUE
    return time.perf_counter() - began


def measure(sellers: int, before: float | None) -> float:
    """Measure and print one size; return the look with nothing due."""
    with tempfile.TemporaryDirectory() as name:
        engine = SqliteEngine(Path(name) / "bench.db")
        migrate(engine)
        engine.transaction(lambda raw: fill(raw, sellers))
        look, row = idle(engine)
        growth = f", growth {look / before:.2f}" if before else ""
        line = f"{sellers:>8} sellers   nothing due {look:.0f} us ({look / row:.1f} rows read by key{growth})"
        if before is None:
            with engine.scratch() as raw:
                everybody = median_us(lambda: looked_at_all(SqlWork(Connection(raw, 1), Defaults())), 1)
            line += f"   everybody {everybody / 1000:.0f} ms ({everybody / look:.0f}x)"
        spent, floor = asyncio.run(busy(SqlStore(engine), engine)), bare(Path(name), sellers)
        engine.close()
    sys.stdout.write(f"{line}   1,000 due {spent:.2f} s ({spent / floor:.0f}x bare rows, {spent:.2f} ms each)\n")
    return look


async def today(bot: Dispatcher) -> float:
    """Return the seconds that one `today` takes."""
    began = time.perf_counter()
    reply = await bot(Line(sender=Sender(platform="terminal", user="1", name="p1"), at=NINE, text="today"))
    assert reply.ok
    return time.perf_counter() - began


async def looked_at_meanwhile(store: SqlStore) -> tuple[float, float, float]:
    """Return the seconds of `today` alone, of the slowest one while everybody is looked at, and of that look."""
    bot, out = Dispatcher(store=store, registry=discover()), Nowhere()
    alone = statistics.median([await today(bot) for _ in range(5)])
    await store.write(lambda work: work.wakeups.wake_all())
    began = time.perf_counter()
    turn = asyncio.ensure_future(
        tick(store, lambda to, _: (out, Address(platform="no", target=to)), FrozenClock(NINE), "bench")
    )
    meanwhile = []
    while not turn.done():
        meanwhile.append(await today(bot))
    await turn
    return alone, max(meanwhile), time.perf_counter() - began


def start() -> None:
    """Measure and print what a start costs whoever asks for their day."""
    with tempfile.TemporaryDirectory() as name:
        engine = SqliteEngine(Path(name) / "bench.db")
        migrate(engine)
        engine.transaction(lambda raw: fill(raw, FEW))
        engine._read_raw.set_trace_callback(lambda _: time.sleep(STATEMENT_SECONDS))
        alone, slowest, whole = asyncio.run(looked_at_meanwhile(SqlStore(engine)))
        engine.close()
    sys.stdout.write(
        f"{FEW:>8} sellers looked at in {whole:.1f} s; today alone {alone * 1000:.0f} ms, the slowest meanwhile "
        f"{slowest * 1000:.0f} ms ({slowest / alone:.1f}x)\n"
    )


def main() -> None:
    """Measure each size that is named, 1 k, 10 k and 100 k otherwise."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    before = None
    for sellers in [int(each) for each in sys.argv[1:]] or [1_000, 10_000, 100_000]:
        before = measure(sellers, before)
    start()


if __name__ == "__main__":
    main()
