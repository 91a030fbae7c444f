"""Two hundred sellers at half past eight, on a bad day: 429, 500, resets and lost answers on the way."""

from __future__ import annotations

import asyncio
import random
from datetime import date, timedelta

import pytest

from tests.fakes.slack import FakeSlack, Fault
from tests.slack.bench import MORNING, Bench, bench

SELLERS = 200
FAULTS = (
    Fault(status=429, error="ratelimited", headers={"Retry-After": "2"}),
    Fault(status=500, error="internal_error"),
    Fault(status=500, error="internal_error", kept=True),
    Fault(status=502, body="<html>", kept=True),
    Fault(drop=True),
    Fault(drop=True, kept=True),
)


@pytest.mark.parametrize("seed", range(2))
async def test_each_morning_nudge_arrives_once(seed: int) -> None:
    """P6, P7, N03, N15, N17: nobody is left out, nobody is told twice, and Slack is never pressed."""
    chance = random.Random(seed)
    async with FakeSlack() as fake:
        for n in range(SELLERS):
            fake.person(f"U{n}", f"Seller {n}")
        async with bench(fake) as house:
            await house.deliver(fake.message_event("admin team Nord timezone Europe/Oslo country NO", user="U1"))
            for n in range(SELLERS):
                await house.deliver(fake.event_body({"type": "app_home_opened", "user": f"U{n}", "tab": "messages"}))
            fake.fail("chat.postMessage", *_bad_day(chance))
            house.clock.move_to(MORNING + timedelta(minutes=30))
            while not await _done(house):
                await house.tick(house.clock.now() + timedelta(seconds=5))
                await asyncio.sleep(0.5)
            told = {user: sum("Good morning" in each.text for each in fake.to(user)) for user in fake.users}
            tallies = await house.store.read(lambda work: work.outbox.tallies(date.min, date.max))
    assert {count for user, count in told.items()} == {1}
    assert fake.refused == []
    assert all(each.due == each.sent for each in tallies)
    stamps = sorted(each.at for each in fake.messages if "Good morning" in each.text)
    assert all(later - earlier >= 5.0 for earlier, later in zip(stamps, stamps[30:], strict=False))


def _bad_day(chance: random.Random) -> list[Fault | None]:
    """Every eighth call fails in some way."""
    return [chance.choice(FAULTS) if chance.random() < 0.125 else None for _ in range(SELLERS * 2)]


async def _done(house: Bench) -> bool:
    found = await house.store.read(lambda work: work.outbox.tallies(date.min, date.max))
    return sum(each.due for each in found) >= SELLERS
