"""`waits`: who waits right now; how people ask is tested with questions."""

from __future__ import annotations

from bot.messages.plain_text import card_text
from tests.commands.steps import labels, press
from tests.dialog import Dialog


def test_who_was_gone_to_waits_no_more(talk: Dialog) -> None:
    """Those who still wait are listed."""
    talk.say("waiting counter")
    talk.say("waiting yard")
    talk.say("go W1", "bo")
    reply = press(talk, "waits")
    assert "yard: a customer waits (W2)." == next(reply.card.texts())
    assert "counter" not in card_text(reply.card)


def test_the_button_goes_to_them(talk: Dialog) -> None:
    """As the button on the announcement does."""
    talk.say("waiting counter")
    press(talk, "waits")
    assert "anna went after" in card_text(talk.press("I go").card)


def test_each_of_several_has_a_button_that_says_to_whom_one_goes(talk: Dialog) -> None:
    """The customer by name, the place as typed; the one that is left is the only one again."""
    for line in ("waiting counter", "waiting acme"):
        talk.say(line)
    assert labels(press(talk, "waits")) == ["I go: counter", "I go: Acme A/S"]
    assert "counter: anna went after" in card_text(talk.press("I go: counter").card)
    assert labels(press(talk, "waits")) == ["I go"]


def test_when_nobody_waits_it_says_so(talk: Dialog) -> None:
    """With the day at hand."""
    reply = press(talk, "waits")
    assert (True, ["Today"]) == (reply.ok, labels(reply))
    assert "No customer is waiting." == next(reply.card.texts())
