"""Whom no roster vouches for: nobody is met, nothing is read or stored, and each reads one sentence."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.teams.render import FORM, sealed_data
from tests.fakes.slack import Fault
from tests.fakes.teams import BOT, CHANNEL, TEAM, TENANT
from tests.fakes.teams_cards import Json, read_in
from tests.teams.bench import Bench

SENTENCE = "I could not find out who you are"
FOREIGN: Json = {"id": "19:anna_bo@unq.gbl.spaces", "conversationType": "personal", "tenantId": TENANT}
GROUP: Json = {"id": "19:group@thread.v2", "conversationType": "groupChat", "tenantId": TENANT}
SHARED: Json = {"id": "19:shared@thread.tacv2", "conversationType": "channel", "tenantId": TENANT}

FAILURES: dict[str, Fault] = {
    "gone": Fault(status=404, error="ConversationNotFound"),
    "closed": Fault(status=403, error="BotNotInConversationRoster"),
    "down": Fault(status=503, error="ServiceUnavailable"),
    "broken": Fault(status=500, body="<html>"),
    "throttled": Fault(status=429, error="Throttled"),
    "cut off": Fault(status=200, drop=True),
    "empty": Fault(status=200, body="{}"),
    "a list": Fault(status=200, body="[]"),
    "no JSON": Fault(status=200, body="member"),
    "nobody named": Fault(status=200, body='{"name": "Anna", "userRole": "user"}'),
    "numbers": Fault(status=200, body='{"id": 29, "aadObjectId": 9}'),
}
DISAGREEING: dict[str, str] = {
    "another user": '{"id": "29:1", "aadObjectId": "aad-9"}',
    "another object id": '{"id": "29:9", "aadObjectId": "aad-1"}',
    "two object ids": '{"id": "29:9", "aadObjectId": "aad-9", "objectId": "aad-1"}',
    "another tenant": '{"id": "29:9", "aadObjectId": "aad-9", "tenantId": "elsewhere"}',
    "a guest": '{"id": "29:9", "aadObjectId": "aad-9", "userRole": "Guest"}',
    "a guest's principal name": '{"id": "29:9", "aadObjectId": "aad-9", "userPrincipalName": "x#EXT#@firm.example"}',
}


def surfaces(house: Bench, user: int) -> dict[str, Json]:
    """Return one activity for each place where something can be asked for, all of them reading an account."""
    typed = house.fake.activity("message", user) | {"text": "account acme", "textFormat": "plain"}
    press = {"action": {"type": "Action.Execute", "verb": "press", "data": {"press": '1|account|{"~account":"acme"}'}}}
    submit = {"data": {"form": '{"verb": "account", "kept": {}}', "in.account": "acme"}}
    invoke = house.fake.activity("invoke", user)
    channel = {"channel": {"id": SHARED["id"]}, "team": {"id": "19:other@thread.tacv2"}, "tenant": {"id": TENANT}}
    return {
        "own chat": typed,
        "group chat": typed | {"conversation": GROUP},
        "shared channel": typed | {"conversation": SHARED, "channelData": channel},
        "edit in a group chat": typed | {"type": "messageUpdate", "conversation": GROUP},
        "button in a group chat": invoke | {"name": "adaptiveCard/action", "value": press, "conversation": GROUP},
        "button by message": typed | {"text": "", "value": press["action"]["data"], "conversation": GROUP},
        "dialog": invoke | {"name": "task/submit", "value": submit, "conversation": GROUP},
        "extension in a foreign chat": invoke
        | {"name": "composeExtension/submitAction", "value": submit | {"commandId": "log"}, "conversation": FOREIGN},
        "install": house.fake.activity("installationUpdate", user, action="add"),
    }


PLACES = (
    "own chat", "group chat", "shared channel", "edit in a group chat", "button in a group chat", "button by message",
    "dialog", "extension in a foreign chat", "install",
)  # fmt: skip


async def stored(house: Bench) -> list[Any]:
    """Return the people and conversations that are stored."""
    return await house.store.read(lambda work: [*work.people.everyone(), *work.conversations.all("teams")])


def read_of(answer: object) -> str:
    """Return all that people read of the answer of any invoke; nothing of that of a message."""
    if not isinstance(answer, dict):
        return ""
    task = answer.get("task") or answer
    return read_in(task) if isinstance(task["value"], str) or "body" in task["value"] else str(task["value"]["card"])


async def answers(house: Bench, body: Json) -> str:
    """Deliver an activity and return all that is answered and posted after it."""
    before = len(house.fake.posts)
    answer = await house.deliver(body)
    return "\n".join([read_of(answer), *(p.text for p in house.fake.posts[before:])])


@pytest.mark.parametrize("place", PLACES)
async def test_nobody_is_met_whom_no_roster_names(house: Bench, place: str) -> None:
    """Wherever it is asked, and however the roster fails, each time for another stranger."""
    before = await stored(house)
    for user, (failure, fault) in enumerate(FAILURES.items(), 9):
        house.fake.person(user, "Stranger")
        # Twice: a read that was cut off is repeated by the client.
        house.fake.fail("member", fault, fault)
        said = await answers(house, surfaces(house, user)[place])
        house.fake.faults["member"].clear()
        assert await stored(house) == before, failure
        assert "rhythm" not in said.lower(), failure
        assert (SENTENCE in said) == (place != "install"), failure


@pytest.mark.parametrize("place", PLACES)
async def test_an_entry_that_disagrees_with_the_sender_makes_a_guest(house: Bench, place: str) -> None:
    """Another user, another object id, another tenant, a guest; each time of another stranger."""
    before = await stored(house)
    for user, (entry, body) in enumerate(DISAGREEING.items(), 9):
        house.fake.person(user, "Stranger")
        of_user = body.replace('"29:9"', f'"29:{user}"').replace('"aad-9"', f'"aad-{user}"')
        house.fake.fail("member", Fault(status=200, body=of_user))
        said = await answers(house, surfaces(house, user)[place])
        assert await stored(house) == before, entry
        assert ("Only full members" in said) == (place != "install"), entry


async def test_a_roster_that_is_late_vouches_for_nobody(house: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """A newcomer is asked to try again, and is served then."""
    monkeypatch.setattr("adapters.teams.roster.PATIENCE_SECONDS", {"message": 0.05})
    house.fake.person(9, "Stranger")
    house.fake.fail("member", Fault(status=200, silent_seconds=0.3, body="{}"))
    assert SENTENCE in (await house.say("call acme", user=9)).text
    assert "Call 1 of 8" in (await house.say("call acme", user=9)).text


@pytest.mark.parametrize("failure", FAILURES)
async def test_who_is_known_is_served_wherever_the_roster_fails(house: Bench, failure: str) -> None:
    """Bo was met in the own chat; in a chat without the bot the object id says who asks."""
    house.teams.activities.roster._entries.clear()  # type: ignore[union-attr]
    house.fake.fail("member", FAILURES[failure])
    form = sealed_data(FORM, '{"verb": "call", "kept": {}}', "n", house.tenant.sealer)
    value = {"data": form | {"in.account": "acme"}, "commandId": "log"}
    body = house.fake.activity("invoke", 2, name="composeExtension/submitAction", value=value, conversation=FOREIGN)
    assert "Call 2 of 8" in read_of(await house.deliver(body))


@pytest.mark.parametrize("failure", ["none", *FAILURES])
async def test_nobody_is_served_as_another_by_their_object_id(house: Bench, failure: str) -> None:
    """The user id of a stranger beside Anna's object id: with a roster, and without one."""
    house.fake.person(9, "Stranger")
    if failure in FAILURES:
        house.fake.fail("member", FAILURES[failure])
    body = house.fake.message("account acme", user=9)
    body["from"] = {"id": "29:9", "name": "Anna", "aadObjectId": "aad-1"}
    assert "Only full members" in await answers(house, body)


