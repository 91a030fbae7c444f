"""Fixtures of the Teams tests."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.fakes.teams import FakeTeams
from tests.teams.bench import Bench, bench


@pytest.fixture(name="fake")
async def fake_fixture() -> AsyncIterator[FakeTeams]:
    """A tenant with two sellers and a guest; no card was refused in the end."""
    async with FakeTeams() as fake:
        fake.person(1, "Anna")
        fake.person(2, "Bo")
        fake.person(3, "Gert", userRole="guest")
        yield fake
        assert fake.refused == []


@pytest.fixture(name="house")
async def house_fixture(fake: FakeTeams) -> AsyncIterator[Bench]:
    """A bot with a team, an account and two sellers."""
    async with bench(fake) as house:
        await house.say("admin team Nord channel #sales timezone Europe/Oslo country NO language en")
        asked = await house.say("call acme", user=2)
        await house.deliver(fake.press(asked, 'Create "acme"', user=2))
        house.said = len(fake.to("a:1"))
        yield house
