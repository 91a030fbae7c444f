"""The morning of 1,000 and of 10,000 people: everybody's 08:30 planned, claimed and rendered in one process.

`python bench/morning.py [--at 2026-11-24T07:30] [--channels] [1000 10000]` prints for each size the seconds until the
last message is on paper, the processor time of one, its growth from size to size, the longest stand-still of the event
loop and how long it was at work itself meanwhile, and the slowest line of a seller meanwhile. `--at` is the instant, in
UTC, for which people sleep, or with `--channels` the teams: `--at 2026-11-27T14:00 --channels` is the week in figures,
on Friday at 15:00 in Copenhagen.
Each seller has three customers and a promise that is due, sits in a team of 50, logged a call and got a message on each
of 20 days; each team's channel was shown the figures of the weeks before.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog

from adapters.slack.render import message
from bot.clock import FrozenClock
from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from bot.domain.looks import Look, View
from bot.domain.periods import week_of
from bot.messages.card import Card
from bot.messages.events import Line, Sender
from bot.ports import Address
from bot.server import spare_the_collector
from nudges.delivery import Delivery
from storage.migrate import migrate
from storage.sqlite import SqliteEngine
from storage.work import SqlStore

MORNING = "2026-11-24T07:30"
"""08:30 in Copenhagen."""
TEAM = 50
DAYS = 20
CUSTOMERS = 3
WEEKS = 4
"""Whose figures each channel was shown."""
WATCH_SECONDS = 0.002
LINE_SECONDS = 0.25
ROWS = (
    """INSERT INTO team (id, tenant, name, key, channel, address, created_at, wake)
    SELECT n, 1, 'Team ' || n, 'team ' || n, 'team' || n, 'paper:#t' || n, '2026-01-05T08:00:00.000000Z',
        :teams_wake FROM number WHERE n <= :teams""",
    """INSERT INTO person (id, tenant, name, key, team, created_at, wake)
    SELECT n, 1, 'seller ' || n, 'seller ' || n, 1 + n % :teams, '2026-01-05T08:00:00.000000Z', :people_wake
    FROM number""",
    "INSERT INTO address (tenant, platform, target, person) SELECT 1, 'paper', 'p' || n, n FROM number",
    """INSERT INTO account (tenant, name, key, owner, last_contact, created_at)
    SELECT 1, 'Firm' || n || ' ' || c, 'firm' || n || ' ' || c, n, '2026-11-0' || (1 + n % 9),
        '2026-01-05T08:00:00.000000Z' FROM number, (SELECT n AS c FROM number WHERE n <= :customers)""",
    "INSERT INTO account_name (tenant, key, account, bearer) SELECT 1, key, id, id FROM account",
    """INSERT INTO promise (tenant, number, account, person, what, due, state, told, made_at)
    SELECT 1, n, n, n, 'quote', :day, 'open', 0, '2026-11-20T08:00:00.000000Z' FROM number""",
    """INSERT INTO outbox (tenant, key, rule, person, local_day, due, until, subject, state, stage, receipt, message)
    SELECT 1, 'N1:p' || n || ':' || day, 'N1', n, day, day || 'T07:30', day || 'T09:30', day, 'sent', NULL,
        'paper:' || n || ':' || day, 'N1:p' || n || ':' || day
    FROM number, (SELECT date(:day, '-' || n || ' days') AS day FROM number WHERE n <= :days)""",
    """INSERT INTO entry (tenant, kind, number, person, team, account, day, at)
    SELECT 1, 'C', 1000000 + p.id * :days + n, p.id, p.team, 1 + (p.id - 1) * :customers,
        date(:day, '-' || (n - 1) || ' days'), date(:day, '-' || (n - 1) || ' days') || 'T07:00:00.000000Z'
    FROM person p, (SELECT n FROM number WHERE n <= :days)""",
    "INSERT INTO call (entry, tenant, outcome, note) SELECT id, 1, 'vm', '' FROM entry",
    """INSERT INTO seller_day (tenant, team, day, person, calls, acts)
    SELECT 1, team, day, person, 1, 1 FROM entry""",
    "INSERT INTO mark VALUES (1, 'planned', :mark)",
)


SHOWN = "INSERT INTO audit (tenant, person, action, what, at) VALUES (1, ?, 'shared', ?, ?)"


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
    """The longest times, in seconds, that the loop stood still and a line took; `work` is processor time of all.

    `own` is the most processor time that the loop itself took meanwhile: the rest of `still` it waited for its turn,
    behind other threads and other programs.
    """

    work: float = 0.0
    still: float = 0.0
    own: float = 0.0
    line: float = 0.0
    lines: int = 0
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    async def loop(self) -> None:
        """Wake again and again until the end, and note how late."""
        while not self.ended.is_set():
            began, worked = time.perf_counter(), time.thread_time()
            await asyncio.sleep(WATCH_SECONDS)
            self.still = max(self.still, time.perf_counter() - began - WATCH_SECONDS)
            self.own = max(self.own, time.thread_time() - worked)

    async def lines_of_sellers(self, bot: Dispatcher, at: datetime) -> None:
        """Log a call as a seller four times a second until the end, and note the slowest answer."""
        while not self.ended.is_set():
            number = 1 + self.lines * 7
            began = time.perf_counter()
            sender = Sender(platform="paper", user=f"p{number}", name=f"seller {number}")
            reply = await bot(Line(sender=sender, at=at, text=f"call Firm{number} 1"))
            assert reply.ok, reply
            self.line, self.lines = max(self.line, time.perf_counter() - began), self.lines + 1
            await asyncio.sleep(LINE_SECONDS)


@dataclass(frozen=True, kw_only=True)
class Turn:
    """The instant (UTC) for which everybody sleeps, or with `channels` every team."""

    at: datetime
    channels: bool = False

    @property
    def words(self) -> dict[str, str]:
        """What the rows hold of it."""
        wake, never = f"{self.at:%Y-%m-%dT%H:%M}", "9999"
        people, teams = (never, wake) if self.channels else (wake, never)
        mark = (self.at - timedelta(minutes=1)).isoformat()
        return {"day": wake[:10], "people_wake": people, "teams_wake": teams, "mark": mark}


def fill(raw: sqlite3.Connection, people: int, turn: Turn) -> None:
    """Put so many people in, who sleep until this turn."""
    raw.execute("CREATE TEMP TABLE number (n INTEGER PRIMARY KEY)")
    raw.executemany("INSERT INTO number VALUES (?)", ((n,) for n in range(1, people + 1)))
    teams = max(1, people // TEAM)
    for rows in ROWS:
        raw.execute(rows, {"teams": teams, "customers": CUSTOMERS, "days": DAYS, **turn.words})
    raw.executemany(
        SHOWN, (_shown(turn, week, n, 1 + n % teams) for n in range(1, people + 1) for week in range(1, WEEKS + 1))
    )
    raw.execute("ANALYZE")
    raw.execute("DROP TABLE number")


def _shown(turn: Turn, week: int, person: int, team: int) -> tuple[int, str, str]:
    """Return what the audit holds of the figures of a week before, which a team's channel was shown on its Friday."""
    period = week_of((turn.at - timedelta(weeks=week)).date())
    look = Look(view=View.TEAM, period=period, team=team, last_entry=10**9)
    return person, look.words, f"{period.last - timedelta(days=2)}T14:00:00.000000Z"


