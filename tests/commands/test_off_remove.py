"""The Undo button of `off`."""

from __future__ import annotations

import pytest

from bot.messages.plain_text import card_text
from tests.commands.steps import press
from tests.dialog import Dialog


def test_undo_gives_back_the_days_of_its_own_line_alone(talk: Dialog) -> None:
    """Leave of another line stays."""
    first = talk.say("off thu")
    talk.say("off fri")
    talk.last = first
    assert card_text(talk.press("Undo").card) == "Those days are working days again."
    assert talk.say("me week").figures["target"] == 32
    assert "Fri 27 Nov" in talk.text("me")


def test_undo_pressed_twice_says_that_nothing_was_off(talk: Dialog) -> None:
    """The second press changes nothing."""
    receipt = talk.say("off fri")
    talk.press("Undo")
    talk.last = receipt
    assert card_text(talk.press("Undo").card) == "Those days were not off."
    assert talk.say("me week").figures["target"] == 40


def test_another_persons_press_leaves_the_days_off(talk: Dialog) -> None:
    """Only the person's own leave can be removed."""
    talk.say("off fri")
    assert card_text(talk.press("Undo", "bo").card) == "Those days were not off."
    assert talk.say("me week").figures["target"] == 32


@pytest.mark.parametrize("leave", ["x", "-1", "1.5", "9" * 40])
def test_a_made_up_number_is_one_sentence(talk: Dialog, leave: str) -> None:
    """A forged id is refused, and the leave stays."""
    talk.say("off fri")
    assert "is not a whole number" in (press(talk, "off remove", leave=leave).error or "")
    assert talk.say("me week").figures["target"] == 32


def test_it_cannot_be_typed(talk: Dialog) -> None:
    """A hidden command is answered like an unknown word."""
    talk.say("off fri")
    assert not talk.say("off remove 1").ok
    assert talk.say("me week").figures["target"] == 32
