"""Promises of which the same words say that they will not be kept."""

from __future__ import annotations

import pytest

from bot.messages.plain_text import card_text
from tests.dialog import Dialog
from tests.lines.cases import entries, facts_of

LINE = "promised acme a quote by fri, can't make it"


@pytest.mark.parametrize(("label", "verb"), [("Promise, due Fri 27 Nov 2026", "promise"), ("Broken promise", "broken")])
def test_what_is_pressed_is_stored_with_its_words(kim: Dialog, label: str, verb: str) -> None:
    """Nobody guesses whether it is broken already."""
    assert "can't make it" in card_text(kim.say(LINE).card)
    assert entries(kim.work) == []
    assert kim.press(label).ok
    (stored,) = entries(kim.work)
    assert facts_of(kim, stored)["verb"] == verb
    assert "can't make it" in facts_of(kim, stored)["what"]


def test_a_promise_of_what_others_cannot_do_is_one(kim: Dialog) -> None:
    """Without a word of that kind nothing is asked."""
    assert kim.say("promised acme a quote by fri").ok
    assert [facts_of(kim, each)["verb"] for each in entries(kim.work)] == ["promise"]
