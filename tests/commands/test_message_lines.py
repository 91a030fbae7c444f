"""A message of several lines: a line that is a command by itself is carried out, and is no note of the one before."""

from __future__ import annotations

import pytest

from bot.messages.card import Reply
from bot.messages.events import Correction, Line
from bot.messages.plain_text import card_text
from tests.commands.steps import person
from tests.dialog import Dialog


def days_off(talk: Dialog) -> list[int]:
    """Return the first days of anna's leave."""
    return [leave.first.day for leave in person(talk, "anna").leave]


@pytest.mark.parametrize(
    "text", ["call acme\noff fri", "off fri\ncall acme", "/call acme\n\n/off fri", "call acme\r\noff fri\n"]
)
def test_both_lines_are_carried_out(talk: Dialog, text: str) -> None:
    """In either order; undo takes them back one by one."""
    reply = talk.say(text)
    assert reply.stored == ("C1",)
    assert "Off on Fri 27 Nov 2026" in card_text(reply.card)
    assert "Undo" not in [button.label for button in reply.card.all_buttons()]
    assert days_off(talk) == [27]
    assert "off fri" not in talk.text("notes acme")
    talk.say("undo")
    talk.say("undo")
    assert days_off(talk) == []
    assert talk.work.entries.latest(person(talk, "anna").id) is None


def test_three_lines_with_a_note_between(talk: Dialog) -> None:
    """The note belongs to the call above it."""
    reply = talk.say("call acme vm\nthey want two prices\npause until mon\npromise acme quote by fri")
    assert reply.stored == ("C1", "P1")
    assert "they want two prices" in talk.text("notes acme")
    assert person(talk, "anna").paused_until is not None


@pytest.mark.parametrize(
    "note",
    ["team was there", "left early", "plan next steps with them", "help is needed", "off they go", "today they called"],
)
def test_a_line_that_is_no_whole_command_stays_the_note(talk: Dialog, note: str) -> None:
    """Many a note begins with a word that is a verb."""
    reply = talk.say(f"call acme\n{note}")
    assert reply.stored in (("C1",), ())
    assert not person(talk, "anna").leave


def test_what_has_to_be_asked_stores_nothing_of_the_message(talk: Dialog) -> None:
    """Its buttons would lose the other line."""
    talk.account("Nordic Steel")
    talk.account("Nordic Wood")
    reply = talk.say("call nordic\noff fri")
    assert "needs an answer first: type it by itself. Nothing of this message is saved." in (reply.error or "")
    assert (reply.stored, reply.card.all_buttons(), days_off(talk)) == ((), (), [])


def test_what_is_refused_stores_nothing_of_the_message(talk: Dialog) -> None:
    """With the sentence of the line that is wrong."""
    reply = talk.say("off fri\npause until mon\nkept 99")
    assert "There is no promise P99" in (reply.error or "")
    assert days_off(talk) == []
    assert person(talk, "anna").paused_until is None


def given(talk: Dialog, text: str, key: str, *, edited: bool = False) -> Reply:
    """Hand over the text of one message."""
    kind = Correction if edited else Line
    return talk.give(kind(sender=talk.sender(), at=talk.at, text=text, origin="m1", key=key))


def test_the_same_delivery_counts_once(talk: Dialog) -> None:
    """With the receipt of all."""
    first, second = given(talk, "call acme\noff fri", "k1"), given(talk, "call acme\noff fri", "k1")
    assert (second.repeated, second.stored, second.card) == (True, first.stored, first.card)
    assert days_off(talk) == [27]


def test_an_edited_message_takes_back_what_it_said(talk: Dialog) -> None:
    """Both lines of before, whatever the new text says."""
    given(talk, "call acme\noff fri", "k1")
    reply = given(talk, "call acme vm\noff thu", "k2", edited=True)
    assert days_off(talk) == [26]
    assert len(reply.stored) == 1
    assert card_text(reply.card).startswith("Call 1 of 8")
    given(talk, "junk 5m report", "k3", edited=True)
    assert days_off(talk) == []
    latest = talk.work.entries.latest(person(talk, "anna").id)
    assert latest is not None
    assert latest.ref == "J1"
