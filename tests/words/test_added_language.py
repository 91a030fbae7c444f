"""A language more changes nothing for people of the others, and is whole."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.teams.manifest import LOCALES
from bot.language import vocabulary
from bot.language.names import fold
from bot.language.vocabulary import Vocabulary
from bot.language.word_files import FIRST, LANGUAGES, WORD_FILES
from tests.words.readings import readings

ROOT = Path(__file__).parents[2]
ADDED = "de"
"""The language that was added last."""
VOCABULARIES = {name: each for name, each in vars(vocabulary).items() if isinstance(each, Vocabulary)}


def _understood_by(language: str, name: str) -> set[str]:
    """Return the folded words of a vocabulary that are everybody's, English or of one language."""
    found: set[str] = set()
    for term, cells in VOCABULARIES[name].words.items():
        found.add(fold(term))
        for code, forms in cells.items():
            found |= {fold(word) for word in (forms.all if code in (language, FIRST) else forms.long)}
    return found


@pytest.mark.parametrize("name", [name for name in VOCABULARIES if name != "LANGUAGE_NAMES"])
@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != FIRST])
def test_a_short_form_is_understood_by_people_of_its_language_alone(code: str, name: str) -> None:
    """In other languages it may be a word of a note."""
    short = {word for forms in VOCABULARIES[name].words.values() for word in forms[code].short}
    wrong = {
        (word, other)
        for word in short
        for other in LANGUAGES
        if other != code
        and fold(word) not in _understood_by(other, name)
        and VOCABULARIES[name].find(word, other) is not None
    }
    assert set() == wrong


def test_lines_of_the_other_languages_are_read_as_without_it(tmp_path: Path) -> None:
    """The examples of each of the others, typed by people of that language, with the file of words and without."""
    shutil.copytree(ROOT / "bot", tmp_path / "bot", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "bot" / "language" / "words" / f"{ADDED}.toml").unlink()
    paths = os.pathsep.join((str(tmp_path), str(ROOT)))
    others = [code for code in LANGUAGES if code != ADDED]
    run = subprocess.run(
        [sys.executable, "-m", "tests.words.readings", *others],
        env=os.environ | {"PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"},
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert json.loads(run.stdout) == readings(others)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_is_whole(code: str, catalogue_problems: list[str]) -> None:
    """The tables and terms of English, every sentence in every plural form, a name, quotes and a tag for Teams."""
    assert [] == [problem for problem in catalogue_problems if problem.startswith(f"{code}: ")]
    terms = {table: set(words) for table, words in WORD_FILES[FIRST].tables.items()}
    assert terms == {table: set(words) for table, words in WORD_FILES[code].tables.items()}
    about = WORD_FILES[code].about
    assert about.name
    assert 2 == len(about.quotes)
    assert code == FIRST or LOCALES[code] == about.teams


@pytest.mark.parametrize(
    ("table", "term"),
    [("clauses", term) for term in ("before", "between", "joins", "others")]
    + [("names", "pronouns"), ("names", "about")],
)
def test_what_stands_around_names_is_short(table: str, term: str) -> None:
    """A long form would be no part of a name for anybody: nobody's customer could be called Kunde Nord."""
    assert () == WORD_FILES[ADDED].tables[table][term].long
