"""What is typed in long forms comes to the same for whoever types it, whatever their own language is."""

from __future__ import annotations

import pytest

from bot.language.word_files import LANGUAGES
from storage.sqlite import SqliteEngine
from tests.lines.readings import CASES, in_their_worlds, reading

SHORT = ("tors", "tirs", "v. 49", "czw")
"""Short forms of one language, which nobody else is understood by: weekdays and the week."""
JOINING = "i morgen"
"""Its first word joins clauses in another language, whose people are asked."""
LINES = [case for case in CASES if not any(f" {word}" in case.line for word in SHORT)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_forms_are_understood_by_everybody(shared: SqliteEngine, language: str) -> None:
    """Who has another language stores the same, or is asked where a word of their own is among them."""
    for talk, case in in_their_worlds(shared, LINES):
        stored = reading(talk, case.line, language).stored
        own = reading(talk, case.line, case.me).stored
        assert stored == own or (not stored and JOINING in case.line), case.name
