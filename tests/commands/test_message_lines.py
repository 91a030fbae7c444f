"""A message of several lines: a line that is a command by itself is carried out, and is no note of the one before."""

from __future__ import annotations

import pytest

from bot.messages.card import Reply
from bot.messages.events import Correction, Line
from bot.messages.plain_text import card_text
from tests.commands.steps import person, press
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


UNDONE = {
    "en": ("Undo all", "Undo C1", "Undo off fri"),
    "da": ("Fortryd alt", "Fortryd C1", "Fortryd off fri"),
    "nb": ("Angre alt", "Angre C1", "Angre off fri"),
    "sv": ("Ångra allt", "Ångra C1", "Ångra off fri"),
    "pl": ("Cofnij wszystko", "Cofnij C1", "Cofnij off fri"),
    "de": ("Alles rückgängig", "C1 rückgängig", "off fri rückgängig"),
}


@pytest.mark.parametrize("language", UNDONE)
def test_one_button_takes_all_lines_back_and_one_each_alone(talk: Dialog, language: str) -> None:
    """Whether they are in the log or not; a button whose line is taken back says so."""
    talk.say(f"me language {language}")
    receipt = talk.say("call acme\noff fri\npromise acme quote by fri")
    whole, call, off = UNDONE[language]
    assert [button.label for button in receipt.card.buttons] == [whole, call, off]
    assert talk.press(call).undone == ("C1",)
    talk.last = receipt
    assert talk.press(off).ok
    assert days_off(talk) == []
    talk.last = receipt
    assert talk.press(whole).undone == ("P1",)
    talk.last = receipt
    assert talk.press(whole).error
    assert talk.work.entries.latest(person(talk, "anna").id) is None


@pytest.mark.parametrize(
    "text",
    [
        "call acme\noff fri",
        "off fri\ncall acme vm, follow acme thu",
        "mute morning\npause until mon\nme lunch 11:30",
        "off thu\noff fri",
        "junk 5m report\noff fri\ncall acme\npause until mon",
    ],
)
def test_undo_all_leaves_the_state_of_before(talk: Dialog, text: str) -> None:
    """Everything that the message did, and nothing else."""

    def state() -> tuple[object, ...]:
        who = person(talk, "anna")
        return days_off(talk), who.paused_until, who.muted, who.lunch, talk.work.entries.latest(who.id)

    talk.say("call acme")
    talk.say("off wed")
    before = state()
    assert talk.say(text).ok
    assert state() != before
    assert talk.press("Undo all").ok
    assert state() == before
    assert "working days again" in talk.text("undo")
    assert talk.say("undo").undone == ("C1",)


def test_what_cannot_be_taken_back_leaves_no_button_for_all(talk: Dialog) -> None:
    """It would not be all."""
    receipt = talk.say("off fri\nme language en\ncall acme")
    assert [button.label for button in receipt.card.buttons[:2]] == ["Undo off fri", "Undo C1"]


def test_a_line_that_changes_the_language_is_no_obstacle(talk: Dialog) -> None:
    """The buttons of the lines behind it are in another one."""
    receipt = talk.say("me language da\noff fri\noff thu")
    assert [button.label for button in receipt.card.buttons] == ["Undo off fri", "Undo off thu"]
    talk.press("Undo off thu")
    assert days_off(talk) == [27]


def test_the_button_for_all_is_too_old_after_a_day(talk: Dialog) -> None:
    """As those of single entries."""
    talk.say("call acme\noff fri")
    talk.later(hours=25)
    assert "more than a day old" in (talk.press("Undo all").error or "")
    assert days_off(talk) == [27]


def test_nobody_takes_back_what_is_somebody_elses(talk: Dialog) -> None:
    """Although the button is there to be pressed."""
    receipt = talk.say("call acme\noff fri")
    talk.last = receipt
    assert talk.press("Undo all", "bo").error
    assert days_off(talk) == [27]


@pytest.mark.parametrize(
    "message", ["", "x", "[]", "{}", '["Y1", "C99", "1|off", 5, "C1234567890123"]', '["1|undo|{}"]']
)
def test_a_forged_list_of_lines_takes_nothing_back(talk: Dialog, message: str) -> None:
    """Nor does it break anything."""
    talk.say("off fri")
    reply = press(talk, "undo", message=message)
    assert reply.ok is (message == "")
    assert days_off(talk) == ([] if message == "" else [27])


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
