"""The loop of `serve`: one company's backlog holds up no other, and a bad turn ends nothing."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import FrozenClock
from bot.domain.work import Work
from bot.errors import DeliveryError
from bot.messages.card import Card
from bot.ports import Address
from nudges import loop as loops
from nudges.claim import BATCH
from nudges.delivery import LANES, Route, tick
from nudges.loop import Loop
from storage.connection import Connection
from storage.migrate import migrate
from storage.outbox import SQL
from storage.sqlite import SqliteEngine
from storage.work import SqlStore
from tests.adapters.paper import Paper
from tests.nudges.house import House, at

MORNING = at("2026-11-24T08:30")
MANY = 200


@dataclass(kw_only=True)
class Slow(Paper):
    """Paper that takes nothing until it is told to."""

    open: asyncio.Event = field(default_factory=asyncio.Event)
    asked: int = 0

    @property
    def is_asked(self) -> bool:
        """Whether anything waits; how much depends on how many people a slow machine plans at a time."""
        return self.asked > 0

    async def send(self, address: Address, card: Card, key: str) -> str:
        """Write a message down once the way is open."""
        self.asked += 1
        await self.open.wait()
        return await super().send(address, card, key)


def people(count: int) -> Callable[[Work], None]:
    """Return a job that makes so many sellers."""

    def fill(work: Work) -> None:
        for number in range(count):
            work.people.change(work.people.add(f"seller {number}", MORNING - timedelta(days=1)).id, zone="Europe/Oslo")

    return fill


@pytest.fixture(name="store")
async def store_fixture(tmp_path: Path) -> AsyncIterator[SqlStore]:
    """Two companies in one file: a big one and a small one."""
    engine = SqliteEngine(tmp_path / "snurr.db")
    migrate(engine)
    store = SqlStore(engine)
    await engine.write(lambda db: db.change_rows("INSERT INTO tenant (id, name) VALUES (2, 'small') -- all tenants"), 1)
    await store.write(people(MANY), 1)
    await store.write(people(3), 2)
    yield store
    store.close()


@asynccontextmanager
async def running(loop: Loop) -> AsyncIterator[asyncio.Event]:
    """Run a loop in the background until the block is left."""
    stopping = asyncio.Event()
    task = asyncio.ensure_future(loop.run(stopping))
    try:
        yield stopping
    finally:
        stopping.set()
        await asyncio.wait_for(task, 60)


async def until(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - what is waited for is no event
            await asyncio.sleep(0.01)


def loop_of(store: SqlStore, papers: dict[int, Paper]) -> Loop:
    """Return a loop that writes each company's messages on its own paper."""

    def route(tenant: int) -> Route:
        return lambda to, addresses: (papers[tenant], Address(platform="paper", target=to))

    return Loop(store=store, route=route, tenants=lambda: list(papers), clock=FrozenClock(MORNING), owner="one")


async def test_one_companys_backlog_holds_up_no_other(store: SqlStore) -> None:
    """The big company's platform answers nothing at all; the small one's people get theirs meanwhile."""
    slow, quick = Slow(), Paper()
    async with running(loop_of(store, {1: slow, 2: quick})):
        await until(lambda: len(quick.sent) == 3 and slow.is_asked)
        assert slow.sent == []
        assert slow.asked <= LANES
        slow.open.set()
        await until(lambda: len(slow.sent) == MANY)
    assert len(quick.sent) == 3


async def test_a_waiting_customer_is_behind_one_batch_at_most(store: SqlStore) -> None:
    """What would soonest be too late leaves first: the ping does not wait for two hundred mornings."""
    house, paper = House(store=store), Slow()
    await store.write(lambda work: work.teams.save("Nord", at("2026-11-24T08:20"), channel="nord", zone="Europe/Oslo"))
    turn = asyncio.ensure_future(
        tick(store, lambda to, _: (paper, Address(platform="paper", target=to)), FrozenClock(MORNING), "one", 1)
    )
    await until(lambda: paper.is_asked)
    assert (await house.say("chris", "waiting counter", "2026-11-24T08:27")).ok
    paper.open.set()
    await turn
    assert [message.to for message in paper.sent].index("#nord") <= BATCH
    assert len(paper.sent) == MANY + 2


