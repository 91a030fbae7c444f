"""docs/glossary.md explains each word once, in one line, and names a file that exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"\| ([^|]+) \| ([^|]+) \| `([^|`]+)` \|")
LINES = (ROOT / "docs/glossary.md").read_text(encoding="utf-8").splitlines()
ROWS = [match.groups() for line in LINES if (match := ROW.fullmatch(line))]


def test_every_row_of_the_table_is_read() -> None:
    """A row of another shape would go untested."""
    table = [line for line in LINES if line.startswith("|")]
    assert len(table) - 2 == len(ROWS)


@pytest.mark.parametrize(("term", "file"), [(term, file) for term, _, file in ROWS])
def test_every_term_names_a_file_that_exists(term: str, file: str) -> None:
    """Whoever looks a word up finds the code behind it."""
    assert (ROOT / file).is_file(), term


def test_terms_are_in_order_and_explained_once() -> None:
    """A word is found by the alphabet, and has one meaning."""
    terms = [term for term, _, _ in ROWS]
    assert sorted(set(terms)) == terms
