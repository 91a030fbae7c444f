"""Fixtures of the Slack tests."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.fakes.slack import FakeSlack
from tests.slack.bench import Bench, bench


@pytest.fixture(name="fake")
async def fake_fixture() -> AsyncIterator[FakeSlack]:
    """A workspace with two sellers, a guest, and two channels; nothing was refused in the end."""
    async with FakeSlack() as fake:
        fake.person("U1", "Anna")
        fake.person("U2", "Bo")
        fake.person("U3", "Gert", is_restricted=True)
        fake.channels["C1"] = {"id": "C1", "name": "sales", "member": True}
        fake.channels["C2"] = {"id": "C2", "name": "elsewhere", "member": False}
        yield fake
        assert fake.refused == []


@pytest.fixture(name="house")
async def house_fixture(fake: FakeSlack) -> AsyncIterator[Bench]:
    """A bot over HTTP, with a team, an account and two sellers."""
    async with bench(fake) as house:
        await house.command("/nudge admin team Nord channel #sales timezone Europe/Oslo country NO language en")
        await house.say("call acme", user="U2")
        await house.deliver(fake.press_body(fake.to("U2")[-1], 'Create "acme"', user="U2"))
        yield house
