"""Channels that several companies share: the workspace through which Slack reached the bot decides whose line it is."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.slack.payload_fields import named_workspaces, read_fields
from tests.fakes.slack import CLIENT_ID, CLIENT_SECRET, TEAM, Answer, FakeSlack
from tests.slack.bench import Bench, bench, until
from tests.slack.test_workspace_installer import KEY, granted, install

HOST = "T9"
"""The workspace in which a shared channel is at home; the bot is not installed there."""
MENTION = {"type": "app_mention", "channel": "C1", "user": "U2", "text": "<@UBOT> call acme", "ts": "6.1"}
DIRECT = {"type": "message", "channel_type": "im", "channel": "D2", "user": "U2", "text": "call acme", "ts": "6.2"}
OURS: dict[str, Answer] = {
    "authorizations": {"authorizations": [{"team_id": TEAM, "enterprise_id": None, "is_bot": True}]},
    "context": {"context_team_id": TEAM},
    "both": {"authorizations": [{"team_id": TEAM}], "context_team_id": TEAM},
    "an organisation's id": {"authorizations": [{"team_id": None, "enterprise_id": "E1"}], "context_team_id": TEAM},
}


@pytest.fixture(name="both")
async def both_fixture(fake: FakeSlack, tmp_path: Path) -> AsyncIterator[Bench]:
    """A bot that serves T1 and T2; Fia (U8) belongs to T2, and each has logged one call."""
    more = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "key": KEY}
    fake.person("U8", "Fia", team_id="T2")
    async with bench(fake, path=tmp_path / "snurr.db", **more) as both:
        fake.codes["c"] = granted()
        await install(both, "c")
        await both.deliver(fake.message_event("call - ours"))
        await both.deliver(fake.message_event("call - theirs", user="U8") | {"team_id": "T2"})
        yield both


@pytest.mark.parametrize("event", [MENTION, DIRECT], ids=lambda event: event["type"])
@pytest.mark.parametrize("ours", OURS)
async def test_an_event_of_another_home_is_carried_out_for_the_installation_that_it_names(
    house: Bench, event: Answer, ours: str
) -> None:
    """The outer team_id is that of the channel's home, which counts for nothing."""
    await house.deliver(house.fake.event_body(event) | {"team_id": HOST} | OURS[ours])
    assert "2 / 8" in await house.say("today", user="U2")


@pytest.mark.parametrize("other", [{"authorizations": [{"team_id": HOST}]}, {"context_team_id": HOST}], ids=str)
async def test_an_event_for_another_installation_is_refused_although_it_happened_here(
    house: Bench, other: Answer
) -> None:
    """Nothing is stored when the fields disagree and the deciding one names another workspace."""
    status, _ = await house.fake.post(house.url, house.fake.event_body(MENTION) | other)
    assert status == 401
    assert "1 / 8" in await house.say("today", user="U2")


async def test_a_sender_of_another_workspace_is_a_guest_there(house: Bench) -> None:
    """Being reached through our installation makes nobody a member of it."""
    house.fake.person("U7", "Stranger", team_id=HOST)
    await house.deliver(house.fake.event_body(MENTION | {"user": "U7"}) | {"team_id": HOST} | OURS["both"])
    assert "Only full members" in house.fake.messages[-1].text
    assert await house.store.read(lambda work: work.people.by_name("Stranger")) is None


async def test_a_member_by_way_of_an_organisation_is_a_member(house: Bench) -> None:
    """In an organisation a user's own team_id may be that of another of its workspaces."""
    house.fake.person("U7", "Olga", team_id="T5", enterprise_user={"id": "E1", "teams": ["T5", TEAM]})
    assert "Call 1 of 8" in (await house.command("/called acme", user="U7"))["text"]


async def test_a_press_counts_for_the_company_of_the_message(both: Bench) -> None:
    """Fia presses [Undo] on a receipt of T1: she is a guest there, and her own C1 stands."""
    body = both.fake.press_body(both.fake.to("U1")[-1], "Undo", user="U8")
    body |= {"team": {"id": "T2"}, "user": {"id": "U8", "team_id": "T2"}, "message": {"team": TEAM, "ts": "1.1"}}
    await both.deliver(body)
    assert "Only full members" in both.fake.messages[-1].text or "Only full members" in str(both.fake.hooks[-1:])
    today = await both.deliver(both.fake.command_body("/today", "", user="U8", channel="D8") | {"team_id": "T2"})
    assert "1 / 8" in today["text"]


async def test_a_form_counts_for_the_company_that_opened_it(both: Bench) -> None:
    """The same for a modal that a member of T2 sends although T1 opened it."""
    await both.command("/promise")
    view = next(iter(both.fake.views.values())) | {"app_installed_team_id": TEAM, "team_id": "T2"}
    body = both.fake.submit_body(view, {"account": "+Nordlys", "what": "list", "due": "2026-11-27"}, user="U8")
    answer = await both.deliver(body | {"team": {"id": "T2"}, "user": {"id": "U8", "team_id": "T2"}})
    assert "Only full members" in str(answer)
    home = await both.deliver(both.fake.command_body("/today", "", user="U8", channel="D8") | {"team_id": "T2"})
    assert "Nordlys" not in str(home)


async def test_the_accounts_that_are_searched_are_those_of_the_form(both: Bench) -> None:
    """A member of T2 who types into a form of T1 finds nothing."""
    query = both.fake.options_body("", user="U8") | {"team": {"id": "T2"}, "view": {"app_installed_team_id": TEAM}}
    assert (await both.deliver(query))["options"] == []


async def test_an_event_of_another_home_is_carried_out_over_the_socket_too(fake: FakeSlack) -> None:
    """The same rule for envelopes."""
    async with bench(fake, socket=True) as house:
        await until(lambda: bool(house.slack.socket_mode and house.slack.socket_mode.up and fake.lines))
        event = fake.event_body(DIRECT | {"text": "call - vm"}) | {"team_id": HOST} | OURS["authorizations"]
        await fake.envelope("events_api", event)
        await house.settled()
        assert "Call 1 of 8" in fake.to("U2")[-1].text


@pytest.mark.parametrize(
    ("payload", "named"),
    [
        ({"type": "block_actions", "team": {"id": "T2"}, "message": {"team": "T1"}}, ("T1",)),
        ({"type": "block_actions", "team": {"id": "T2"}, "message": {"bot_profile": {"team_id": "T1"}}}, ("T1",)),
        ({"type": "block_actions", "team": {"id": "T1"}, "message": {"team": "E1"}}, ("T1",)),
        ({"type": "message_action", "team": {"id": "T1"}, "message": {"team": "T9"}}, ("T1",)),
        ({"type": "view_submission", "team": {"id": "T2"}, "view": {"team_id": "T1"}}, ("T1",)),
        ({"type": "block_suggestion", "team": None, "view": {"team_id": "T1"}, "user": {"team_id": "T2"}}, ("T1",)),
        ({"type": "shortcut", "team": None, "user": {"id": "U1", "team_id": "T2"}}, ()),
        ({"command": "/called", "team_id": "T1", "enterprise_id": "E1"}, ("T1",)),
        ({"command": "/called", "team_id": "T9", "context_team_id": "T1"}, ("T1",)),
        ({"type": "event_callback", "team_id": "E1", "authorizations": []}, ()),
    ],
    ids=str,
)
def test_one_workspace_decides_and_it_is_never_that_of_who_acts(payload: Answer, named: tuple[str, ...]) -> None:
    """A press belongs to who posted the message, a form to who opened it, a shortcut to where it was chosen."""
    assert named_workspaces(read_fields(payload)) == named
