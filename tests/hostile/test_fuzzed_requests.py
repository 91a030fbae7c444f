"""Signed requests and socket messages of any content, delivered to a running bot: no 5xx, no traceback, and it goes on."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from copy import deepcopy
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.web.page_messages import event_of, parse
from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from bot.logs import configure
from bot.messages.seal import SHOWN_ONLY
from storage.work import SqlStore
from tests.dialog import TUESDAY
from tests.fakes.slack import FakeSlack, signed
from tests.fakes.teams import BOT, FakeTeams
from tests.hostile.fuzz import SLOW_EXAMPLES, any_character, fuzzed, json_values, texts
from tests.migrated import memory_engine
from tests.slack.bench import Bench as SlackBench
from tests.slack.bench import bench as slack_bench
from tests.teams.bench import Bench as TeamsBench
from tests.teams.bench import bench as teams_bench

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
values = json_values | st.sampled_from(
    (None, "", 0, -1, [], {}, [[]], {"id": {}}, "x" * 5_000, "\ud800", "\x00", "U1", "T1", "C1")
)
"""What may stand where a payload has something else."""
changes = st.lists(st.tuples(st.integers(0, 10_000), values, st.booleans()), min_size=1, max_size=3)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of everything within a payload."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield (*path, key)
        yield from places(each, (*path, key))


def changed(payload: dict[str, Any], wanted: list[tuple[int, Any, bool]]) -> dict[str, Any]:
    """Return a payload with some of its values replaced, or left out."""
    found = deepcopy(payload)
    for number, value, gone in wanted:
        paths = list(places(found))
        *way, last = paths[number % len(paths)] if paths else ("type",)
        inner: Any = found
        for step in way:
            inner = inner[step]
        if gone and isinstance(inner, dict):
            del inner[last]
        else:
            inner[last] = deepcopy(value)
    return found


class Delivering:
    """A running bot with its stand-in, in an event loop that examples share."""

    def __init__(self, runner: asyncio.Runner, bot: Any, bodies: list[dict[str, Any]]) -> None:
        self.runner, self.bot, self.bodies = runner, bot, bodies

    def slack(self, body: bytes, kind: str) -> int:
        """Deliver bytes as Slack signs them; return the status, when all that follows is done."""

        async def deliver() -> int:
            status, _ = await self.bot.fake.raw(self.bot.url, body, signed(body) | {"Content-Type": kind})
            await self.bot.settled()
            return int(status)

        return self.runner.run(deliver())

    def teams(self, body: bytes) -> int:
        """Deliver bytes with Microsoft's token."""

        async def deliver() -> int:
            status, _ = await self.bot.fake.raw(self.bot.url, body, f"Bearer {self.bot.fake.token()}")
            await self.bot.settled()
            return int(status)

        return self.runner.run(deliver())


@asynccontextmanager
async def slack_house() -> AsyncIterator[tuple[SlackBench, list[dict[str, Any]]]]:
    """A bot, and a payload of each kind as Slack sends them."""
    async with FakeSlack() as fake:
        fake.person("U1", "Anna")
        fake.channels["C1"] = {"id": "C1", "name": "sales", "member": True}
        async with slack_bench(fake) as house:
            await house.say("promise acme")
            message = fake.to("U1")[-1]
            label = message.labels()[0]
            await house.deliver(fake.press_body(message, label))
            opened = list(fake.views.values())
            edited = fake.message_event("call acme")
            changed_message = {
                "type": "message",
                "subtype": "message_changed",
                "channel": "D1",
                "channel_type": "im",
                "ts": "9.1",
            }
            yield house, [
                fake.message_event("call acme"), fake.command_body("/nudge", "call acme"), fake.press_body(message, label),
                *(fake.submit_body(view, {}) for view in opened), fake.shortcut_body("log"), fake.shortcut_body("promise", "some text"),
                fake.options_body("acm"), fake.event_body({"type": "app_home_opened", "user": "U1", "tab": "home"}),
                fake.event_body(changed_message | {"message": edited["event"], "previous_message": edited["event"]}),
                fake.event_body({"type": "app_mention", "channel": "C1", "user": "U1", "text": "<@UBOT> call acme", "ts": "7.1"}),
                fake.event_body({"type": "user_change", "user": {"id": "U1", "team_id": "T1", "real_name": "Anna", "profile": {}}}),
                fake.event_body({"type": "channel_rename", "channel": {"id": "C1", "name": "new"}}),
            ]  # fmt: skip


@asynccontextmanager
async def teams_house() -> AsyncIterator[tuple[TeamsBench, list[dict[str, Any]]]]:
    """A bot, and an activity of each kind as Teams sends them."""
    async with FakeTeams() as fake:
        fake.person(1, "Anna")
        async with teams_bench(fake) as house:
            await house.say("call acme")
            posted = fake.posts[-1]
            label = posted.card["actions"][0]["title"]
            form = {"commandId": "promise", "messagePayload": {"body": {"content": "<p>x</p>"}}}
            yield house, [
                fake.message("call acme"), fake.message("call acme", channel=True), fake.press(posted, label),
                fake.activity("invoke", name="composeExtension/fetchTask", value=form),
                fake.activity("invoke", name="task/submit", value={"data": {"form": '{"verb":"call","kept":{}}', "n": "1", "in.account": "acme"}}),
                fake.activity("conversationUpdate", channel=True, membersAdded=[{"id": BOT}]),
                fake.activity("installationUpdate", action="add"), fake.message("call acme") | {"type": "messageUpdate"},
            ]  # fmt: skip


