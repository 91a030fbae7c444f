"""A team's channel is named by people: which one is meant is found out at once, or said not to be known."""

from __future__ import annotations

import pytest

from bot.domain.teams import Team
from tests.fakes.teams import BOT, CHANNEL, TEAM, TENANT
from tests.fakes.teams_cards import Json
from tests.teams.bench import Bench

SECOND_TEAM = "19:second@thread.tacv2"
FIRST, SECOND = "19:nudges1@thread.tacv2", "19:nudges2@thread.tacv2"


async def joins(house: Bench, team: str, *channels: tuple[str, str]) -> None:
    """Let the bot join a team with these channels, beside General."""
    house.fake.channels[:] = [{"id": channel, "name": name} for channel, name in channels]
    body = house.fake.activity("conversationUpdate", channel=True, membersAdded=[{"id": BOT}])
    body["channelData"] = {"tenant": {"id": TENANT}, "team": {"id": team}, "channel": {"id": team}}
    body["conversation"] = {"id": team, "conversationType": "channel", "tenantId": TENANT}
    house.fake.general = team
    await house.deliver(body)


async def team(house: Bench, name: str = "Nord") -> Team:
    """Return a team."""
    return next(team for team in await house.store.read(lambda work: work.teams.all()) if team.name == name)


def in_channel(house: Bench, text: str, channel: str) -> Json:
    """Return a mention in a channel; a message does not tell the channel's name."""
    body = house.fake.message(text, channel=True)
    body["conversation"] |= {"id": channel}
    body["channelData"] |= {"channel": {"id": channel}}
    return body


@pytest.fixture(name="two")
async def two_fixture(house: Bench) -> Bench:
    """The app in two teams that each have a channel nudges."""
    await joins(house, TEAM, (CHANNEL, "sales"), (FIRST, "nudges"))
    await joins(house, SECOND_TEAM, (SECOND, "nudges"))
    return house


async def test_a_name_that_two_channels_have_is_refused(two: Bench) -> None:
    """In the own chat nobody can tell which one is meant; nothing is changed."""
    said = (await two.say("admin team Nord channel nudges")).text
    assert "Several channels are called" in said
    assert (await team(two)).address == f"teams:#{CHANNEL}"


@pytest.mark.parametrize("channel", [FIRST, SECOND])
async def test_typed_in_one_of_two_channels_of_a_name_that_one_is_meant(two: Bench, channel: str) -> None:
    """Although the message names the channel by its id alone."""
    await two.deliver(in_channel(two, "admin team Nord channel nudges", channel))
    assert ((await team(two)).channel, (await team(two)).address) == ("nudges", f"teams:#{channel}")


async def test_a_second_channel_of_a_name_takes_no_team_over(house: Bench) -> None:
    """Once it is known which one is meant, another team's channel of that name changes nothing."""
    await joins(house, TEAM, (FIRST, "nudges"))
    await house.say("admin team Nord channel nudges")
    await joins(house, SECOND_TEAM, ("19:a@thread.tacv2", "nudges"))
    assert (await team(house)).address == f"teams:#{FIRST}"


async def test_of_two_channels_that_come_later_none_is_taken_by_chance(house: Bench) -> None:
    """The name was saved before any channel was known; the second channel of the name is not bound to it."""
    await house.say("admin team Syd channel nudges")
    await joins(house, TEAM, (FIRST, "nudges"))
    await joins(house, SECOND_TEAM, (SECOND, "nudges"))
    assert (await team(house, "Syd")).address == f"teams:#{FIRST}"


@pytest.mark.parametrize("name", ["Generelt", "General", "#general", "Allmänt", "Ogólny", "Ogólne"])
async def test_the_general_channel_is_meant_by_its_name_in_any_language(two: Bench, name: str) -> None:
    """Each client shows it in its own language; with two teams it is one of two, typed in it that one."""
    assert "Several channels are called" in (await two.say(f"admin team Syd channel {name}")).text
    await two.deliver(in_channel(two, f"admin team Syd channel {name}", SECOND_TEAM))
    assert (await team(two, "Syd")).address == f"teams:#{SECOND_TEAM}"


async def test_the_general_channel_of_the_only_team_is_meant(house: Bench) -> None:
    """At once, by its address."""
    await joins(house, TEAM, (CHANNEL, "sales"))
    await house.say("admin team Syd channel Generelt")
    assert (await team(house, "Syd")).address == f"teams:#{TEAM}"


@pytest.mark.parametrize("name", ["SALES", "Sales", "#sales"])
async def test_a_channel_is_found_however_its_name_is_spelt(two: Bench, name: str) -> None:
    """Case and "#" make no other channel."""
    await two.say(f"admin team Syd channel {name}")
    assert (await team(two, "Syd")).address == f"teams:#{CHANNEL}"


async def test_a_name_that_no_channel_has_is_said_to_be_unknown(two: Bench) -> None:
    """With the names that are known; it is saved, as the channel may come later, and found then."""
    posted = await two.say("admin team Nord channel elsewhere")
    assert "No channel called \\#elsewhere is known yet" in posted.text
    assert "nudges, \\#sales" in posted.text
    assert ((await team(two)).channel, (await team(two)).address) == ("elsewhere", "")
    await joins(two, TEAM, ("19:late@thread.tacv2", "Elsewhere"))
    assert (await team(two)).address == "teams:#19:late@thread.tacv2"


async def test_without_any_channel_it_is_said_how_they_become_known(house: Bench) -> None:
    """The bot is in no team yet."""
    assert "is known yet: add me to its team" in (await house.say("admin team Nord channel posts")).text


async def test_another_channel_takes_the_refusal_of_the_old_one_away(two: Bench) -> None:
    """Neither the old channel's address nor why it was parked holds for the new one."""
    await two.store.write(lambda work: work.teams.park(1, "ConversationNotFound"))
    await two.deliver(in_channel(two, "admin team Nord channel nudges", FIRST))
    assert ((await team(two)).parked, (await team(two)).address) == ("", f"teams:#{FIRST}")


async def test_a_person_whose_id_is_a_channels_name_gets_no_private_answer_there(two: Bench) -> None:
    """A way to a person is found by the id alone."""
    assert await two.tenant.reference("sales") is None
