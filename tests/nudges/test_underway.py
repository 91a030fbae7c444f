"""Messages on their way: one whose answer does not come delays nobody behind it, and all lanes together are bounded."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.clock import FrozenClock
from bot.domain.outbox import Reason
from bot.domain.work import Work
from bot.errors import StoreBusy
from bot.messages.card import Card
from bot.ports import Address, Transport
from nudges import claim, delivery, underway
from nudges.claim import NudgeResult
from nudges.delivery import LANES, tick
from nudges.failing import Recipient
from nudges.underway import Underway
from storage.work import SqlStore
from tests.adapters.paper import Paper
from tests.migrated import memory_engine
from tests.nudges.house import at
from tests.nudges.test_loop import until

MORNING = at("2026-11-24T08:30")
DAY = MORNING.date()
SELLERS = 30
FEW = 4
"""Nudges that a claim takes in these tests."""


@dataclass(kw_only=True)
class Frozen(Paper):
    """Paper that gives no answer for some recipients until it thaws."""

    frozen: set[str]
    thawed: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, address: Address, card: Card, key: str) -> str:
        """Take a message, sooner or later."""
        if address.target in self.frozen:
            await self.thawed.wait()
        return await super().send(address, card, key)


@pytest.fixture(name="store")
async def store_fixture(monkeypatch: pytest.MonkeyPatch) -> SqlStore:
    """A company of sellers, of whom a claim takes a few at a time."""
    monkeypatch.setattr(claim, "BATCH", FEW)
    monkeypatch.setattr(delivery, "PATIENCE_SECONDS", 0.01)
    store = SqlStore(memory_engine())
    await store.write(add_sellers)
    return store


def add_sellers(work: Work) -> None:
    """Add them the day before."""
    for number in range(SELLERS):
        work.people.add(f"seller {number}", MORNING - timedelta(days=1))


def turn(store: SqlStore, paper: Paper, clock: FrozenClock) -> asyncio.Task[list[NudgeResult]]:
    """Begin a turn of one process."""

    def route(to: str, _: object) -> tuple[Transport, Address]:
        return paper, Address(platform="paper", target=to)

    return asyncio.ensure_future(tick(store, route, clock, "one"))


def claimed(work: Work) -> int:
    """Return how many occurrences are held."""
    rows = work.people._db.rows(  # type: ignore[attr-defined]
        "SELECT id FROM outbox WHERE tenant = :tenant AND state = 'claimed'"
    )
    return len(rows)


async def until_claimed(store: SqlStore, count: int) -> None:
    """Wait until that many occurrences are held."""
    held = -1
    while held != count:
        await asyncio.sleep(0.01)
        held = await store.read(claimed)


async def test_one_answer_that_does_not_come_delays_nobody(store: SqlStore) -> None:
    """Everybody else of the company gets their morning while it is waited for, batch after batch."""
    paper = Frozen(frozen={"seller 0"})
    going = turn(store, paper, FrozenClock(MORNING))
    await until(lambda: len(paper.sent) == SELLERS - 1)
    assert not going.done()
    paper.thawed.set()
    assert [SELLERS] == [len([result for result in await going if result.outcome == "sent"])]
    assert len(paper.sent) == SELLERS


async def test_what_comes_due_meanwhile_is_sent(store: SqlStore) -> None:
    """A turn that only waits for a slow answer looks again."""
    paper, clock = Frozen(frozen={"seller 0"}), FrozenClock(MORNING)
    going = turn(store, paper, clock)
    await until(lambda: len(paper.sent) == SELLERS - 1)
    await store.write(lambda work: work.people.add("newcomer", MORNING - timedelta(days=1)))
    await until(lambda: len(paper.sent) == SELLERS)
    paper.thawed.set()
    await going


async def test_when_every_lane_waits_no_more_are_claimed(store: SqlStore) -> None:
    """What one process holds is bounded, so that another one can send the rest."""
    paper = Frozen(frozen={f"seller {number}" for number in range(SELLERS)})
    going = turn(store, paper, FrozenClock(MORNING))
    await until_claimed(store, LANES)
    for _ in range(5):
        await asyncio.sleep(0.01)
        assert await store.read(claimed) < LANES + FEW
    paper.thawed.set()
    await going
    assert len(paper.sent) == SELLERS


async def test_what_stays_on_its_way_for_longer_than_its_lease_is_looked_up_and_not_sent_again(store: SqlStore) -> None:
    """The turn claims it under another owner, as another process would; the first send does not undo what it found."""
    paper, clock = Frozen(frozen={"seller 0"}), FrozenClock(MORNING)
    going = turn(store, paper, clock)
    await until(lambda: len(paper.sent) == SELLERS - 1)
    clock.move_to(MORNING + claim.LEASE * 2)
    await until_claimed(store, 0)
    paper.thawed.set()
    results = await going
    assert len(paper.sent) == SELLERS
    assert ["uncertain"] == [found.state for found in await store.read(lambda work: work.outbox.of_day(1, DAY))]
    assert f"uncertain: {Reason.ANSWER_LOST}" in [result.outcome for result in results]


async def test_a_turn_that_fails_lets_what_is_on_its_way_end() -> None:
    """An error of the database ends the turn once its other messages were answered."""
    ended: list[int] = []

    async def refused() -> int:
        raise StoreBusy("busy")

    async def slow() -> int:
        await asyncio.sleep(0.01)
        ended.append(1)
        return 1

    async def run() -> None:
        async with Underway[int](lanes=LANES) as sends:
            sends.begin(Recipient(person=1), refused())
            sends.begin(Recipient(person=2), slow())
            for _, end in await sends.next_ends():
                assert isinstance(end, StoreBusy)
                raise end

    with pytest.raises(StoreBusy):
        await run()
    assert [1] == ended


async def test_a_turn_that_is_cancelled_cancels_what_is_on_its_way() -> None:
    """A stop does not wait for an answer that never comes."""
    began = asyncio.Event()

    async def never() -> int:
        began.set()
        await asyncio.Event().wait()
        return 1

    async def run() -> None:
        async with Underway[int](lanes=LANES) as sends:
            sends.begin(Recipient(person=1), never())
            await sends.next_ends()

    task = asyncio.ensure_future(run())
    await began.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_ends_come_in_the_order_in_which_they_began() -> None:
    """Whatever ended at once is handed out as it was begun, and makes room."""

    async def number(value: int) -> int:
        return value

    async with Underway[int](lanes=2) as sends:
        for value in (1, 2):
            sends.begin(Recipient(person=value), number(value))
        assert not sends.has_room
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert [(Recipient(person=1), 1), (Recipient(person=2), 2)] == list(await sends.next_ends())
        assert sends.has_room
        assert not await asyncio.wait_for(_nothing(sends), 60)


async def _nothing(sends: Underway[int]) -> bool:
    sends.begin(Recipient(person=3), asyncio.sleep(60, 3))
    found = await sends.next_ends(underway.PATIENCE_SECONDS / 1000)
    for task in sends._tasks:
        task.cancel()
    return bool(found)
