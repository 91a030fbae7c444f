"""Hostile lines as Slack gets them and as it would draw the answers."""

from __future__ import annotations

import pytest

from adapters.slack.forms import ModalMetadata, view
from adapters.slack.render import message
from tests.dialog import Dialog
from tests.fakes.slack_blocks import of_message, of_view
from tests.hostile.corpus import SAMPLE, SENDABLE
from tests.slack.bench import Bench


def test_no_answer_to_hostile_text_is_refused_or_read_as_markup(talk: Dialog) -> None:
    """A thousand lines; every answer can be drawn, and none pings, links or breaks."""
    talk.say("call acme")
    for line in SAMPLE:
        reply = talk.say(line, "chris")
        shown = message(reply.card)
        assert of_message(shown["blocks"], shown["text"]) == [], line
        if reply.form:
            carried = ModalMetadata(verb=reply.form.verb, kept=dict(reply.form.kept))
            assert of_view(view(reply.form, carried)) == [], line


@pytest.mark.parametrize("way", ["message", "command"])
async def test_each_hostile_line_gets_one_answer(house: Bench, way: str) -> None:
    """Over HTTP, never a 5xx; a sample, because the flood limit counts lines a minute."""
    for n, line in enumerate(SENDABLE[:: len(SENDABLE) // 15]):
        before = len(house.fake.messages) + len(house.fake.views)
        if way == "command":
            answer = await house.command(f"/nudge {line}", user=f"U{1 + n % 2}")
            assert answer.get("text") or len(house.fake.messages) + len(house.fake.views) == before + 1, line
        else:
            await house.deliver(house.fake.message_event(line, user=f"U{1 + n % 2}"))
            assert len(house.fake.messages) + len(house.fake.views) == before + 1, line
