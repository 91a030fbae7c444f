"""Hostile lines where people type them: terminal, Slack, Teams and web chat, each with its real door and its real drawing."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from typing import Any

import pytest

from adapters.terminal import reply_json, reply_text
from adapters.web.chat_room import CHANNEL, ChatMessage
from adapters.web.page_messages import event_of, parse
from bot.logs import UNSHOWN, spelt
from bot.messages.plain_text import card_text
from bot.messages.seal import SHOWN_ONLY
from tests.dialog import Dialog
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_blocks import of_message, of_view
from tests.fakes.teams import FakeTeams
from tests.fakes.teams_cards import of_activity, of_card
from tests.hostile.fuzz import given_to, undone
from tests.hostile.spoken import SPOKEN
from tests.hostile.test_hostile import sound
from tests.security.slack_reader import read_payload
from tests.security.teams_reader import read_activity, read_card
from tests.slack.bench import Bench as SlackBench
from tests.slack.bench import bench as slack_bench
from tests.teams.bench import Bench as TeamsBench
from tests.teams.bench import bench as teams_bench

APART = timedelta(seconds=10)
"""Between two lines, so that the flood limit lets all of them through."""
SET_UP = ("admin team Nord timezone Europe/Oslo country NO language en", "admin desk service", "account acme")


@pytest.fixture(name="errors")
def errors_fixture(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """Neither a library nor the bot logs an error or a traceback in the test."""
    caplog.set_level(logging.ERROR)
    yield
    assert [] == [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    logged = "".join(capfd.readouterr())
    assert "Traceback" not in logged
    assert "dispatch.bug" not in logged


def test_there_are_enough_lines_and_none_twice() -> None:
    """A corpus that repeats itself is smaller than it looks."""
    assert len(set(SPOKEN)) == len(SPOKEN) > 250


def test_a_terminal_answers_each_and_a_refusal_stores_nothing(talk: Dialog) -> None:
    """As text and as JSON, without a character that a terminal obeys."""
    talk.say("admin desk service", "chris")
    for line in SPOKEN:
        with undone(talk):
            talk.who = "chris"
            event = event_of(
                parse(json.dumps({"type": "say", "person": "chris", "text": line})), talk.at, "nord", SHOWN_ONLY
            )
            reply, unchanged = given_to(talk, event) if event else (None, True)
            assert reply is not None, line
            sound(reply, line[:200])
            assert reply.ok or unchanged, line[:200]
            said = spelt(reply_text(reply))
            assert said.strip(), line[:200]
            assert not UNSHOWN.search(said + spelt(json.dumps(reply_json(reply), ensure_ascii=False))), line[:200]
            shown = ChatMessage(id="1", conversation=CHANNEL, who="", at=talk.at, card=reply.card).plain({}, SHOWN_ONLY)
            assert not UNSHOWN.search(str(shown["text"])), line[:200]


async def slack_house() -> AsyncIterator[SlackBench]:
    """A bot in Slack, with a team, a desk and an account."""
    async with FakeSlack() as fake:
        fake.person("U1", "Anna")
        async with slack_bench(fake) as house:
            for line in SET_UP:
                await house.say(line)
            await house.deliver(fake.press_body(fake.to("U1")[-1], 'Create "acme"'))
            yield house
        assert fake.refused == []


async def teams_house() -> AsyncIterator[TeamsBench]:
    """The same in Teams."""
    async with FakeTeams() as fake:
        fake.person(1, "Anna")
        async with teams_bench(fake) as house:
            for line in SET_UP:
                await house.say(line)
            await house.deliver(fake.press(fake.posts[-1], 'Create "acme"'))
            yield house
        assert fake.refused == []


slack_fixture = pytest.fixture(name="slack")(slack_house)
teams_fixture = pytest.fixture(name="teams")(teams_house)


def acting(read: Any) -> list[str]:
    """Return whatever acts in texts."""
    return [act for text in read for act in text.acts]


@pytest.mark.usefixtures("errors")
async def test_slack_answers_each_with_one_message(slack: SlackBench) -> None:
    """Over signed HTTP; nothing in an answer pings, links or is drawn in another style."""
    fake = slack.fake
    for line in SPOKEN:
        slack.clock.move_to(slack.clock.now() + APART)
        messages, views = len(fake.messages), len(fake.views)
        await slack.deliver(fake.message_event(line))
        new, opened = fake.messages[messages:], list(fake.views.values())[views:]
        assert 1 == len(new) + len(opened) or _is_nothing(line), line[:200]
        for message in new:
            payload = {"text": message.text, "blocks": message.blocks, "mrkdwn": False}
            assert [] == acting(read_payload(payload)) + of_message(message.blocks, message.text), line[:200]
            assert message.text.strip()
        for view in opened:
            assert [] == acting(read_payload(view)) + of_view(view), line[:200]


@pytest.mark.usefixtures("errors")
async def test_teams_answers_each_with_one_message(teams: TeamsBench) -> None:
    """With Microsoft's token; nothing in an answer mentions, links or is carried out."""
    fake = teams.fake
    for line in SPOKEN:
        teams.clock.move_to(teams.clock.now() + APART)
        posted = len(fake.posts)
        await teams.deliver(fake.message(line))
        new = fake.posts[posted:]
        assert 1 == len(new) or _is_nothing(line), line[:200]
        for post in new:
            assert [] == acting(read_activity(post.activity)) + of_activity(post.activity), line[:200]
            assert [] == (acting(read_card(post.card)) + of_card(post.card) if post.card else []), line[:200]


def _is_nothing(line: str) -> bool:
    """Whether a message shows nothing at all, which no client sends."""
    return not line.strip()


def test_what_was_typed_stands_in_the_refusal(talk: Dialog) -> None:
    """A person sees which line it was, as typed but for what no screen shows."""
    for line in ("frob <!channel> *b*", "frob {{DATE(2026-11-24T10:00:00Z)}}", "frob &amp; <b>"):
        assert line in card_text(talk.say(line).card)
