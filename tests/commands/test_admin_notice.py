"""`admin notice`: the text that a company hands out, in the chat and as a file."""

from __future__ import annotations

import base64

import pytest

from bot.domain.retention import Kept
from bot.language.word_files import LANGUAGES
from bot.messages.card import File, Table
from storage.personal_data import TABLES
from storage.retention import ENDS
from tests.dialog import Dialog

TITLES = {
    "en": "What Snurr records about you, and why",
    "da": "Hvad Snurr gemmer om dig, og hvorfor",
    "de": "Was Snurr über dich speichert und warum",
    "nb": "Hva Snurr lagrer om deg, og hvorfor",
    "pl": "Co Snurr zapisuje o Tobie i dlaczego",
    "sv": "Vad Snurr sparar om dig, och varför",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_there_in_each_language(talk: Dialog, language: str) -> None:
    """Whatever the admin's own is; the file says the same as the card."""
    reply = talk.say(f"admin notice {language}", "chris")
    file = next(element for element in reply.card.body if isinstance(element, File))
    text = base64.b64decode(file.data).decode()
    assert TITLES[language] == reply.card.title
    assert text.startswith(f"# {TITLES[language]}\n")
    assert all(part in text for part in ("to see in time where customers need help", "chris"))


def test_it_names_every_kind_of_data_and_the_company_s_own_lengths(talk: Dialog) -> None:
    """No table with personal data ends with a kind that it leaves out, but for customers and touchpoints."""
    assert talk.say("admin retention log 24", "chris").ok
    table = next(element for element in talk.say("admin notice", "chris").card.body if isinstance(element, Table))
    assert len(Kept) == len(table.rows)
    assert "24 months" in table.rows[0]
    assert {"account", "touchpoint"} == {name for name in TABLES if not isinstance(ENDS[name], Kept)}
