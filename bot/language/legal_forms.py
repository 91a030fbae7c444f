"""Legal forms of companies: two spellings of one, and the language that is spoken where one is used."""

from __future__ import annotations

import re

from bot.language.names import KEY_LIMIT, SUFFIXES, account_key, fold
from bot.language.word_files import WORD_FILES

WRITTEN_OUT = {
    "aktiebolag": "ab",
    "aktieselskab": "as",
    "aksjeselskap": "as",
    "allmennaksjeselskap": "asa",
    "anpartsselskab": "aps",
    "spolka z ograniczona odpowiedzialnoscia": "sp z oo",
    "spolka akcyjna": "sa",
    "spolka jawna": "sp j",
    "gesellschaft mit beschrankter haftung": "gmbh",
    "aktiengesellschaft": "ag",
    "limited": "ltd",
    "incorporated": "inc",
}
"""Forms as they are written out, folded, with what they are shortened to."""
LANGUAGE_OF = {
    tuple(re.split("[ ,]+", fold(form))): code
    for code, words in WORD_FILES.items()
    for form in words.tables["names"]["company"].all
}
FORM = re.compile(rf"(?<=[ ,])(?:{'|'.join(WRITTEN_OUT)})$")


def company_key(name: str) -> str:
    """Return a normal form under which a company's spellings agree: its form written out or short, with points or not.

    No account is found by it; what it finds alike somebody has to look at.
    """
    return account_key(_short(name))


def forms_differ(one: str, other: str) -> bool:
    """Whether two names have a legal form each, and not the same one, as Kvist AB and Kvist A/S do."""
    first, second = _form(one), _form(other)
    return bool(first and second and first != second)


def language_of_company(name: str) -> str | None:
    """Return the language of the form behind a company's name, as ApS is Danish; None for a name without one known."""
    words = tuple(filter(None, re.split("[ ,]+", fold(name))))
    places = ((start, end) for start in range(1, len(words)) for end in range(len(words), start, -1))
    return next((LANGUAGE_OF[words[start:end]] for start, end in places if words[start:end] in LANGUAGE_OF), None)


def _form(name: str) -> str:
    found = SUFFIXES.search(_short(name))
    return re.sub("[ ,/]", "", found[0]) if found else ""


def _short(name: str) -> str:
    bare = fold(name[:KEY_LIMIT]).replace(".", "")
    return FORM.sub(lambda form: WRITTEN_OUT[form[0]], bare)
