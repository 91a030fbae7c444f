"""`admin value`: what the company wants to stand for."""

from __future__ import annotations

import pytest

from bot.messages.plain_text import card_text
from tests.commands.steps import labels
from tests.dialog import Dialog


def test_a_value_is_added_shown_and_removed(talk: Dialog) -> None:
    """In its own words; the button removes it, and typing it again brings it back."""
    assert "No value is set yet: type" in talk.text("admin value", "chris")
    reply = talk.say("admin value we help at once", "chris")
    assert card_text(reply.card).splitlines()[:2] == [
        'Saved: colleagues are asked where they saw "we help at once".',
        'Values: "we help at once".',
    ]
    assert labels(reply) == ["Remove we help at once"]
    gone = card_text(talk.press("Remove we help at once", "chris").card)
    assert 'Removed: "we help at once".' in gone
    assert "No value is set yet: type" in gone
    assert labels(talk.say("admin value We help at once", "chris")) == ["Remove We help at once"]


@pytest.mark.parametrize(
    "line",
    ["admin værdi vi hjælper", "admin verdi vi hjelper", "admin värde vi hjälper", "admin wartość pomagamy",
     "admin Wert wir helfen"],
)  # fmt: skip
def test_it_is_said_in_every_language(talk: Dialog, line: str) -> None:
    """By anybody who may."""
    assert talk.say(line, "chris").ok
    assert len(talk.work.check_ins.values()) == 1


def test_a_dozen_values_are_enough(talk: Dialog) -> None:
    """More than anybody remembers is refused."""
    for number in range(12):
        assert talk.say(f"admin value number {number}", "chris").ok
    assert "12 values are enough" in (talk.say("admin value one more", "chris").error or "")


def test_the_change_is_in_the_audit(talk: Dialog) -> None:
    """Who set it is read there."""
    talk.say("admin value we help at once", "chris")
    assert "value changed" in talk.text("admin audit", "chris")
