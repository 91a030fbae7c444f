"""`me language`: the language of replies and nudges."""

from __future__ import annotations

import pytest

from bot.language.word_files import LANGUAGES
from bot.messages.plain_text import card_text
from tests.dialog import Dialog


def test_a_person_chooses_the_language(talk: Dialog) -> None:
    """The answer comes in the new language at once."""
    assert talk.text("me language da") == "Fra nu af skriver jeg dansk til dig."
    assert talk.text("call acme").startswith("Opkald 1 af 8 · Acme A/S · talt sammen · C1")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("da", "Fra nu af skriver jeg dansk til dig."),
        ("norsk", "Fra nå av skriver jeg norsk til deg."),
        ("Svenska", "Från och med nu skriver jag svenska till dig."),
        ("polski", "Od teraz piszę do ciebie po polsku."),
        ("engelsk", "From now on I write English to you."),
        ("tysk", "Ab jetzt schreibe ich dir auf Deutsch."),
        ("duński", "Fra nu af skriver jeg dansk til dig."),
    ],
)
def test_a_language_is_named_by_its_code_or_in_any_of_them(talk: Dialog, typed: str, answer: str) -> None:
    """The receipt is in the chosen language."""
    assert talk.text(f"me language {typed}") == answer


def test_it_is_one_persons_choice(talk: Dialog) -> None:
    """Colleagues and public replies keep their language."""
    talk.say("me language pl")
    assert talk.text("call acme", "bo").startswith("Call 1 of 8")
    assert "A customer waits" in card_text(talk.say("waiting counter", channel=True).card)


@pytest.mark.parametrize("typed", ["", "fr", "klingon"])
def test_a_language_that_is_not_spoken_opens_a_choice(talk: Dialog, typed: str) -> None:
    """The form offers every language."""
    form = talk.say(f"me language {typed}").form
    assert form
    assert [option.value for option in form.fields[0].options] == list(LANGUAGES)
    assert talk.submit({"language": "sv"}).ok
    assert talk.text("call acme").startswith("Samtal 1 av 8")


def test_nudges_follow_it(talk: Dialog) -> None:
    """The morning nudge is in the chosen language."""
    talk.say("me language da")
    cards = [nudge.card for nudge in talk.holds() if nudge.to == "anna" and nudge.rule == "N1"]
    assert "af 8 opkald" in card_text(cards[0])
