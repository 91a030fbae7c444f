"""Upkeep: fifteen months of a company, day by day; nothing is older than it is kept, on either engine, without the planner."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.clock import FrozenClock
from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from bot.domain.retention import Kept, kept_for
from bot.errors import StoreBusy
from bot.messages.card import Reply
from bot.messages.events import Line, Sender
from bot.ports import Address, Transport
from nudges.delivery import tick
from nudges.upkeep import Upkeep
from storage.connection import Connection
from storage.engine import Engine
from storage.migrate import migrate
from storage.postgres import PostgresEngine
from storage.retention import ENDS
from storage.work import SqlStore
from tests.adapters.paper import Paper
from tests.dialog import SETUP, TUESDAY
from tests.migrated import memory_engine
from tests.postgres import database

MONTHS = 15
DATED = {
    "entry": "at", "inbound": "at", "audit": "at", "outbox": "local_day", "answer": "day", "check_in": "day",
    "colleague_note": "at", "leave": "last", "channel_post": "until", "claim": "at", "own_word": "picked_at",
}  # fmt: skip
"""The column by which a table's rows are old."""
EVERY_MONTH = (
    "call acme they want two prices", "touch acme invoice 0 slow", "visit acme", "follow acme tomorrow", "waiting counter",
    "call acme", "junk 5m report", "refill acme toner 6w", "left acme price", "touch acme site 1 said",
)  # fmt: skip


class House:
    """A company over an engine, with a platform that writes messages down."""

    def __init__(self, engine: Engine) -> None:
        self.store = SqlStore(engine)
        self.paper = Paper()

    async def say(self, who: str, line: str, at: datetime) -> Reply:
        bot = Dispatcher(store=self.store, registry=discover())
        sender = Sender(platform="terminal", user=who, name=who)
        return await bot(Line(sender=sender, at=at, text=line, key=f"{who} {line} {at}", limited=False))

    def route(self, to: str, addresses: tuple[Address, ...]) -> tuple[Transport, Address]:
        return self.paper, Address(platform="paper", target=to.removeprefix("#"), channel=to.startswith("#"))

    async def oldest(self) -> dict[str, str]:
        """Return the oldest date of each table that has one."""

        def read(db: Connection) -> dict[str, str]:
            found = {
                table: db.rows(f"SELECT MIN({column}) AS oldest FROM {table} WHERE tenant = :tenant")[0]["oldest"]
                for table, column in DATED.items()
            }
            return {table: oldest for table, oldest in found.items() if oldest}

        return await self.store.engine.read(read, 1)


async def lived(house: House, *, planner: bool) -> datetime:
    """Let a company work for fifteen months, with a round a day in the end of which each month's lines are typed."""
    for line in SETUP:
        await house.say("chris", line, TUESDAY)
    await house.store.write(lambda work: work.accounts.add("Acme A/S", 2, TUESDAY))
    now = TUESDAY
    for month in range(MONTHS + 1):
        promise = f"promise acme quote by {(now + timedelta(days=9)):%d/%m/%Y}"
        off = f"off {(now + timedelta(days=3)):%d/%m/%Y}"
        steps = (f"edit C{2 * month + 2} meet", f"kept {month + 1}")
        for n, line in enumerate((*EVERY_MONTH, promise, off, *steps)):
            await house.say("anna", line, now + timedelta(minutes=2 * n))
        await house.say("chris", "team anna week", now + timedelta(hours=1))
        for _ in range(2):
            now += timedelta(days=15)
            if planner:
                await tick(house.store, house.route, FrozenClock(now), "one")
            await Upkeep(store=house.store, clock=FrozenClock(now)).round()
    return now


@pytest.fixture(name="house", params=["sqlite", "postgres"])
def house_fixture(request: pytest.FixtureRequest) -> Iterator[House]:
    """A company on each engine."""
    if request.param == "sqlite":
        yield House(memory_engine())
        return
    with database() as address:
        engine = PostgresEngine(address, deadline=60)  # a busy machine is no matter of this test
        migrate(engine)
        yield House(engine)
        engine.close()


@pytest.mark.parametrize("planner", [True, False], ids=["with the planner", "without the planner"])
async def test_after_fifteen_months_nothing_is_older_than_it_is_kept(house: House, planner: bool) -> None:
    """The log, lines, looks, nudges, days off; what is in force is young here, too."""
    now = await lived(house, planner=planner)
    oldest = await house.oldest()
    assert {"entry", "inbound", "audit"} <= oldest.keys()
    assert planner == ("outbox" in oldest)
    late = {
        table: at
        for table, at in oldest.items()
        if isinstance(kind := ENDS[table], Kept)
        and at[:10] < (now - kept_for(kind, {}) - timedelta(days=2)).date().isoformat()
    }
    assert {} == late


async def test_a_round_is_taken_once_a_day_by_whoever_comes_first(house: House) -> None:
    """Of several processes, too; the next day another one."""
    await house.say("chris", "junk 5m report", TUESDAY)
    at = TUESDAY + timedelta(days=60)
    with capture_logs() as logs:
        for hours in (0, 1, 2):
            rounds = [
                Upkeep(store=house.store, clock=FrozenClock(at + timedelta(hours=hours))).round() for _ in range(2)
            ]
            await asyncio.gather(*rounds)
    assert sum(line["rows"] for line in logs if line["event"] == "retention.deleted" and line["kind"] == "lines") == 1
    await house.say("chris", "junk 5m report", at)
    await Upkeep(store=house.store, clock=FrozenClock(at + timedelta(days=31))).round()
    assert {"inbound"}.isdisjoint(await house.oldest())


async def test_nothing_is_deleted_while_the_clock_is_held_to_be_wrong(house: House) -> None:
    """What is old cannot be known then."""
    await house.say("chris", "junk 5m report", TUESDAY)
    late = FrozenClock(TUESDAY + timedelta(days=9_999))
    await Upkeep(store=house.store, clock=late, clock_is_wrong=lambda: True).round()
    assert "inbound" in await house.oldest()


async def test_it_runs_until_it_is_stopped_and_outlives_a_busy_database(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the next look it tries again; a stop is not held up."""
    stopping = asyncio.Event()
    asked = 0

    async def refused(*_: object) -> None:
        nonlocal asked
        asked += 1
        stopping.set()
        raise StoreBusy("busy")

    monkeypatch.setattr(house.store, "read", refused)
    async with asyncio.timeout(5):
        await Upkeep(store=house.store, clock=FrozenClock(TUESDAY)).run(stopping)
    assert asked == 1


async def test_a_round_that_fails_is_said_and_keeps_no_other_company_from_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The log names the company, and the next one is gone through."""
    house = House(memory_engine())
    await house.say("chris", "junk 5m report", TUESDAY)
    await house.store.write(lambda work: work.installations.save("slack", "T1", "sealed", TUESDAY))
    done = []

    async def failing(_self: Upkeep, tenant: int, _: object) -> None:
        if tenant == 1:
            raise LookupError("bug")
        done.append(tenant)

    monkeypatch.setattr(Upkeep, "_company", failing)
    with capture_logs() as logs:
        await Upkeep(store=house.store, clock=FrozenClock(TUESDAY)).round()
    assert ([2], [1]) == (done, [line["tenant"] for line in logs if line["event"] == "retention.failed"])
