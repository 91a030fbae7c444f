"""Half past eight on a bad day: 429, 500, resets and lost answers on the way. `make soak` has two hundred sellers."""

from __future__ import annotations

import asyncio
import random
from datetime import date, timedelta

from tests.fakes.slack import FakeSlack, Fault
from tests.slack.bench import MORNING, Bench, bench

FAULTS = (
    Fault(status=429, error="ratelimited", headers={"Retry-After": "2"}),
    Fault(status=500, error="internal_error"),
    Fault(status=500, error="internal_error", kept=True),
    Fault(status=502, body="<html>", kept=True),
    Fault(drop=True),
    Fault(drop=True, kept=True),
)


async def test_each_morning_nudge_of_a_small_house_arrives_once() -> None:
    """Forty sellers, every sixth call fails: each nudge arrives once and is accounted for, inside the limits."""
    await bad_morning(0, sellers=40, share=0.17)


async def bad_morning(seed: int, *, sellers: int, share: float) -> None:
    """Nobody is left out, nobody is told twice, Slack is never pressed, and who comes first is told first."""
    chance = random.Random(seed)
    async with FakeSlack() as fake:
        people = [f"U{n:03}" for n in range(sellers)]
        for user in people:
            fake.person(user, f"Seller {user}")
        async with bench(fake, admin="slack:u000") as house:
            await house.deliver(fake.message_event("admin team Nord timezone Europe/Oslo country NO", user="U000"))
            for user in people:
                await house.deliver(fake.event_body({"type": "app_home_opened", "user": user, "tab": "messages"}))
            before = len(fake.called("chat.postMessage"))
            fake.fail("chat.postMessage", *_bad_day(chance, sellers, share))
            house.clock.move_to(MORNING + timedelta(minutes=30))
            while not await _done(house, sellers):
                await house.tick(house.clock.now() + timedelta(seconds=5))
                await asyncio.sleep(0.05)
            told = {user: sum("Good morning" in message.text for message in fake.to(user)) for user in people}
            tallies = await house.store.read(lambda work: work.outbox.tallies(date.min, date.max))
            tried = [call["channel"] for call in fake.called("chat.postMessage")[before:]]
    assert {count for user, count in told.items()} == {1}
    assert fake.refused == []
    assert all(tally.due == tally.sent for tally in tallies)
    assert list(dict.fromkeys(tried)) == people
    stamps = sorted(message.at for message in fake.messages if "Good morning" in message.text)
    assert all(later - earlier >= 5.0 for earlier, later in zip(stamps, stamps[30:], strict=False))


def _bad_day(chance: random.Random, sellers: int, share: float) -> list[Fault | None]:
    return [chance.choice(FAULTS) if chance.random() < share else None for _ in range(sellers * 2)]


async def _done(house: Bench, sellers: int) -> bool:
    found = await house.store.read(lambda work: work.outbox.tallies(date.min, date.max))
    return sum(tally.due - tally.open for tally in found) >= sellers