async def test_an_old_entry_vouches_no_longer(house: Bench) -> None:
    """A member of an hour ago who was never met, as nothing was stored, is asked to try again."""
    house.fake.person(9, "Stranger")
    await house.deliver(house.fake.activity("invoke", 9, name="task/fetch", value={"data": {"press": "x"}}))
    house.teams.activities.roster.seconds = lambda: 1e9  # type: ignore[union-attr]
    house.fake.fail("member", Fault(status=404, error="ConversationNotFound"))
    known = await house.store.read(lambda work: work.people.at_address("teams", "aad-9"))
    said = await answers(house, house.fake.message("call acme", user=9))
    assert (SENTENCE in said) == (known is None)


async def test_a_chat_between_two_people_has_no_roster_for_the_bot(house: Bench) -> None:
    """The message extension of somebody never met opens nothing there."""
    house.fake.person(9, "Stranger")
    body = house.fake.activity("invoke", 9, name="composeExtension/fetchTask", value={"commandId": "log"})
    answer = await house.deliver(body | {"conversation": FOREIGN})
    assert SENTENCE in read_of(answer)
    assert await house.tenant.reference("aad-9") is None


async def test_strangers_do_not_grow_memory(house: Bench) -> None:
    """Neither members whom the roster names nor those whom it does not."""
    activities = house.teams.activities
    assert activities
    for cache in (activities.roster._entries, activities._known_people, activities._greeted, house.tenant._saved):
        cache.entries = 5
    for number in range(20, 32):
        if number % 2:
            house.fake.person(number, f"Person {number}")
        body = house.fake.activity("message", 1) | {"text": "help"}
        body["from"] = {"id": f"29:{number}", "name": f"Person {number}", "aadObjectId": f"aad-{number}"}
        await house.deliver(body)
        await house.deliver(body | {"type": "installationUpdate", "action": "add"})
    sizes = (activities.roster._entries, activities._known_people, activities._greeted, house.tenant._saved)
    assert max(map(len, sizes)) <= 5


async def test_a_stranger_teaches_no_team(house: Bench) -> None:
    """The channels of a team are read for members alone."""
    house.fake.person(9, "Stranger")
    house.fake.fail("member", Fault(status=403, error="BotNotInConversationRoster"))
    await house.deliver(house.fake.message("today", user=9, channel=True))
    assert ("GET", f"teams/{TEAM}/conversations") not in house.fake.calls
    assert await house.tenant.reference(CHANNEL) is None


async def test_a_bot_is_never_a_member(house: Bench) -> None:
    """Whatever a roster says of it."""
    before = await stored(house)
    body = house.fake.activity("invoke", name="composeExtension/fetchTask", value={"commandId": "log"})
    answer = await house.deliver(body | {"from": {"id": BOT, "name": "Snurr", "aadObjectId": "aad-1"}})
    assert "Only full members" in read_of(answer)
    assert await stored(house) == before