async def morning(store: SqlStore, people: int, turn: Turn) -> tuple[float, Watch]:
    """Return the seconds of one morning, and what was seen meanwhile."""
    paper, watch = Paper(), Watch()
    bot = Dispatcher(store=store, registry=discover())
    spare_the_collector()
    others = [asyncio.ensure_future(watch.loop()), asyncio.ensure_future(watch.lines_of_sellers(bot, turn.at))]
    began, worked = time.perf_counter(), time.process_time()
    outcomes: Counter[str] = Counter()
    delivery = Delivery(
        store=store, route=lambda _, to: (paper, to[0]), clock=FrozenClock(turn.at), owner="bench", tenant=1
    )
    await delivery.run(lambda result: outcomes.update([result.outcome]))
    spent, watch.work = time.perf_counter() - began, time.process_time() - worked
    watch.ended.set()
    await asyncio.gather(*others)
    assert paper.drawn == (max(1, people // TEAM) if turn.channels else people), paper.drawn
    assert set(outcomes) <= {"sent", "expired: too late"}, outcomes
    return spent, watch


def measure(people: int, turn: Turn, before: float | None) -> float:
    """Measure and print one size; return its processor seconds a person."""
    with tempfile.TemporaryDirectory() as name:
        engine = SqliteEngine(Path(name) / "bench.db")
        migrate(engine)
        engine.transaction(lambda raw: fill(raw, people, turn))
        spent, watch = asyncio.run(morning(SqlStore(engine), people, turn))
        engine.close()
    each = watch.work / people
    growth = f", growth {each / before:.2f}" if before else ""
    sys.stdout.write(
        f"{people:>8} people {spent:.1f} s ({people / spent:.0f}/s), processor {each * 1000:.2f} ms each{growth}   "
        f"loop stood still {watch.still * 1000:.0f} ms, at work {watch.own * 1000:.0f} ms   "
        f"slowest of {watch.lines} lines {watch.line * 1000:.0f} ms\n"
    )
    return each


async def warm_up(turn: Turn) -> None:
    """Have a small morning, as the first message of a process reads the words of its language."""
    engine = SqliteEngine(":memory:")
    migrate(engine)
    engine.transaction(lambda raw: fill(raw, TEAM, turn))
    await morning(SqlStore(engine), TEAM, turn)
    engine.close()


def main() -> None:
    """Measure each size that is named, 1,000 and 10,000 otherwise."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--at", type=datetime.fromisoformat, default=datetime.fromisoformat(MORNING))
    options.add_argument("--channels", action="store_true")
    options.add_argument("people", nargs="*", type=int, default=[1_000, 10_000])
    wanted = options.parse_args()
    turn = Turn(at=wanted.at.replace(tzinfo=UTC), channels=wanted.channels)
    asyncio.run(warm_up(turn))
    before = None
    for people in wanted.people:
        before = measure(people, turn, before)


if __name__ == "__main__":
    main()
