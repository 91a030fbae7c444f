"""[Draft a message]: a text to copy for a customer who is to hear it first, in the customer's language."""

from __future__ import annotations

import pytest

from bot.messages.card import Quote
from tests.commands.steps import press
from tests.dialog import Dialog
from tests.nudges.outlook import only, pressed

TEXTS = {
    "Fisk ApS": "Hej! Jeg lovede jer dette til ons 25. nov: quote. Det bliver senere, og det skal I høre fra mig først."
    " Hvilken ny dag passer jer?",
    "Trelast AS": "Hei! Jeg lovte dere dette til ons 25. nov: quote.",
    "Plåt AB": "Hej! Jag lovade er detta till ons 25 nov: quote.",
    "Okna Sp. z o.o.": "Dzień dobry! Termin naszej obietnicy to śr 25 lis: quote.",
    "Bau GmbH": "Guten Tag! Meine Zusage bis Mi 25. Nov: quote.",
    "Metall GmbH & Co. KG, Bremen": "Guten Tag! Meine",
    "Fish Ltd": "Hello! I promised you this by Wed 25 Nov: quote.",
    "Fish and Chips": "Hello! I promised you this by Wed 25 Nov: quote.",
}


def _text(talk: Dialog) -> str:
    return next(element.text for element in talk.last.card.body if isinstance(element, Quote))


@pytest.mark.parametrize(("name", "text"), TEXTS.items())
def test_the_text_is_in_the_language_of_the_company(talk: Dialog, name: str, text: str) -> None:
    """As its legal form says; in the seller's own where it says nothing."""
    talk.account(name)
    assert talk.say(f'promise "{name}" quote by tomorrow').ok
    assert press(talk, "draft", "anna", promise="P1").ok
    assert _text(talk).startswith(text)


def test_the_words_around_it_are_the_seller_s(talk: Dialog) -> None:
    """A Dane who writes to a German reads Danish."""
    talk.account("Bau GmbH")
    assert talk.say("promise bau quote by tomorrow").ok
    assert talk.say("me language da").ok
    press(talk, "draft", "anna", promise="P1")
    assert talk.last.card.title == "Til at kopiere, til Bau GmbH"
    assert _text(talk).startswith("Guten Tag!")


def test_after_its_day_it_says_that_it_is_late(talk: Dialog) -> None:
    """Not that it will be."""
    assert talk.say("promise acme quote by tomorrow").ok
    talk.later(days=2)
    press(talk, "draft", "anna", promise="P1")
    assert "forsinket" in _text(talk)


def test_the_nudge_leads_to_it_and_it_to_told(talk: Dialog) -> None:
    """Nothing is stored by reading it; that the customer was told is one press more."""
    assert talk.say("promise acme quote by today").ok
    reply = pressed(talk, only(talk, "N5", "anna"), "Draft a message", "anna")
    assert (reply.ok, reply.stored) == (True, ())
    talk.press("I told them", "anna")
    assert talk.press("Same day: Tue 24 Nov 2026", "anna").stored == ("S1",)


def test_a_question_about_tomorrow_leads_to_it_too(talk: Dialog) -> None:
    """Who says that the customer does not know yet is offered the words."""
    assert talk.say("promise acme quote by thu").ok
    pressed(talk, only(talk, "N4", "anna", "2026-11-25"), "No, not told yet", "anna")
    assert talk.press("Draft a message", "anna").ok


@pytest.mark.parametrize("ref", ["P9", "", "999999999999999999"])
def test_a_forged_promise_is_refused(talk: Dialog, ref: str) -> None:
    """In a sentence."""
    assert not press(talk, "draft", "anna", promise=ref).ok


def test_what_was_promised_stands_as_typed(talk: Dialog) -> None:
    """Nothing in it acts."""
    assert talk.say('promise acme "<!channel> [x](http://evil.example)" by tomorrow').ok
    press(talk, "draft", "anna", promise="P1")
    assert "<!channel> [x](http://evil.example)" in _text(talk)
