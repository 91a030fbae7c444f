"""A channel's name however it is typed: it means the channel that Slack knows by it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.slack.bench import MORNING, Bench


@pytest.mark.parametrize("typed", ["#Salg-Øst", "#salg-øst", "salg-øst", "#SALG-ØST"])
async def test_a_channel_is_found_however_its_name_is_written(house: Bench, typed: str) -> None:
    """Slack's names are in lower case; people's are not."""
    house.fake.channels["C7"] = {"id": "C7", "name": "salg-øst", "member": True}
    house.fake.person("U4", "Tom")
    await house.command(f"/nudge admin team TC channel {typed} timezone Europe/Oslo country NO language en")
    await house.command("/nudge admin person <@U4|tom> seller team TC")
    await house.say("help", user="U4")
    await house.tick(MORNING + timedelta(minutes=46))
    assert 1 == len(house.fake.to("C7"))


async def test_the_channels_that_the_bot_is_in_are_known_once_a_line_names_one(house: Bench) -> None:
    """With one reading for many lines."""
    for name in ("#sales", "#else", "#other"):
        await house.say(f"call acme saw {name}")
    known = await house.store.read(lambda work: work.conversations.all("slack"))
    assert [("C1", "sales")] == [(channel.target, channel.name) for channel in known]
    assert 1 == len(house.fake.called("users.conversations"))


async def test_a_line_that_names_a_channel_is_carried_out_without_the_scope(house: Bench) -> None:
    """The scope that tells of channels is optional."""
    house.fake.scopes_missing = frozenset({"users.conversations"})
    assert "Call 1 of 8" in await house.say("call acme saw #sales")
