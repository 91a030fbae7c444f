"""The catalogues: the quotes of each language, and one word for one term."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bot.cli.catalogue import read
from bot.language.i18n import EXAMPLE
from bot.language.word_files import LANGUAGES
from tests.dialog import Dialog

MARKS = '“”„«»"'
# English still puts what was typed in straight quotes, and words to type in its own.
QUOTES = {"en": '“”"', "da": "»«", "nb": "«»", "sv": "”", "pl": "„”", "de": "„“"}
OPEN_AND_CLOSE = {"en": "“”", "da": "»«", "nb": "«»", "sv": "””", "pl": "„”", "de": "„“"}
NEVER = {
    "en": r"\bplates\b|\bstanding\b|\bmoments of\b|\} is no (?!longer)",
    "da": r"\bbrud\b|\bskub\b|\bhold(et|ets|s)?\b|\bpost(er)?\b|\bpunkt(er|et)?\b|\bfulde medlem|sagt (først|dem)|tallerken|stående nul",
    "nb": r"\bbrudd\b|\bdytt\b|\blag(et|ets)?\b|(?<!e-)\bpost(en|ene)?\b|\bpunkt(er|et)?\b|\bfulle medlem|sagt (først|dem)|tallerken|stående null",
    "sv": r"\bbrott(et)?\b|knuff|\blag(et|ets)?\b|(?<!e-)\bpost(er|en)?\b|\bpunkt(er|en)?\b|sag(t|da) (först|dem)|tallrik|stående noll|förfaller",
    "pl": r"złamani|wygasa|\bcentral|\bpunkt(y|ów|u)?\b(?! styku)|talerz|\bnapisz\b|pełni członk|obecne zer|\brozm(owa|owy|ów)\b.* z \{",
    "de": r"(?-i:\b(?:Sie|Ihnen)\b)|bruch\b|\bPunkte?n?\b|teller\b|stehende Null|verkäufer\b|\bChef\b",
}


def _texts(language: str) -> Iterator[str]:
    """Yield every sentence of a language that is no example of a typed line."""
    for message in read(language):
        if message.id and message.context != EXAMPLE:
            forms = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
            yield from (str(form) for form in forms)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_holds_only_the_quotes_of_its_language(language: str) -> None:
    """A mark of another language is a slip."""
    others = set(MARKS) - set(QUOTES[language])
    assert [] == [text for text in _texts(language) if others & set(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_quote_that_opens_is_closed(language: str) -> None:
    """What stands between two of them can be typed."""
    first, last = OPEN_AND_CLOSE[language]
    pairs = re.compile(f"{first}[^{first}{last}]+{last}")
    assert [] == [text for text in _texts(language) if {first, last} & set(pairs.sub("", text))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_term_is_never_called_by_a_word_that_means_something_else(language: str) -> None:
    """Words to type stand in quotes and may be short forms."""
    first, last = OPEN_AND_CLOSE[language]
    typed, never = re.compile(f"{first}[^{first}{last}]*{last}"), re.compile(NEVER[language], re.IGNORECASE)
    assert [] == [text for text in _texts(language) if never.search(typed.sub("", text))]


TYPED = {"en": '"blue"', "da": "»blue«", "nb": "«blue»", "sv": "”blue”", "pl": "„blue”"}


@pytest.mark.parametrize(("language", "typed"), TYPED.items())
def test_what_somebody_typed_is_shown_in_the_quotes_of_the_reader(talk: Dialog, language: str, typed: str) -> None:
    """English keeps straight ones."""
    talk.say(f"me language {language}")
    assert f": {typed}" in (talk.say("account acme value blue").error or "")


GENDERED = {
    "en": r"\b(he|she|his|her|hers)\b",
    "da": r"\b(han|hun|hans|hendes)\b",
    "nb": r"\b(han|hun|hans|hennes)\b",
    "sv": r"\b(han|hon|hans|hennes)\b",
    "pl": r"\w+ł[ae]m\b|\w+ł[ae]ś\b|\{(name|admin)\} \w+(ł|ła)\b|\b(on|ona)\b",
}


@pytest.mark.parametrize(("language", "gendered"), GENDERED.items())
def test_no_sentence_says_whether_a_person_is_a_man_or_a_woman(language: str, gendered: str) -> None:
    """Names are of whoever bears them."""
    first, last = OPEN_AND_CLOSE[language]
    typed, marked = re.compile(f"{first}[^{first}{last}]*{last}"), re.compile(gendered, re.IGNORECASE)
    assert [] == [text for text in _texts(language) if marked.search(typed.sub("", text))]
