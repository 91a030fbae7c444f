"""`undo` takes back what was done last, whether it is in the log or not, and never something older in silence."""

from __future__ import annotations

import pytest

from bot.domain.people import Person
from bot.messages.card import Reply
from bot.messages.events import Correction, Line
from bot.messages.plain_text import card_text
from tests.commands.steps import person
from tests.dialog import Dialog


def state(person: Person) -> tuple[object, ...]:
    """Return what those lines change."""
    leave = [(leave.first, leave.last) for leave in person.leave]
    return leave, person.paused_until, person.muted, person.lunch


@pytest.mark.parametrize("line", ["off fri", "pause until mon", "mute morning", "me lunch 11:30", "sick"])
def test_what_is_no_entry_is_taken_back_before_the_call(talk: Dialog, line: str) -> None:
    """Then the call, and then nothing is left."""
    before = state(person(talk, "anna"))
    assert talk.say("call acme").stored == ("C1",)
    assert talk.say(line).ok
    assert state(person(talk, "anna")) != before
    undone = talk.say("undo")
    assert (undone.ok, undone.undone) == (True, ())
    assert state(person(talk, "anna")) == before
    assert talk.say("undo").undone == ("C1",)
    assert talk.say("undo").error


def test_deeds_and_entries_go_one_by_one_the_last_first(talk: Dialog) -> None:
    """However they are mixed."""
    for line in ("off fri", "call acme", "off thu", "pause until mon"):
        assert talk.say(line).ok
    assert "Your nudges are back." in talk.text("undo")
    assert "working days again" in talk.text("undo")
    assert [leave.first.day for leave in person(talk, "anna").leave] == [27]
    assert talk.say("undo").undone == ("C1",)
    assert "working days again" in talk.text("undo")
    assert "nothing of yours to undo" in (talk.say("undo").error or "")


def test_what_was_taken_back_by_its_button_is_not_taken_back_again(talk: Dialog) -> None:
    """The call before it is what was done last."""
    talk.say("call acme")
    talk.say("off fri")
    talk.press("Undo")
    assert talk.say("undo").undone == ("C1",)


@pytest.mark.parametrize("line", ["me language da", "me language en"])
def test_what_cannot_be_taken_back_says_so_and_what_to_type(talk: Dialog, line: str) -> None:
    """The call is still there, and goes by its ref."""
    talk.say("call acme")
    assert talk.say(line).ok
    error = talk.say("undo").error or ""
    assert "undo C1" in error or "fortryd C1" in error
    assert talk.work.entries.latest(person(talk, "anna").id) is not None
    assert talk.say("undo C1").undone == ("C1",)


def test_a_view_is_no_deed(talk: Dialog) -> None:
    """Also one that records who looked."""
    talk.say("call acme", "chris")
    for line in ("team week", "team anna", "account acme", "notes acme", "today", "help"):
        talk.say(line, "chris")
    assert talk.say("undo", "chris").undone == ("C1",)


def test_what_a_role_did_is_asked_about_with_its_own_button(talk: Dialog) -> None:
    """A button that needs the role when it is pressed."""
    assert talk.say("admin holiday 28/12", "chris").ok
    asked = talk.say("undo", "chris")
    assert (asked.ok, asked.error, asked.undone) == (False, None, ())
    assert "admin holiday" in card_text(asked.card)
    assert talk.press("Undo", "chris").ok
    assert not talk.work.closed_days.all()


def test_the_first_pause_stands_again_when_the_second_is_taken_back(talk: Dialog) -> None:
    """By its button and by the word, and then the first goes too."""
    talk.say("pause until mon")
    first = person(talk, "anna").paused_until
    talk.say("pause until 9/12")
    talk.press("Undo")
    assert person(talk, "anna").paused_until == first
    talk.say("pause until 9/12")
    talk.say("undo")
    assert person(talk, "anna").paused_until == first
    talk.say("undo")
    assert person(talk, "anna").paused_until is None


def edit(talk: Dialog, before: str, after: str) -> Reply:
    """Type a line, then edit its message."""
    sender = talk.sender()
    assert talk.give(Line(sender=sender, at=talk.at, text=before, origin="m1", key="k1")).ok
    return talk.give(Correction(sender=sender, at=talk.at, text=after, origin="m1", key="k2"))


@pytest.mark.parametrize(
    ("before", "after", "days"),
    [
        ("off fri", "off thu", [(26, 26)]),
        ("off 20-30 dec", "off 24 dec", [(24, 24)]),
        ("off fri", "call acme", []),
        ("call acme", "off fri", [(27, 27)]),
    ],
)
def test_an_edited_message_leaves_no_days_of_before(
    talk: Dialog, before: str, after: str, days: list[tuple[int, int]]
) -> None:
    """The old days are working days again, whatever the line says now."""
    assert edit(talk, before, after).ok
    assert [(leave.first.day, leave.last.day) for leave in person(talk, "anna").leave] == days
    assert bool(talk.work.entries.latest(person(talk, "anna").id)) == (after == "call acme")


def test_a_message_that_is_edited_twice_leaves_the_last_days(talk: Dialog) -> None:
    """And undo takes those."""
    edit(talk, "off fri", "off thu")
    assert talk.give(Correction(sender=talk.sender(), at=talk.at, text="off wed", origin="m1", key="k3")).ok
    assert [leave.first.day for leave in person(talk, "anna").leave] == [25]
    talk.say("undo")
    assert person(talk, "anna").leave == ()


def test_an_edit_that_is_refused_leaves_what_was_said(talk: Dialog) -> None:
    """Nothing is half done."""
    assert edit(talk, "off fri", "off xyzzy").ok is False
    assert [leave.first.day for leave in person(talk, "anna").leave] == [27]


def test_what_nothing_takes_back_is_said_to_stand(talk: Dialog) -> None:
    """A setting that the new line does not set."""
    reply = edit(talk, "me language en", "call acme")
    assert "What the line said before was carried out and is not taken back." in card_text(reply.card)