async def test_a_bad_turn_ends_neither_the_loop_nor_the_other_company(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bug in one send is counted and shown; everybody else gets theirs, and the other company never notices."""
    monkeypatch.setattr(loops, "TURN_SECONDS", 0.02)
    broken, quick = Paper(errors=[RuntimeError("bug")]), Paper()
    loop = loop_of(store, {1: broken, 2: quick})
    async with running(loop):
        await until(lambda: len(quick.sent) == 3 and loop.counts["failed"] >= 1)
        await until(lambda: len(broken.sent) == MANY - 1)
    assert loop.counts["failed"] == 1
    (warning,) = loop.warnings()
    assert warning.endswith("could not be sent: RuntimeError")


async def test_no_turn_begins_while_the_clock_is_known_to_be_wrong(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is planned, sent or ended by a wrong time; once it is right, everybody gets theirs."""
    monkeypatch.setattr(loops, "TURN_SECONDS", 0.02)
    quick, wrong = Paper(), [True]
    loop = loop_of(store, {2: quick})
    loop.clock_is_wrong = lambda: wrong[0]
    async with running(loop):
        await asyncio.sleep(0.2)
        planned = await store.read(lambda work: work.outbox.tallies(MORNING.date(), MORNING.date()), 2)
        assert (quick.sent, list(planned), loop.problems()) == ([], [], [])
        wrong[0] = False
        await until(lambda: len(quick.sent) == 3)


async def test_a_stop_finishes_what_is_under_way(store: SqlStore) -> None:
    """What was begun is stored as sent before the loop ends."""
    slow = Slow()
    async with running(loop_of(store, {1: slow})) as stopping:
        await until(lambda: slow.is_asked)
        stopping.set()
        slow.open.set()
    sent = await store.read(
        lambda work: sum(tally.sent for tally in work.outbox.tallies(MORNING.date(), MORNING.date()))
    )
    assert sent == len(slow.sent)


async def test_a_new_process_looks_at_everybody_once(store: SqlStore) -> None:
    """Its rules, holidays or settings may be others than those by which people were put to sleep."""
    night = at("2026-11-24T23:00")
    for wakeup in await store.read(lambda work: work.wakeups.due(MORNING, 10), 2):
        await store.write(lambda work, w=wakeup: work.wakeups.sleep_until(w, night), 2)
    quick = Paper()
    async with running(loop_of(store, {2: quick})):
        await until(lambda: len(quick.sent) == 3)


async def test_a_rate_limit_of_one_company_is_its_own(store: SqlStore) -> None:
    """The big company waits as it was told; the small one is done at once, and nobody is asked twice meanwhile."""
    wait = DeliveryError("ratelimited", retry_after=timedelta(hours=1))
    limited, quick = Paper(errors=[wait] * MANY), Paper()
    async with running(loop_of(store, {1: limited, 2: quick})):
        await until(lambda: len(quick.sent) == 3 and not limited.errors)
    assert limited.sent == []


async def test_nothing_of_another_company_is_looked_at(store: SqlStore) -> None:
    """A turn of one company neither sends for the other nor puts its people to sleep."""
    paper = Paper()
    await tick(store, lambda to, _: (paper, Address(platform="paper", target=to)), FrozenClock(MORNING), "one", 2)
    assert len(paper.sent) == 3
    assert len(await store.read(lambda work: work.wakeups.due(MORNING, MANY), 1)) == MANY


async def test_the_outbox_is_found_by_index_however_much_was_sent(house: House) -> None:
    """Nothing that a turn asks may read the whole outbox: the plans of its statements name the index of what is open."""

    def plans(db: Connection) -> dict[str, str]:
        names = {"at": "2026", "owner": "o", "lease": "2026", "limit": 1}
        return {
            name: " ".join(row["detail"] for row in db.rows(f"EXPLAIN QUERY PLAN {getattr(SQL, name)}", **names))
            for name in ("claim", "claim_along", "claimable", "next_due")
        }

    found = await house.store.engine.write(plans, 1)
    for name, plan in found.items():
        assert re.search("outbox_(open|until|claimed)", plan), (name, plan)
        assert not re.search(r"outbox_(team|person) \(tenant=\?\)", plan), (name, plan)


def test_a_loop_that_stands_still_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """`/readyz` names how long nothing turned, from a minute on."""
    run = [0.0]
    monkeypatch.setattr(loops, "seconds_run", lambda: run[0])
    store = SqlStore(SqliteEngine(":memory:"))
    loop = loop_of(store, {})
    loop._last = 0.0
    found = {}
    for run[0] in (59.0, 100.0):
        found[run[0]] = loop.problems()
    store.close()
    assert found == {59.0: [], 100.0: ["nudges: the loop has stood still for 100 s"]}
