"""Legal forms of companies that are written out or shortened: two spellings of one company."""

from __future__ import annotations

import re

from bot.language.names import KEY_LIMIT, SUFFIXES, account_key, fold

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


def _form(name: str) -> str:
    found = SUFFIXES.search(_short(name))
    return re.sub("[ ,/]", "", found[0]) if found else ""


def _short(name: str) -> str:
    bare = fold(name[:KEY_LIMIT]).replace(".", "")
    return FORM.sub(lambda form: WRITTEN_OUT[form[0]], bare)
