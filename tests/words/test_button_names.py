"""Names that come back from a button are like typed ones: cut, clean and visible."""

from __future__ import annotations

import pytest

from bot.language.names import clean_name
from bot.messages.events import Pressed
from bot.messages.press import Press, new_name
from tests.dialog import Dialog

UNSEEN = ("", "   ", "\u200b\u200b", "\u2066\u2069", "\n\t", "\u0301", "\ud800", "\x00")


@pytest.mark.parametrize("name", UNSEEN)
def test_a_name_of_which_nothing_can_be_seen_is_none(name: str) -> None:
    """Spaces, controls, marks without a letter, halves of characters."""
    assert clean_name(name, 80) == ""


@pytest.mark.parametrize("name", ["Acme", "7-11", "株式会社", "Łódź", "!", "🚀"])
def test_a_name_that_shows_something_stays(name: str) -> None:
    """Whatever the script."""
    assert name == clean_name(name, 80)


def test_a_name_is_one_line_without_controls_and_is_cut() -> None:
    """As if it had been typed."""
    assert clean_name("A\nB\x1b[31m  C\x00", 80) == "A B [31m C"
    assert "x" * 80 == clean_name("x" * 200_000, 80)


@pytest.mark.parametrize("name", UNSEEN)
def test_a_button_creates_no_account_that_nobody_can_see(talk: Dialog, name: str) -> None:
    """Refused with a sentence, nothing stored."""
    press = Press(verb="call", values={"account": new_name(name)})
    reply = talk.give(Pressed(sender=talk.sender("anna"), at=talk.at, press=press))
    assert (False, ()) == (reply.ok, reply.stored)


def test_a_button_with_a_name_longer_than_any_line_is_refused_like_one(talk: Dialog) -> None:
    """Nothing is created."""
    press = Press(verb="call", values={"account": new_name("x" * 200_000)})
    reply = talk.give(Pressed(sender=talk.sender("anna"), at=talk.at, press=press))
    assert (False, "A text holds at most 4000 characters.") == (reply.ok, reply.error)
    assert talk.work.accounts.by_key("x" * 80) is None


def test_a_button_with_a_huge_name_creates_one_of_eighty_characters(talk: Dialog) -> None:
    """The same account as the cut name would."""
    press = Press(verb="call", values={"account": new_name("x" * 3_000)})
    reply = talk.give(Pressed(sender=talk.sender("anna"), at=talk.at, press=press))
    assert reply.ok
    account = talk.work.accounts.by_key("x" * 80)
    assert account
    assert "x" * 80 == account.name
