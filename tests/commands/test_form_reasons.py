"""A form that opens although something was typed says why: what of it is still missing."""

from __future__ import annotations

import pytest

from bot.dispatch.registry import discover
from bot.messages.plain_text import card_text
from tests.dialog import Dialog

LINES = {
    "promise acme quote": "Still missing: Due.",
    "follow acme": "Still missing: Day.",
    "handoff acme": "Still missing: Desk.",
    "touch acme yard": "Still missing: Scores.",
    "me hours mon-fri 22:00-06:00": "Still missing: Hours.",
    "refill acme toner": "Still missing: How long it lasts.",
    "promise acme quote by 31/2": "“by 31/2” is no day: which day?",
}


@pytest.mark.parametrize(("line", "reason"), LINES.items())
def test_what_is_missing_is_named(talk: Dialog, line: str, reason: str) -> None:
    """On the card and beside the first field that lacks it."""
    reply = talk.say(line)
    assert reply.form is not None
    assert reason in [field.hint for field in reply.form.fields]
    assert reason in card_text(reply.card)


def test_no_form_opens_without_a_word_where_something_was_typed(talk: Dialog) -> None:
    """Each command with a word behind it that is nothing it knows."""
    for command in discover():
        if command.hidden:
            continue
        reply = talk.say(f"{command.verb} 31/2/2026", "chris")
        if reply.form:
            assert any(field.hint for field in reply.form.fields) or reply.error, command.verb
            assert len([*reply.card.texts()]) > 1, command.verb


def test_a_verb_alone_opens_its_form_as_it_is(talk: Dialog) -> None:
    """Nothing was misunderstood."""
    reply = talk.say("promise")
    assert reply.form is not None
    assert "Still missing" not in card_text(reply.card)
