"""Words whose letters a keyboard lacks: "foelg" is "følg", in every language, wherever a word is looked up."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from tests.dialog import Dialog

REF = re.compile("[A-Z][0-9]+")


@pytest.mark.parametrize(
    ("language", "spelt", "plain"),
    [
        ("da", "foelg op paa Acme paa soendag", "følg op på Acme på søndag"),
        ("da", "ringede Acme i loerdags, fik ikke svar, proever igen i morgen", "ringede Acme i lørdags, fik ikke svar, prøver igen i morgen"),
        ("da", "moede med Acme igaar", "møde med Acme igår"),
        ("da", "loefte Acme tilbud foer fredag", "løfte Acme tilbud før fredag"),
        ("nb", "foelg opp Acme om aatte dager", "følg opp Acme om åtte dager"),
        ("nb", "maa ringe Acme paa loerdag", "må ringe Acme på lørdag"),
        ("sv", "foelj upp Acme i oevermorgon", "följ upp Acme i övermorgon"),
        ("sv", "ringde Acme igaar, ej antraeffbar", "ringde Acme igår, ej anträffbar"),
        ("de", "Zusage Acme Angebot uebernaechste Woche", "Zusage Acme Angebot übernächste Woche"),
        ("de", "Zusage Acme Angebot 3. Maerz", "Zusage Acme Angebot 3. März"),
        ("de", "Acme angerufen, Anrufbeantworter, versuche es in zwoelf Tagen nochmal", "Acme angerufen, Anrufbeantworter, versuche es in zwölf Tagen nochmal"),
        ("en", "ringede Acme i loerdags", "ringede Acme i lørdags"),
    ],
)  # fmt: skip
def test_a_word_may_be_spelt_with_two_letters_for_one(talk: Dialog, language: str, spelt: str, plain: str) -> None:
    """The receipt is that of the word with its letter, to the last word."""
    talk.say(f"me language {language}")
    wanted = talk.say(plain)
    assert wanted.ok
    assert wanted.stored
    talk.say("undo")
    assert _without_refs(wanted.card.texts()) == _without_refs(talk.say(spelt).card.texts())


def _without_refs(texts: Sequence[str]) -> str:
    """Return the texts of a receipt without the numbers that each entry has of its own."""
    return " ".join(word for text in texts for word in text.split() if not REF.fullmatch(word))
