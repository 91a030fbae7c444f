"""At most 30 posts arrive in any five seconds, and a second lies between two in one channel."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from adapters.common.pacing import BURST, Pacer
from bot.messages.card import Card, Text
from bot.ports import Address
from tests.slack.bench import Bench

CARD = Card(body=(Text(text="A line."),))
Post = Callable[[float], Awaitable[None]]


class Turned:
    """A clock that only moves when a task sleeps, so that minutes take no time."""

    def __init__(self) -> None:
        self.at = 100.0
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []

    async def sleep(self, seconds: float) -> None:
        """Sleep until `run` moves the clock to the end of the sleep."""
        entry = (self.at + seconds, len(self._waiting), asyncio.get_running_loop().create_future())
        self._waiting.append(entry)
        await entry[2]

    async def run(self, *works: Awaitable[None]) -> None:
        """Run until all coroutines have ended, moving the clock to the next wake-up."""
        tasks = [asyncio.ensure_future(work) for work in works]
        while not all(task.done() for task in tasks):
            for _ in range(20):
                await asyncio.sleep(0)
            if self._waiting:
                entry = min(self._waiting, key=lambda waiting: waiting[:2])
                self._waiting.remove(entry)
                self.at = max(self.at, entry[0])
                entry[2].set_result(None)
        await asyncio.gather(*tasks)


@pytest.fixture(name="turned")
def turned_fixture(monkeypatch: pytest.MonkeyPatch) -> Turned:
    """Let the pacer sleep by the moved clock."""
    turned = Turned()
    real = asyncio.sleep

    async def sleep(seconds: float) -> None:
        await (turned.sleep(seconds) if seconds else real(0))

    monkeypatch.setattr("adapters.common.pacing.asyncio.sleep", sleep)
    return turned


async def posts(turned: Turned, channels: list[str], latency: Callable[[], float]) -> list[tuple[float, str]]:
    """Post to each channel in turn, and return when each post arrived: somewhere before its answer."""
    pacer, arrived = Pacer(now=lambda: turned.at), []
    lanes = asyncio.Semaphore(8)

    async def post(channel: str) -> None:
        async with lanes, pacer.turn(channel):
            way = latency()
            await turned.sleep(way / 2)
            arrived.append((turned.at, channel))
            await turned.sleep(way / 2)

    await turned.run(*map(post, channels))
    return sorted(arrived)


@pytest.mark.parametrize("seed", range(5))
async def test_thirty_in_five_seconds_hold_however_long_posts_take(turned: Turned, seed: int) -> None:
    """The limit holds for arrivals, also when posts take different times to arrive."""
    chance = random.Random(seed)
    found = await posts(turned, [f"U{n}" for n in range(300)], lambda: chance.choice((0.01, 0.05, 0.4, 0.9)))
    stamps = [at for at, _ in found]
    assert len(stamps) == 300
    assert all(later - earlier > 5.0 for earlier, later in zip(stamps, stamps[BURST:], strict=False))


async def test_nearly_all_of_the_allowed_rate_is_used(turned: Turned) -> None:
    """At least 95 % of six a second while posts take 50 ms."""
    found = await posts(turned, [f"U{n}" for n in range(600)], lambda: 0.05)
    took = found[-1][0] - found[0][0]
    assert 599 / took >= 0.95 * 6


async def test_no_message_leaves_before_the_answer_to_the_one_before(turned: Turned) -> None:
    """The next message waits for the answer, which may hold a Retry-After, but at most a third of a second."""
    pacer, left = Pacer(now=lambda: turned.at), []

    async def post(channel: str, way: float) -> None:
        async with pacer.turn(channel):
            left.append(turned.at)
            await turned.sleep(way)

    await turned.run(post("U1", 0.3), post("U2", 10.0), post("U3", 0.01))
    assert left[1] - left[0] == pytest.approx(0.3, abs=0.03)
    assert left[2] - left[1] == pytest.approx(0.35, abs=0.03)


async def test_a_second_lies_between_two_in_one_channel(turned: Turned) -> None:
    """And one busy channel does not hold up the others."""
    found = await posts(turned, ["C1", "C1", "C1", *[f"U{n}" for n in range(20)], "C1"], lambda: 0.2)
    to_one = [at for at, channel in found if channel == "C1"]
    assert all(later - earlier >= 1.0 for earlier, later in zip(to_one, to_one[1:], strict=False))
    others = [at for at, channel in found if channel != "C1"]
    assert others[0] - found[0][0] < 2.5


@pytest.mark.parametrize("slow", [1.5, 3.0, 9.0])
async def test_a_second_lies_between_two_in_one_channel_though_the_first_is_slow_to_arrive(
    turned: Turned, slow: float
) -> None:
    """The first arrives only with its answer; meanwhile the others are not held up."""
    pacer, arrived = Pacer(now=lambda: turned.at), []

    async def post(channel: str, way: float) -> None:
        async with pacer.turn(channel):
            await turned.sleep(way)
            arrived.append((channel, turned.at))

    began = turned.at
    await turned.run(post("C1", slow), post("C1", 0.01), post("C1", 0.01), *(post(f"U{n}", 0.01) for n in range(5)))
    to_one = [at for channel, at in arrived if channel == "C1"]
    assert all(later - earlier >= 1.0 for earlier, later in zip(to_one, to_one[1:], strict=False))
    assert max(at for channel, at in arrived if channel != "C1") - began < 1.5


async def test_turns_are_taken_in_order(turned: Turned) -> None:
    """First come, first served."""
    found = await posts(turned, [f"U{n}" for n in range(40)], lambda: 0.02)
    assert [channel for _, channel in found] == [f"U{n}" for n in range(40)]


async def test_a_stop_ends_the_waiting(turned: Turned) -> None:
    """Every sender that waits for a turn is released at once."""
    pacer, stopped = Pacer(now=lambda: turned.at), [False]

    async def post() -> None:
        async with pacer.turn("C1", lambda: stopped[0]):
            stopped[0] = True

    await turned.run(*(post() for _ in range(50)))
    assert turned.at < 102


async def test_a_method_stays_closed_for_as_long_as_it_was_closed_the_longest(turned: Turned) -> None:
    """A shorter Retry-After does not open what a longer one has closed."""
    pacer = Pacer(now=lambda: turned.at)
    pacer.close("chat.postMessage", timedelta(seconds=30))
    pacer.close("chat.postMessage", timedelta(seconds=1))
    assert pacer.closed_for("chat.postMessage") == timedelta(seconds=30)
    assert pacer.closed_for("chat.update") is None
    turned.at += 30
    assert pacer.closed_for("chat.postMessage") is None


async def test_pacing_holds_over_http(house: Bench) -> None:
    """The stand-in records when 34 posts to 33 people arrive."""
    for n in range(33):
        house.fake.person(f"U1{n}", f"Seller {n}")
    before = len(house.fake.messages)
    people = [*(f"U1{n}" for n in range(33)), "U10"]
    await asyncio.gather(
        *(house.workspace.send(Address(platform="slack", target=u), CARD, u + str(n)) for n, u in enumerate(people))
    )
    posted = house.fake.messages[before:]
    stamps = [message.at for message in posted]
    assert all(later - earlier > 5.0 for earlier, later in zip(stamps, stamps[BURST:], strict=False))
    first, second = [message.at for message in posted if message.channel == "D10"]
    assert second - first >= 1.0
