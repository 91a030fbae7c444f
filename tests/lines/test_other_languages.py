"""What is typed in long forms comes to the same for whoever types it, whatever their own language is."""

from __future__ import annotations

import pytest

from bot.language.word_files import LANGUAGES
from storage.sqlite import SqliteEngine
from tests.lines.readings import CASES, in_their_worlds, reading

SHORT = ("tors", "tirs", "v. 49", "czw")
"""Short forms of one language, which nobody else is understood by: weekdays and the week."""
LINES = [case for case in CASES if not any(f" {word}" in case.line for word in SHORT)]
ASKED = {
    "pl": {"minn meg på å ringe Nowak i morgen kl. 09.15"},
    "sv": {"minn meg på å ringe Nowak i morgen kl. 09.15"},
}
"""Lines that are asked about by language, where what stands behind a word that joins may be a clause of its own.

In Polish "i" joins, and in Swedish "å" as people spell "och".
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_forms_are_understood_by_everybody(shared: SqliteEngine, language: str) -> None:
    """Who has another language stores the same, or is asked where a word of their own is among them."""
    asked = set()
    for talk, case in in_their_worlds(shared, LINES):
        own, other = reading(talk, case.line, case.me), reading(talk, case.line, language)
        if own.stored != other.stored:
            asked.add(case.line)
            assert not other.stored, case.name
            assert other.choices or other.fields, case.name
    assert ASKED.get(language, set()) == asked