@pytest.fixture(name="slack", scope="module")
def slack_fixture() -> Iterator[Delivering]:
    """A running bot in Slack."""
    yield from _running(slack_house())


@pytest.fixture(name="teams", scope="module")
def teams_fixture() -> Iterator[Delivering]:
    """A running bot in Teams."""
    yield from _running(teams_house())


def _running(house: Any) -> Iterator[Delivering]:
    with asyncio.Runner() as runner:
        bot, bodies = runner.run(house.__aenter__())
        yield Delivering(runner, bot, bodies)
        runner.run(house.__aexit__(None, None, None))


@pytest.fixture(name="errors")
def errors_fixture(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Logs as when serving; nothing that libraries log as an error in the test."""
    configure()
    caplog.set_level(logging.ERROR)
    yield
    assert [] == [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]


def encoded(payload: dict[str, Any]) -> tuple[bytes, str]:
    """Return a payload as Slack sends its kind."""
    if "event" in payload or payload.get("type") in ("event_callback", "url_verification"):
        return json.dumps(payload).encode(), JSON
    form = payload if "command" in payload else {"payload": json.dumps(payload)}
    return urlencode(form, errors="surrogatepass").encode(), FORM


@pytest.mark.usefixtures("errors")
@fuzzed(SLOW_EXAMPLES)
@given(number=st.integers(0, 1_000), wanted=changes)
def test_a_payload_of_slack_with_anything_in_it_is_answered(
    slack: Delivering, number: int, wanted: list[tuple[int, Any, bool]]
) -> None:
    """Each kind, with fields replaced or left out."""
    body, kind = encoded(changed(slack.bodies[number % len(slack.bodies)], wanted))
    assert slack.slack(body, kind) < 500


@pytest.mark.usefixtures("errors")
@fuzzed(SLOW_EXAMPLES)
@given(
    body=st.binary(max_size=300)
    | json_values.map(lambda value: json.dumps(value).encode())
    | texts.map(lambda text: text.encode("utf-8", "surrogatepass")),
    kind=st.sampled_from((JSON, FORM, "text/plain", "multipart/form-data; boundary=x")),
)
def test_a_signed_body_of_slack_is_answered(slack: Delivering, body: bytes, kind: str) -> None:
    """Any bytes, of any declared kind."""
    assert slack.slack(body, kind) < 500


@pytest.mark.usefixtures("errors")
@fuzzed(SLOW_EXAMPLES)
@given(number=st.integers(0, 1_000), wanted=changes)
def test_an_activity_of_teams_with_anything_in_it_is_answered(
    teams: Delivering, number: int, wanted: list[tuple[int, Any, bool]]
) -> None:
    """Each kind, with fields replaced or left out."""
    assert teams.teams(json.dumps(changed(teams.bodies[number % len(teams.bodies)], wanted)).encode()) < 500


@pytest.mark.usefixtures("errors")
@fuzzed(SLOW_EXAMPLES)
@given(
    st.binary(max_size=300)
    | json_values.map(lambda value: json.dumps(value).encode())
    | st.text(any_character, max_size=50).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_a_signed_body_of_teams_is_answered(teams: Delivering, body: bytes) -> None:
    """Any bytes."""
    assert teams.teams(body) < 500


page_messages = st.fixed_dictionaries(
    {"type": st.sampled_from(("say", "press", "submit")), "person": st.sampled_from(("Sanna", "Ola")) | texts},
    optional={
        "text": st.sampled_from(("call acme", "promise acme x by fri", "help", "admin")) | json_values, "place": st.sampled_from(("private", "channel")) | json_values,
        "id": json_values, "receipt": json_values, "verb": st.sampled_from(("call", "touch", "admin person", "again")) | json_values,
        "payload": st.sampled_from(('1|call|{"account":"+Acme"}', '1|undo|{"ref":"C1"}', '1|again|{"line":"call acme","once":"x"}')) | texts,
        "values": st.dictionaries(st.sampled_from(("account", "what", "due")) | texts, texts, max_size=3) | json_values, "kept": json_values,
    },
)  # fmt: skip


@pytest.fixture(name="dispatcher", scope="module")
def dispatcher_fixture() -> Iterator[tuple[asyncio.Runner, Dispatcher]]:
    """What answers a page, on a database in memory."""
    engine = memory_engine()
    store = SqlStore(engine)
    with asyncio.Runner() as runner:
        yield runner, Dispatcher(store=store, registry=discover())
    store.close()


@fuzzed(SLOW_EXAMPLES)
@given(message=page_messages)
def test_a_message_of_the_page_is_answered_without_a_bug(
    dispatcher: tuple[asyncio.Runner, Dispatcher], message: dict[str, Any]
) -> None:
    """Whatever stands in its fields: nothing, or an answer that is no apology."""
    runner, bot = dispatcher
    if event := event_of(parse(json.dumps(message)), TUESDAY, "sales", SHOWN_ONLY):
        assert "went wrong" not in (runner.run(bot(event)).error or "")


def test_the_bots_still_work(slack: Delivering, teams: Delivering) -> None:
    """After all of that, a line is carried out."""
    assert "acme" in slack.runner.run(slack.bot.say("account acme")).casefold()
    assert "acme" in str(teams.runner.run(teams.bot.say("account acme")).activity).casefold()
