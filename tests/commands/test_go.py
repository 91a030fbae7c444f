"""`go`: whoever goes to a customer who waits."""

from __future__ import annotations

import pytest

from bot.messages.plain_text import card_text
from tests.commands.steps import press
from tests.dialog import Dialog


def test_a_waiting_customer_is_public_and_taken_once(talk: Dialog) -> None:
    """The first who goes is named with the time it took."""
    reply = talk.say("waiting counter", channel=True)
    assert (reply.public, reply.stored) == (True, ("W1",))
    talk.later(seconds=40)
    taken = talk.press("I go", "bo")
    assert "bo went after 40 s." in taken.card.body[0].text  # type: ignore[union-attr]
    assert taken.replaces
    talk.last = reply
    assert talk.press("I go", "anna").stored == ()
    assert "No customer is waiting." in (talk.say("waiting done").error or "")


def test_the_wait_ends_when_somebody_goes(talk: Dialog) -> None:
    """The reply is public and names the waiting time in seconds or minutes."""
    talk.say("waiting counter")
    talk.later(seconds=40)
    reply = talk.say("go", "bo")
    assert (reply.public, reply.figures) == (True, {"waited_s": 40.0})
    talk.say("waiting gate")
    talk.later(minutes=10)
    assert card_text(talk.say("go", "bo").card) == "gate: bo went after 10 min."


@pytest.mark.parametrize(("typed", "place"), [("", "gate"), ("W1", "counter"), ("1", "counter"), ("#w2", "gate")])
def test_the_last_one_is_meant_when_none_is_named(talk: Dialog, typed: str, place: str) -> None:
    """A ref names the wait, in any spelling."""
    talk.say("waiting counter")
    talk.say("waiting gate")
    assert f"{place}: bo went" in talk.text(f"go {typed}", "bo")


def test_whoever_comes_second_reads_who_went(talk: Dialog) -> None:
    """A second press stores nothing and shows the first person."""
    talk.say("waiting counter")
    talk.later(seconds=40)
    talk.say("go", "bo")
    talk.later(seconds=40)
    reply = talk.say("go W1", "anna")
    assert reply.stored == ()
    assert "counter: bo went after 40 s." in card_text(reply.card)


def test_undo_lets_the_customer_wait_on(talk: Dialog) -> None:
    """The waiting time runs from the first line when another goes later."""
    talk.say("waiting counter")
    talk.later(seconds=40)
    talk.say("go", "bo")
    talk.say("undo", "bo")
    talk.later(seconds=40)
    assert "counter: anna went after 80 s." in talk.text("go", "anna")


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("go", "No customer is waiting."),
        ("go W9", "No customer is waiting."),
        ("go C1", 'I do not understand "C1" here'),
        ("go anna", 'I do not understand "anna" here'),
    ],
)
def test_where_nobody_waits_it_says_so(talk: Dialog, line: str, part: str) -> None:
    """Each refusal is one sentence."""
    assert part in (talk.say(line).error or "")


def test_a_wait_of_last_week_is_over(talk: Dialog) -> None:
    """A wait can be taken for seven days."""
    talk.say("waiting counter")
    talk.later(days=8)
    assert "No customer is waiting." in (talk.say("go", "bo").error or "")


@pytest.mark.parametrize("ref", ["W99", "C1", "x", "-1", "W" + "9" * 40])
def test_a_made_up_button_finds_nobody(talk: Dialog, ref: str) -> None:
    """A forged ref stores nothing, and the wait stays open."""
    talk.say("waiting counter")
    reply = press(talk, "go", "bo", waiting=ref)
    assert (reply.ok, reply.stored) == (False, ())
    assert "counter: a customer waits (W1)." in talk.text("today")


def test_it_speaks_the_language_of_the_team(talk: Dialog) -> None:
    """The team's language counts, not the one of the person who goes."""
    talk.say("me language da", "bo")
    talk.say("waiting counter")
    assert "counter: bo went after" in talk.text("go", "bo")
