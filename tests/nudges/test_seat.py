"""The seat: one process sends for a company, and others take over once it is silent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.clock import FrozenClock
from nudges import delivery as deliveries
from nudges import seat as seats
from nudges.claim import LEASE
from nudges.delivery import Delivery
from nudges.seat import OURS_SECONDS, QUIET_SECONDS, SILENT_SECONDS, SenderSeat
from storage.work import SqlStore
from tests.migrated import memory_engine
from tests.nudges.house import House, at

MORNING = at("2026-11-24T08:30")


@dataclass
class Watch:
    """A clock that only measures, and is moved by hand."""

    seconds: float = 1000.0

    def __call__(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        """Wait by the moved clock."""
        self.seconds += seconds


@pytest.fixture(name="watch")
def watch_fixture(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """Time that stands still, so that nobody beats by themselves."""
    monkeypatch.setattr(seats, "BEAT_SECONDS", 3600.0)
    return Watch()


@pytest.fixture(name="store")
async def store_fixture() -> AsyncIterator[SqlStore]:
    """An empty company."""
    store = SqlStore(memory_engine())
    yield store
    store.close()


def seat(store: SqlStore, owner: str, watch: Watch) -> SenderSeat:
    """Return the seat as one process sees it."""
    return SenderSeat(store=store, tenant=1, owner=owner, seconds=watch, sleep=watch.sleep)


async def test_one_of_two_processes_sends(store: SqlStore, watch: Watch) -> None:
    """The other one is refused for as long as it sees a beat that is not silent for long enough."""
    one, two = seat(store, "one", watch), seat(store, "two", watch)
    assert (await one.take(), await two.take()) == (True, False)
    watch.seconds += SILENT_SECONDS - 0.1
    assert not await two.take()
    await one.take()
    watch.seconds += SILENT_SECONDS - 0.1
    assert (await two.take(), await one.take()) == (False, True)
    await one.give_back()


async def test_a_silent_process_loses_the_seat_long_after_it_counted_on_it(store: SqlStore, watch: Watch) -> None:
    """So that no five seconds hold the messages of both."""
    one, two = seat(store, "one", watch), seat(store, "two", watch)
    await one.take()
    await two.take()
    watch.seconds += OURS_SECONDS
    assert not one.is_ours()
    watch.seconds += SILENT_SECONDS - OURS_SECONDS
    assert await two.take()
    assert SILENT_SECONDS - OURS_SECONDS > 5.0
    assert (await one.take(), two.is_ours()) == (False, True)
    await two.give_back()


async def test_a_seat_that_was_given_back_is_taken_by_another_after_a_pause(store: SqlStore, watch: Watch) -> None:
    """Its last messages count for five seconds; whoever gave it back knows about them and need not wait."""
    one, two = seat(store, "one", watch), seat(store, "two", watch)
    await one.take()
    await one.give_back()
    assert await one.take()
    await one.give_back()
    began = watch.seconds
    assert await two.take()
    assert watch.seconds - began >= QUIET_SECONDS - 0.001
    await two.give_back()


async def test_a_process_that_stops_waits_for_no_seat(store: SqlStore, watch: Watch) -> None:
    """Another one will take it."""
    one, two = seat(store, "one", watch), seat(store, "two", watch)
    await one.take()
    await one.give_back()
    two.stopping = lambda: True
    assert not await two.take()


async def test_a_beat_whose_answer_was_lost_is_still_ours(store: SqlStore, watch: Watch) -> None:
    """It is stored under our name; the next look finds that."""
    one = seat(store, "one", watch)
    await one.take()
    await store.write(lambda work: work.senders.take("one", work.senders.seat()))
    watch.seconds += OURS_SECONDS
    assert await one.take()
    await one.give_back()


async def turn(house: House, sits: SenderSeat | None = None, minutes: float = 0) -> None:
    """Take a turn in a process that shares the company with others."""
    clock = FrozenClock(MORNING + timedelta(minutes=minutes))
    await Delivery(store=house.store, route=house.route, clock=clock, owner="one", tenant=1, seat=sits).run(
        lambda _: None
    )


async def open_nudges(house: House) -> int:
    """Return how many nudges came due and have not ended."""
    day = MORNING.date()
    return sum(t.open for t in await house.store.read(lambda work: work.outbox.tallies(day, day)))


async def test_a_process_without_the_seat_claims_nothing(house: House, watch: Watch) -> None:
    """It plans, and leaves the rest to the one that has it."""
    one, two = seat(house.store, "one", watch), seat(house.store, "two", watch)
    await two.take()
    await turn(house, one)
    assert (house.paper.sent, await open_nudges(house)) == ([], 2)
    await two.give_back()
    await turn(house, one)
    assert (len(house.paper.sent), await open_nudges(house)) == (2, 0)


async def test_a_process_that_stood_still_after_the_mark_posts_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another one may have taken its messages over; they are put off, and sent by whoever claims them next."""
    watch = Watch()

    def jumping() -> float:
        watch.seconds += LEASE.total_seconds()
        return watch.seconds

    with monkeypatch.context() as patch:
        patch.setattr(deliveries, "seconds_run", jumping)
        await turn(house)
    assert (house.paper.sent, await open_nudges(house)) == ([], 2)
    await turn(house, minutes=1)
    assert (len(house.paper.sent), await open_nudges(house)) == (2, 0)
