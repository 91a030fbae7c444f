"""A manager shows a team's figures in the channel where they were asked for, and nowhere else."""

from __future__ import annotations

import json

import pytest

from tests.fakes.teams import CHANNEL, TEAM, TENANT, Posted, button
from tests.fakes.teams_cards import Json, read_in
from tests.teams.bench import Bench

GROUP: Json = {"id": "19:group@thread.v2", "conversationType": "groupChat", "tenantId": TENANT}
OTHER = "19:other@thread.tacv2"


@pytest.fixture(name="team")
async def team_fixture(house: Bench) -> Bench:
    """Four who sell, so that sums reveal nobody; a second channel is known, and not the team's."""
    house.fake.channels.append({"id": OTHER, "name": "other"})
    for number, name in ((4, "Carl"), (5, "Dora")):
        house.fake.person(number, name)
        await house.say("call - vm", user=number)
    return house


async def asked(house: Bench, **more: object) -> Posted:
    """Ask for the week in the team's channel and return the private answer with its button."""
    await house.deliver(house.fake.message("team week", channel=True, thread="7") | more)
    return house.fake.to("a:1")[-1]


def pressed(house: Bench, private: Posted, **values: str) -> Json:
    """Return the press of [Share here] with other values in its data."""
    body = house.fake.press(private, "Share here")
    data = body["value"]["action"]["data"]
    version, verb, packed = data["press"].split("|", 2)
    data["press"] = f"{version}|{verb}|{json.dumps(json.loads(packed) | values)}"
    return body


async def test_share_here_posts_from_the_own_chat_into_the_channel(team: Bench) -> None:
    """The mention's answer went to the personal chat; its button brings the sums into the mention's thread."""
    private = await asked(team)
    await team.deliver(team.fake.press(private, "Share here"))
    public = team.fake.to(f"{CHANNEL};messageid=7")
    assert [post.text for post in public[:1]] == ["The answer is in your private chat with me."]
    assert "3 of 160 calls" in public[1].text
    assert private.edits == 1


async def test_share_here_by_a_client_without_execute_posts_as_well(team: Bench) -> None:
    """The same button, as a message."""
    private = await asked(team)
    data = button(private.card, "Share here")["fallback"]["data"]
    await team.deliver(team.fake.activity("message", value=data, replyToId=private.id))
    assert "3 of 160 calls" in team.fake.to(f"{CHANNEL};messageid=7")[-1].text


async def test_share_here_posts_where_it_was_asked_for(team: Bench) -> None:
    """In a group chat that is no team's channel."""
    private = await asked(team, conversation=GROUP)
    await team.deliver(team.fake.press(private, "Share here"))
    assert "3 of 160 calls" in team.fake.to(str(GROUP["id"]))[-1].text


async def test_after_a_restart_the_own_teams_channel_is_still_shared_in(team: Bench) -> None:
    """Where else it was asked for is forgotten, so that it has to be asked for again."""
    private, elsewhere = await asked(team), await asked(team, conversation=GROUP)
    assert team.teams.activities
    team.teams.activities._typed_in.clear()
    await team.deliver(team.fake.press(private, "Share here"))
    assert "3 of 160 calls" in team.fake.to(f"{CHANNEL};messageid=7")[-1].text
    before = len(team.fake.posts)
    assert "no longer works" in read_in(await team.deliver(team.fake.press(elsewhere, "Share here")))
    assert len(team.fake.posts) == before


FORGED = {
    "a colleague's chat": {"channel": "a:2", "thread": ""},
    "a colleague's object id": {"channel": "aad-2", "thread": ""},
    "another channel that the bot knows": {"channel": OTHER, "thread": ""},
    "an unknown channel": {"channel": "19:nowhere@thread.tacv2", "thread": ""},
    "the name of the channel": {"channel": "sales", "thread": ""},
    "the team": {"channel": TEAM, "thread": ""},
    "a chat as the thread": {"thread": "a:2"},
    "a thread of another channel": {"thread": f"{OTHER};messageid=7"},
    "a path": {"channel": "../../v3/conversations", "thread": ""},
    "dots": {"channel": "..", "thread": ".."},
    "a path behind the channel": {"thread": f"{CHANNEL};messageid=7/../../a:2"},
    "a long channel": {"channel": "x" * 1000, "thread": ""},
}


@pytest.mark.parametrize("case", FORGED)
async def test_a_forged_place_is_posted_to_by_nobody(team: Bench, case: str) -> None:
    """One sentence for the presser; nothing is posted, and no look is recorded as shared."""
    private = await asked(team)
    before, calls = len(team.fake.posts), len(team.fake.calls)
    answer = await team.deliver(pressed(team, private, **FORGED[case]))
    assert "no longer works" in read_in(answer)
    assert len(team.fake.posts) == before
    assert [call for call in team.fake.calls[calls:] if call[0] != "GET"] == []


@pytest.mark.parametrize("line", ["waiting counter", "today", "call acme"])
async def test_the_place_in_another_buttons_data_is_no_place(team: Bench, line: str) -> None:
    """Whatever the button does, also one whose answer is public: the channel in it is not read."""
    verb, _, rest = line.partition(" ")
    press = f"1|{verb}|{json.dumps({'~': rest, 'channel': CHANNEL, 'thread': ''})}"
    body = team.fake.activity("invoke", name="adaptiveCard/action", value={"action": {"data": {"press": press}}})
    before = len(team.fake.posts)
    await team.deliver(body)
    assert [post.conversation for post in team.fake.posts[before:] if post.conversation != "a:1"] == []


async def test_a_form_does_not_bring_its_place_along(team: Bench) -> None:
    """Kept values and a button beside them in one piece of data."""
    private = await asked(team)
    kept = json.loads(button(private.card, "Share here")["data"]["press"].split("|", 2)[2])
    data = {"form": json.dumps({"verb": "team share", "kept": kept | {"channel": OTHER}}), "press": "1|team share|{}"}
    before = len(team.fake.posts)
    await team.deliver(team.fake.activity("invoke", name="adaptiveCard/action", value={"action": {"data": data}}))
    await team.deliver(team.fake.activity("invoke", name="task/submit", value={"data": data}))
    assert [post.conversation for post in team.fake.posts[before:] if not post.conversation.startswith("a:1")] == []


async def test_another_seller_cannot_post_where_somebody_asked(team: Bench) -> None:
    """Neither the place nor the right goes with the card."""
    private = await asked(team)
    before = len(team.fake.posts)
    answer = await team.deliver(team.fake.press(private, "Share here", user=2))
    assert "another role" in read_in(answer)
    assert len(team.fake.posts) == before
