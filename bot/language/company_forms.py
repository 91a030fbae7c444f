"""Which language is spoken at a company, as far as its legal form says so: ApS is Danish, AB is Swedish."""

from __future__ import annotations

import re

from bot.language.names import fold
from bot.language.word_files import WORD_FILES

FORMS = {
    tuple(re.split("[ ,]+", fold(form))): code
    for code, words in WORD_FILES.items()
    for form in words.tables["names"]["company"].all
}


def language_of_company(name: str) -> str | None:
    """Return the language of the legal form behind a company's name; None for a name without one that is known."""
    words = tuple(filter(None, re.split("[ ,]+", fold(name))))
    places = ((start, end) for start in range(1, len(words)) for end in range(len(words), start, -1))
    return next((FORMS[words[start:end]] for start, end in places if words[start:end] in FORMS), None)
