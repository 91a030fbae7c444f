"""A button of a question does what it says, once: whoever presses it again reads that it is done."""

from __future__ import annotations

import pytest

from bot.messages.card import Reply
from bot.messages.events import Pressed
from tests.dialog import Dialog

LINES = (
    "kept acme",
    "broken acme",
    "told acme new date thu",
    "call nordic",
    "follow nordic fri",
    "exclusive nordic pump",
    "plan nordic",
    "touch nordic invoice 1",
    "left nordic price",
    "handoff acme serv",
    "promise nordic quote by fri",
    "refill nordic pump 2w",
)
"""Lines whose question has buttons among several promises, accounts or desks."""


@pytest.fixture(name="asked")
def asked_fixture(talk: Dialog) -> Dialog:
    """A conversation in which those lines are unclear."""
    for name in ("Nordic Steel", "Nordic Wood"):
        talk.account(name)
    for desk in ("Service", "Services"):
        talk.say(f"admin desk {desk}", "chris")
    for what in ("quote", "list"):
        talk.say(f"promise acme {what} by fri")
    return talk


def _press(talk: Dialog, question: Reply, at: int, key: str) -> Reply:
    press = question.card.all_buttons()[at].press
    return talk.give(Pressed(sender=talk.sender(), at=talk.at, press=press, key=key))


@pytest.mark.parametrize("line", LINES)
def test_pressed_twice_counts_once_and_says_so_again(asked: Dialog, line: str) -> None:
    """Neither the same thing a second time, nor another one that is left."""
    question = asked.say(line, key="typed")
    first = _press(asked, question, 0, "first")
    second = _press(asked, question, 0, "second")
    assert first.stored
    assert (second.stored, second.card) == (first.stored, first.card)
    assert second.repeated
    assert asked.say("undo").undone == first.stored


@pytest.mark.parametrize("line", LINES)
def test_another_button_of_the_question_counts_too(asked: Dialog, line: str) -> None:
    """Somebody who means both presses both."""
    question = asked.say(line, key="typed")
    first, second = _press(asked, question, 0, "first"), _press(asked, question, 1, "second")
    assert second.stored != first.stored
    assert not second.repeated


@pytest.mark.parametrize("line", LINES)
def test_pressed_after_it_was_taken_back_it_counts_anew(asked: Dialog, line: str) -> None:
    """An old receipt would say what is true no longer."""
    question = asked.say(line, key="typed")
    _press(asked, question, 0, "first")
    asked.say("undo")
    again = _press(asked, question, 0, "second")
    assert again.stored
    assert not again.repeated
    assert _press(asked, question, 0, "third").repeated


@pytest.mark.parametrize("line", ["kept acme", "broken acme", "told acme new date thu"])
def test_a_button_means_no_other_promise_than_it_names(asked: Dialog, line: str) -> None:
    """Also where that promise was closed in another way, and but one is left for the words of the line."""
    question = asked.say(line, key="typed")
    asked.say("kept P1")
    assert _press(asked, question, 0, "first").error == "P1 is kept already: type “undo” to take that back."
    assert _press(asked, question, 1, "second").stored == ("S2",)


def test_a_choice_that_is_offered_no_longer_is_still_what_was_pressed(asked: Dialog) -> None:
    """Of three promises the third was kept meanwhile: the two that are left are not asked about."""
    asked.say("promise acme plan by fri")
    question = asked.say("kept acme", key="typed")
    asked.say("kept P3")
    assert _press(asked, question, 2, "first").error == "P3 is kept already: type “undo” to take that back."


def test_the_answer_to_a_second_question_counts_once_too(asked: Dialog) -> None:
    """The account is asked, then the desk."""
    account = asked.say("handoff nordic serv", key="typed")
    desk = _press(asked, account, 0, "first")
    first = _press(asked, desk, 0, "second")
    assert first.stored == ("H1",)
    assert _press(asked, desk, 0, "third").repeated
    assert not _press(asked, desk, 1, "fourth").repeated
