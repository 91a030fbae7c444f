"""What Snurr is for and who sees whose figures: said once by itself, and whenever somebody asks."""

from __future__ import annotations

import pytest

from bot.language.word_files import LANGUAGES
from bot.messages.plain_text import card_text
from tests.dialog import Dialog

SAID = {
    "en": "Who looks at yours is shown to you",
    "da": "Hvem der ser på dine",
    "nb": "Hvem som ser på dine",
    "sv": "Vem som tittar på dina",
    "pl": "kto je oglądał",
    "de": "Wer sich deine ansieht",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_thing_logged_in_a_chat_brings_the_purpose_once(talk: Dialog, language: str) -> None:
    """Below the receipt, in the person's language, with the two ways on; never again."""
    anna = talk.work.people.by_name("anna")
    assert anna
    talk.work.people.change(anna.id, language=language)
    first = talk.say("call acme", limited=True)
    talk.later(minutes=2)
    second = talk.say("call acme vm", limited=True)
    assert SAID[language] in card_text(first.card)
    assert [button.press.verb for button in first.card.more][-2:] == ["me hours", "help"]
    assert first.stored == ("C1",)
    assert SAID[language] not in card_text(second.card)


def test_a_repeated_delivery_of_the_first_line_is_the_same_receipt(talk: Dialog) -> None:
    """The welcome belongs to the receipt."""
    first = talk.say("call acme", limited=True, key="k")
    again = talk.say("call acme", limited=True, key="k")
    assert card_text(again.card) == card_text(first.card)
    assert again.repeated


@pytest.mark.parametrize("line", ["waiting counter", "promise acme", "call akme", "frobnicate"])
def test_what_is_public_or_a_question_back_carries_no_welcome(talk: Dialog, line: str) -> None:
    """A channel does not need it, and a form or a choice is not the time for it; the next receipt brings it."""
    assert SAID["en"] not in card_text(talk.say(line, limited=True).card)


def test_asking_first_does_not_use_it_up(talk: Dialog) -> None:
    """A look at the day stores nothing, so the first receipt still says it."""
    assert SAID["en"] not in card_text(talk.say("today", limited=True).card)
    assert SAID["en"] in card_text(talk.say("call acme", limited=True).card)


def test_scripts_and_the_terminal_get_the_bare_receipt(talk: Dialog) -> None:
    """Whoever drives `say` reads what was logged and nothing else."""
    assert (
        talk.text("call acme")
        == "Call 1 of 8 · Acme A/S · spoke · C1\n[Promise] [Undo] [No answer] [Voicemail] [Meeting]"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_me_says_it_whenever_asked(talk: Dialog, language: str) -> None:
    """On demand, in every language."""
    anna = talk.work.people.by_name("anna")
    assert anna
    talk.work.people.change(anna.id, language=language)
    assert SAID[language] in talk.text("me")
