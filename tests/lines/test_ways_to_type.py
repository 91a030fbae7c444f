"""How a line is typed never changes what it comes to: with a filler, a stop or a capital, or without marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.language.word_files import WORD_FILES
from storage.sqlite import SqliteEngine
from tests.lines.cases import Case
from tests.lines.readings import CASES, differences

TELLING = [case for case in CASES if any(fact["verb"] != "off" for fact in case.expected.get("expect", ()))]
"""Those that store a fact: fillers stand before verbs of the log alone."""


def _language(case: Case) -> str:
    return case.me


def _with_filler(case: Case) -> str:
    fillers = WORD_FILES[case.me].tables["clauses"]["before"].all
    return f"{fillers[len(case.line) % 3]} {case.line}"


def _with_stop(case: Case) -> str:
    return f"{case.line}."


def _with_capital(case: Case) -> str:
    return case.line[:1].swapcase() + case.line[1:]


def _without_marks(case: Case) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", case.line) if not unicodedata.combining(sign))


def test_a_filler_before_the_verb_changes_nothing(shared: SqliteEngine) -> None:
    """Such as "I have", or "just"."""
    assert [] == list(differences(shared, TELLING, _with_filler, _language))


@pytest.mark.parametrize("typed", [_with_stop, _with_capital, _without_marks])
def test_stop_capital_and_marks_change_nothing(shared: SqliteEngine, typed: Callable[[Case], str]) -> None:
    """Nor does a small letter where a capital was."""
    assert [] == list(differences(shared, CASES, typed, _language))


def _in_capitals(case: Case) -> str:
    return case.line.upper()


def test_a_line_in_capitals_comes_to_what_it_does_in_small_letters(shared: SqliteEngine) -> None:
    """Capitals tell nothing where all letters are."""
    small = [replace(case, line=case.line.lower()) for case in CASES]
    assert [] == list(differences(shared, small, _in_capitals, _language))
