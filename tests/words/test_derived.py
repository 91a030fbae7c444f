"""Derived files of words: a start reads them alone, and never one that is older than what somebody edited."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.language import day_names, word_files
from bot.language.derived_files import read_derived
from bot.language.word_files import DERIVED, FOLDER, LANGUAGES, WORD_FILES, plain_words, read_word_files


def test_each_language_has_a_derived_file_and_nothing_else_has() -> None:
    """One that stayed behind would be shipped for a language that is gone."""
    assert {path.stem for path in DERIVED.iterdir()} == set(LANGUAGES)


def test_a_start_reads_the_derived_files_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading TOML takes a fifth of a second."""
    monkeypatch.setattr(word_files, "plain_words", lambda path: pytest.fail(f"{path} was read"))
    assert WORD_FILES == read_word_files(FOLDER)


def test_an_edited_word_counts_at_the_next_start(tmp_path: Path) -> None:
    """Nobody has to derive anything to try a word."""
    for path in FOLDER.iterdir():
        shutil.copy(path, tmp_path)
    file = tmp_path / "da.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('csv = ["csv"]', 'csv = ["komma"]'), encoding="utf-8")
    assert ("komma",) == read_word_files(tmp_path)["da"].tables["formats"]["csv"].long


def test_a_release_without_word_files_has_every_word(tmp_path: Path) -> None:
    """They are a tenth of its size, and nobody edits them there."""
    assert WORD_FILES == read_word_files(tmp_path / "none")


@pytest.mark.parametrize("text", [None, "<<<<<<< ours\n", ""])
def test_a_derived_file_that_is_missing_or_broken_costs_time_alone(
    text: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as one in which a merge left both sides; `derive` itself must start to mend it."""
    monkeypatch.setattr(word_files, "DERIVED", tmp_path)
    if text is not None:
        (tmp_path / "en.json").write_text(text, encoding="utf-8")
    assert WORD_FILES == read_word_files(FOLDER)


def test_what_is_derived_is_what_the_file_says(tmp_path: Path) -> None:
    """Long forms, short ones, and words that are typed with other letters too."""
    file = tmp_path / "xx.toml"
    file.write_text('[about]\nname = "x"\n[verbs]\ncall = ["følg", "~f"]\n', encoding="utf-8")
    assert {"about": {"name": "x"}, "verbs": {"call": (("følg", "foelg"), ("f",))}} == plain_words(file)


def test_names_of_days_are_read_without_the_rest_of_cldr() -> None:
    """They are those of the Babel that is installed; another one is asked itself."""
    assert day_names.cldr_names() == read_derived(day_names.DERIVED, day_names.SOURCE)
    assert read_derived(day_names.DERIVED, b"Babel 3") is None
