"""Word files: which languages there are, and that a file that lacks something is named."""

from __future__ import annotations

import shutil
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from bot.language.word_files import FOLDER, LANGUAGES, WORD_FILES, UnfitWordFile, read_word_files

MAY_BE_EMPTY = {
    ("clauses", "managed"),
    ("clauses", "articles"),
    ("reaching", "answers"),
    ("names", "genitive"),
    ("names", "cases"),
    ("names", "changes"),
    ("hours", "oclock"),
    ("hours", "am_of_day"),
    ("hours", "pm_of_day"),
}


def test_the_languages_are_the_files_of_the_folder_english_first() -> None:
    """No other place names them."""
    assert "en" == LANGUAGES[0]
    assert {path.stem for path in FOLDER.iterdir()} == set(LANGUAGES)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('csv = ["csv"]', "", r"da.toml: csv in \[formats\] is missing"),
        (
            'csv = ["csv"]',
            'csv = ["csv"]\nfound = ["fundet"]',
            r"da.toml: found in \[formats\] is in no other file",
        ),
        ("[formats]", "[kinds]", r"da.toml: csv in \[formats\] is missing"),
        ("[about]", "[about", "da.toml cannot be read"),
        ('name = "dansk"', "", "da.toml cannot be read"),
    ],
)
def test_a_file_that_does_not_fit_is_named_with_its_term(tmp_path: Path, old: str, new: str, problem: str) -> None:
    """A language is whole or the start ends."""
    for path in FOLDER.iterdir():
        shutil.copy(path, tmp_path)
    path = tmp_path / "da.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UnfitWordFile, match=problem):
        read_word_files(tmp_path)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_term_has_a_word_and_none_twice(code: str) -> None:
    """Days have the forms of CLDR; a language may lack endings of names, verbs in two parts, or a negation behind one."""
    for table, terms in WORD_FILES[code].tables.items():
        for term, words in terms.items():
            assert words.all or table in ("days", "split_verbs") or (table, term) in MAY_BE_EMPTY, f"{table}.{term}"
    written = tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    del written["about"]
    for table, terms in written.items():
        for term, words in terms.items():
            assert [word for word, count in Counter(words).items() if count > 1] == [], f"{table}.{term}"
