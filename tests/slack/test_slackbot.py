"""Slackbot calls `/mcp` for a person: only what Slack signed a moment ago, once, for who is known in that workspace."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

import aiohttp
import pytest

from adapters.slack.config import config_of
from bot.errors import ConfigError
from bot.settings import load
from tests.fakes.slack import TEAM, FakeSlack, signed
from tests.programs.doors import LIST, call, opened
from tests.slack.bench import Bench, bench
from tests.slack.test_guard import at


class Slackbot:
    """Sends what Slackbot sends."""

    def __init__(self, url: str) -> None:
        self.url = url

    async def raw(self, body: bytes, headers: Mapping[str, str]) -> tuple[int, Any]:
        """Send bytes as they are; return the status and the answer."""
        sent = {"Content-Type": "application/json", **headers}
        async with aiohttp.ClientSession() as session, session.post(self.url, data=body, headers=sent) as got:
            text = await got.text()
            return got.status, json.loads(text) if text else None

    async def ask(self, request: Mapping[str, Any], **how: Any) -> tuple[int, Any]:
        """Send a request, signed."""
        body = json.dumps(request).encode()
        return await self.raw(body, signed(body, **how))


def meta(user: object = "U1", team: object = TEAM) -> dict[str, Any]:
    """Return how Slackbot names who asks."""
    return {"slack": {"user_id": user, "team_id": team}}


@pytest.fixture(name="bot")
async def bot_fixture(fake: FakeSlack) -> AsyncIterator[tuple[Bench, Slackbot]]:
    """A workspace in which Anna and Bo were met, and Slackbot."""
    async with bench(fake, slackbot=True) as house:
        await house.command("/nudge admin team Nord channel #sales timezone Europe/Oslo country NO language en")
        await house.say("today", user="U2")
        await house.store.write(
            lambda work: work.accounts.add("Acme A/S", work.people.named("Anna")[0].id, house.clock.now())
        )
        async with opened(house.store, house.clock, house.dispatcher, house.slack.assistant_door()) as url:
            yield house, Slackbot(url)


async def stored(house: Bench) -> int:
    """Return how many entries the log has."""
    return await house.store.read(lambda work: work.figures.last_entry())


async def test_a_call_counts_for_whoever_asked_slackbot(bot: tuple[Bench, Slackbot]) -> None:
    """By the user's id alone, with their rights, marked as by an assistant."""
    house, slackbot = bot
    status, answer = await slackbot.ask(call("call", {"account": "acme", "note": "two prices"}, meta("U2")))
    assert (status, answer["result"]["structuredContent"]["stored"]) == (200, ["C1"])
    assert "by assistant" in answer["result"]["content"][0]["text"]
    assert "1 / 8" in await house.say("today", user="U2")
    status, answer = await slackbot.ask(call("me_week", {}, meta("U1")))
    assert answer["result"]["structuredContent"]["ok"]
    assert "two prices" not in json.dumps(answer)


def refused() -> dict[str, tuple[bytes, dict[str, str]]]:
    """Return requests that prove nothing, by what is wrong with them."""
    good = json.dumps(call("call", {"account": "acme"}, meta())).encode()
    other = json.dumps(call("call", {"account": "acme"}, meta("U2"))).encode()

    def of(who: object) -> tuple[bytes, dict[str, str]]:
        body = json.dumps(call("call", {"account": "acme"}, who)).encode()
        return body, signed(body)

    return {
        "no signature": (good, {}),
        "another secret": (good, signed(good, secret="other")),
        "another body": (good, signed(other)),
        "too old": (good, signed(good, at=at(-301))),
        "from the future": (good, signed(good, at=at(330))),
        "another workspace": of(meta(team="T2")),
        "a stranger": of(meta("U9")),
        "a guest": of(meta("U3")),
        "nobody": of({}),
        "a user that is a number": of(meta(7)),
        "a user that is a list": of(meta(["U1"])),
        "an empty user": of(meta("")),
        "no workspace": of({"slack": {"user_id": "U1"}}),
        "a name": of({"slack": {"user_id": "Anna", "team_id": TEAM}}),
        "meta that is a text": of("U1"),
        "no JSON": (b"{", signed(b"{")),
    }


@pytest.mark.parametrize("case", refused())
async def test_a_request_that_proves_nobody_is_answered_with_401(bot: tuple[Bench, Slackbot], case: str) -> None:
    """And stores nothing."""
    house, slackbot = bot
    status, answer = await slackbot.raw(*refused()[case])
    assert (status, answer) == ((400, answer) if case == "no JSON" else (401, None))
    assert await stored(house) == 0


async def test_a_recorded_request_is_refused(bot: tuple[Bench, Slackbot]) -> None:
    """Also within the minutes for which its signature would fit; by another process it counts no second time."""
    house, slackbot = bot
    body = json.dumps(call("call", {"account": "acme"}, meta())).encode()
    headers = signed(body)
    assert [(await slackbot.raw(body, headers))[0] for _ in range(3)] == [200, 401, 401]
    async with opened(house.store, house.clock, house.dispatcher, house.slack.assistant_door()) as url:
        status, answer = await Slackbot(url).raw(body, headers)
    assert (status, answer["result"]["structuredContent"]["stored"]) == (200, ["C1"])
    assert await stored(house) == 1


async def test_a_call_that_is_made_again_is_asked_about(bot: tuple[Bench, Slackbot]) -> None:
    """As a line that is typed twice, though each of the two is signed."""
    house, slackbot = bot
    asked = call("call", {"account": "acme"}, meta())
    await slackbot.ask(asked)
    status, answer = await slackbot.ask(asked | {"id": 2})
    assert (status, answer["result"]["structuredContent"]["stored"]) == (200, [])
    assert "already logged" in answer["result"]["content"][0]["text"]
    assert await stored(house) == 1


async def test_what_there_is_slack_may_ask_for_itself(bot: tuple[Bench, Slackbot]) -> None:
    """It looks for tools before anybody asks; in a person's language where it names one."""
    _, slackbot = bot
    status, answer = await slackbot.ask(LIST)
    assert status == 200
    assert "call" in [tool["name"] for tool in answer["result"]["tools"]]
    assert (await slackbot.ask(LIST | {"params": {"_meta": meta("U9")}}))[0] == 401


async def test_whoever_left_is_not_known_any_more(bot: tuple[Bench, Slackbot]) -> None:
    """From the moment on when an admin removes them."""
    house, slackbot = bot
    await house.say("admin remove person Bo")
    assert (await slackbot.ask(call("today", {}, meta("U2"))))[0] == 401


async def test_before_slack_was_reached_nobody_is_known(bot: tuple[Bench, Slackbot]) -> None:
    """The request may be sent again later."""
    house, slackbot = bot
    house.slack.ready.clear()
    assert (await slackbot.ask(call("today", {}, meta())))[0] == 503


async def test_slackbot_is_let_in_by_its_setting_alone(fake: FakeSlack) -> None:
    """Off by default; and with nothing that proves its requests it cannot be on."""
    async with (
        bench(fake) as house,
        opened(house.store, house.clock, house.dispatcher, house.slack.assistant_door()) as url,
    ):
        assert (await Slackbot(url).ask(LIST))[0] == 401
    with pytest.raises(ConfigError, match="SLACK_SIGNING_SECRET"):
        config_of(load({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_MCP": "1"}))
