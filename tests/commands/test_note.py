"""`note`: where something belongs that was written about a customer."""

from __future__ import annotations

from bot.messages.press import existing
from tests.commands.steps import entry, filled, labels, press
from tests.dialog import Dialog


def test_it_asks_which_contact_the_note_is_of(talk: Dialog) -> None:
    """Nothing is stored before the answer."""
    asked = press(talk, "note", account=existing(1), **{"~note": "wants prices"})
    assert (False, None, ()) == (asked.ok, asked.error, asked.stored)
    assert ["call, spoke", "visit", "meeting", "mail", "follow"] == labels(asked)
    assert ("E1",) == talk.press("mail").stored
    assert "wants prices" in str(entry(talk, "E1").detail)


def test_a_follow_up_asks_for_its_day(talk: Dialog) -> None:
    """The note stands in the form."""
    press(talk, "note", account=existing(1), **{"~note": "wants prices"})
    assert {"due": "", "note": "wants prices"}.items() <= filled(talk.press("follow")).items()


def test_a_note_that_is_too_long_is_refused(talk: Dialog) -> None:
    """No button could carry it."""
    reply = press(talk, "note", account=existing(1), **{"~note": "x" * 1001})
    assert (False, ()) == (reply.ok, reply.stored)
    assert reply.error


def test_it_cannot_be_typed(talk: Dialog) -> None:
    """There is no such verb: the line is asked about like any other that names a customer."""
    reply = talk.say("note acme wants prices")
    assert (False, ()) == (reply.ok, reply.stored)
    assert "Note on Acme A/S" in labels(reply)
