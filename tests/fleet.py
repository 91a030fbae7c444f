"""Several `snurr serve` on one database, and what one stand-in of Slack saw of all of them."""

from __future__ import annotations

import asyncio
import signal
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.domain.outbox import Tally
from bot.domain.work import Work
from storage.migrate import migrate
from storage.url import engine_at
from storage.work import SqlStore
from tests.fakes.slack import FakeSlack
from tests.serve import Served, serving, slack_settings

MORNING = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
"""08:30 in Copenhagen, when the quota of the day is due."""
WINDOW_SECONDS = 5.0
MOST = 30


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """So many sellers in the database at `url`, whom `fake` knows."""

    url: str
    fake: FakeSlack
    sellers: int

    async def prepare(self) -> None:
        """Make them."""
        engine = engine_at(self.url)
        migrate(engine)
        await SqlStore(engine).write(self._fill)
        engine.close()
        for number in range(self.sellers):
            self.fake.person(f"U5{number:04}", f"Seller {number}")

    def _fill(self, work: Work) -> None:
        for number in range(self.sellers):
            person = work.people.add(f"Seller {number}", MORNING - timedelta(days=1))
            work.people.link(person.id, "slack", f"U5{number:04}")

    def told(self) -> Counter[str]:
        """Return how many mornings each seller was wished."""
        return Counter(message.channel for message in self.fake.messages if "Good morning" in message.text)

    async def tallies(self) -> Sequence[Tally]:
        """Return the accounts of every recipient's day."""
        engine = engine_at(self.url)
        found = await SqlStore(engine).read(lambda work: work.outbox.tallies(date.min, date.max))
        engine.close()
        return found

    async def is_accounted_for(self) -> bool:
        """Whether every seller's morning ended, and that of whoever wrote meanwhile."""
        tallies = await self.tallies()
        return sum(tally.due for tally in tallies) >= self.sellers and not any(tally.open for tally in tallies)


def most_in_a_window(fake: FakeSlack) -> int:
    """Return the most posts that arrived within any five seconds."""
    stamps = sorted(message.at for message in fake.messages)
    return max((sum(at <= later < at + WINDOW_SECONDS for later in stamps) for at in stamps), default=0)


@asynccontextmanager
async def fleet(
    folder: Path, crowd: Crowd, options: Sequence[Sequence[str]], **more: str
) -> AsyncIterator[Sequence[Served]]:
    """Run processes with these options at once, shortly before half past eight."""
    settings = slack_settings(crowd.fake) | {
        "DATABASE_URL": crowd.url,
        "SNURR_CLOCK": (MORNING - timedelta(seconds=5)).isoformat(),
        **more,
    }
    async with AsyncExitStack() as stack:
        bots = [await stack.enter_async_context(serving(folder, settings, *given)) for given in options]
        await asyncio.gather(*(bot.until("/healthz") for bot in bots))
        yield bots


async def stop_for(bot: Served, seconds: float) -> None:
    """Let a process stand still for so long."""
    bot.process.send_signal(signal.SIGSTOP)
    await asyncio.sleep(seconds)
    bot.process.send_signal(signal.SIGCONT)


async def until_posted(crowd: Crowd, count: int, seconds: float = 60) -> None:
    """Wait until so many mornings were wished."""
    async with asyncio.timeout(seconds):
        while sum(crowd.told().values()) < count:  # noqa: ASYNC110 - other processes set no event
            await asyncio.sleep(0.05)


async def until_accounted_for(crowd: Crowd, seconds: float) -> None:
    """Wait until nothing is open any more."""
    async with asyncio.timeout(seconds):
        while not await crowd.is_accounted_for():  # noqa: ASYNC110 - other processes set no event
            await asyncio.sleep(0.5)


async def sender(crowd: Crowd, bots: Sequence[Served]) -> Served | None:
    """Return the process that has the seat."""
    engine = engine_at(crowd.url)
    seat = await SqlStore(engine).read(lambda work: work.senders.seat())
    engine.close()
    named = seat.owner.partition("-")[0] if seat else ""
    return next((bot for bot in bots if str(bot.process.pid) == named), None)


async def rough_morning(
    crowd: Crowd, bots: Sequence[Served], *, stops: Sequence[float], kills: int, seconds: float
) -> None:
    """While mornings are wished, stop whichever process sends, for so many seconds each time, and kill some for good.

    Then check that each morning was wished once, and never more than `MOST` of them within the window.
    """
    alive, standing = list(bots), []
    step = crowd.sellers // (len(stops) + kills + 1)
    for number in range(len(stops) + kills):
        await until_posted(crowd, step * (number + 1), seconds)
        sending = await sender(crowd, alive)
        if sending is None:
            continue
        if number < len(stops):
            standing.append(asyncio.ensure_future(stop_for(sending, stops[number])))
        else:
            alive.remove(sending)
            await sending.end(signal.SIGKILL)
    await asyncio.gather(*standing)
    await until_accounted_for(crowd, seconds)
    told = crowd.told()
    assert [who for who, count in told.items() if count > 1] == []
    # What a process was posting when it died is in doubt where nobody can look it up; on Slack it is looked up.
    assert sum(told.values()) == crowd.sellers
    assert sum(tally.sent for tally in await crowd.tallies()) == crowd.sellers
    assert most_in_a_window(crowd.fake) <= MOST
    assert crowd.fake.refused == []
