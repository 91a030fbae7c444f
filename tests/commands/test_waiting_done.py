"""`waiting done`: a customer who waited is taken care of."""

from __future__ import annotations

import pytest

from bot.messages.plain_text import card_text
from tests.dialog import Dialog


def test_it_ends_the_wait_as_going_does(talk: Dialog) -> None:
    """The waiting time ends when the line is typed."""
    talk.say("waiting counter")
    talk.later(seconds=90)
    reply = talk.say("waiting done", "bo")
    assert reply.stored == ("G1",)
    assert card_text(reply.card) == "counter: bo went after 90 s."
    assert talk.say("team week", "chris").figures["waiting_median_s"] == 90.0


@pytest.mark.parametrize("line", ["venter færdig", "venter ferdig", "väntar klart", "czeka gotowe", "w done"])
def test_it_is_said_in_every_language(talk: Dialog, line: str) -> None:
    """The two words are never read as a place."""
    talk.say("waiting counter")
    assert talk.say(line, "bo").stored == ("G1",)
    assert talk.say("team week", "chris").figures["waits"] == 1


def test_a_number_names_one_of_several(talk: Dialog) -> None:
    """Other waits stay open."""
    talk.say("waiting counter")
    talk.say("waiting gate")
    talk.say("waiting done W1", "bo")
    assert "gate: a customer waits (W2)." in talk.text("today")
    assert "counter" not in talk.text("today")


def test_with_nobody_waiting_it_says_so(talk: Dialog) -> None:
    """A second line is refused."""
    talk.say("waiting counter")
    talk.say("waiting done", "bo")
    assert "No customer is waiting." in (talk.say("waiting done", "bo").error or "")


def test_undo_lets_the_customer_wait_on(talk: Dialog) -> None:
    """The wait is listed as open again."""
    talk.say("waiting counter")
    talk.say("waiting done", "bo")
    talk.say("undo", "bo")
    assert "counter: a customer waits (W1)." in talk.text("today")
