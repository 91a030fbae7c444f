"""The Undo button of `admin remove`."""

from __future__ import annotations

import pytest

from bot.messages.card import Press
from bot.messages.events import Pressed
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
