"""`team values`: what owners of touchpoints answered."""

from __future__ import annotations

from tests.commands.steps import press
from tests.dialog import Dialog


def test_without_answers_it_says_how_to_begin(talk: Dialog) -> None:
    """The line to type."""
    assert "admin value we help at once" in talk.text("team values", "chris")


def test_with_a_value_and_no_answer_it_says_so(talk: Dialog) -> None:
    """What is set already is not asked for."""
    talk.say("admin value we help at once", "chris")
    assert "Nobody has answered yet." in talk.text("team values", "chris")


def test_answers_are_counted_and_the_look_is_told(talk: Dialog) -> None:
    """By value; the words without a name; who answered reads that a manager saw it."""
    for line in ("admin person kari colleague team Nord", "admin touchpoint yard owner kari", "admin value we help"):
        assert talk.say(line, "chris").ok
    values = {"about": "V1", "choice": "customer", "day": "2026-11-24"}
    assert press(talk, "check in", "kari", **values).ok
    assert press(talk, "check in tell", "kari", **values, words="a broken pallet was changed").ok
    shown = talk.text("team values", "chris")
    assert '"we help": With a customer 1' in shown
    assert '"a broken pallet was changed"' in shown
    assert "kari" not in shown
    assert "answers about values" in talk.text("me", "kari")
