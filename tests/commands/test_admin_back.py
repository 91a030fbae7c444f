"""The Undo button of `admin remove`."""

from __future__ import annotations

import pytest

from bot.messages.events import Pressed
from bot.messages.plain_text import card_text
from bot.messages.press import Press
from tests.commands.steps import person
from tests.dialog import Dialog


def test_a_removal_is_undone_by_its_button_and_by_adding_again(talk: Dialog) -> None:
    """Roles, team and hours are as they were."""
    before = person(talk, "bo")
    talk.say("admin remove person bo", "chris")
    assert talk.press("Undo", "chris").ok
    assert person(talk, "bo") == before
    talk.say("admin remove person bo", "chris")
    talk.say("admin person bo", "chris")
    assert person(talk, "bo") == before
    assert talk.say("call acme", "bo").ok


@pytest.mark.parametrize("kind", ["person", "team", "touchpoint", "desk", "account", ""])
@pytest.mark.parametrize("thing", ["0", "99", "-1", "x", "9" * 40, ""])
def test_a_forged_way_back_finds_nothing(talk: Dialog, kind: str, thing: str) -> None:
    """A made-up number is refused in one sentence, whatever it is."""
    press = Press(verb="admin back", values={"kind": kind, "thing": thing})
    reply = talk.give(Pressed(sender=talk.sender("chris"), at=talk.at, press=press))
    assert not reply.ok
    assert reply.error or reply.form


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("admin remove person bo", "bo"),
        ("admin remove team Syd", "Syd"),
        ("admin remove touchpoint yard", "yard"),
        ("admin remove desk service", "service"),
    ],
)
def test_each_kind_comes_back_as_it_was(desks: Dialog, line: str, name: str) -> None:
    """The overview after Undo equals the one before the removal, but for the record of changes."""
    before = [text for text in desks.text("admin", "chris").splitlines() if "chris ·" not in text]
    desks.say(line, "chris")
    assert card_text(desks.press("Undo", "chris").card) == f"Back on the list · {name}"
    after = [text for text in desks.text("admin", "chris").splitlines() if "chris ·" not in text]
    assert after == before


def test_undo_pressed_twice_changes_nothing_more(talk: Dialog) -> None:
    """The person stays on the list, and the record has one entry."""
    removed = talk.say("admin remove person bo", "chris")
    talk.press("Undo", "chris")
    talk.last = removed
    assert talk.press("Undo", "chris").ok
    assert talk.text("admin", "chris").count("bo · back again") == 1


def test_a_seller_cannot_press_undo_on_a_removal(talk: Dialog) -> None:
    """The role is checked again at the press."""
    talk.say("admin remove person bo", "chris")
    assert "another role" in (talk.press("Undo", "anna").error or "")
    assert not person(talk, "bo").active


def test_it_cannot_be_typed(talk: Dialog) -> None:
    """A hidden command is answered like an unknown word."""
    assert not talk.say("admin back person 2", "chris").ok
