"""Names of accounts are found by their parts and when misspelt, however many there are, and under an old name only where it was renamed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.domain.accounts import CROWD
from storage.migrate import FOLDER, migrate
from storage.sqlite import SqliteEngine
from storage.work import SqlWork
from tests.dialog import TUESDAY, Dialog

MANY = 3 * CROWD
NAMES = "SELECT 'tail', tail, '' FROM name_tail UNION ALL SELECT 'spelling', spelling, first_word FROM account_spelling"


@pytest.fixture(name="crowd")
def crowd_fixture(talk: Dialog) -> Dialog:
    """A company with very many customers, most of whose first words are the same or begin alike."""
    for number in range(MANY):
        talk.account(f"Nordic {number}")
        talk.account(f"Nord{number:04} Bygg")
    talk.account("Nilsson Varme AB")
    return talk


def _keys(work: SqlWork, typed: str) -> set[str]:
    return set(work.accounts.ids_alike(typed))


def test_one_of_very_many_with_the_same_first_word_is_found(crowd: Dialog) -> None:
    """Also one that comes late in the alphabet."""
    assert "Nordic 299 · voicemail" in crowd.text("call nordic 299 vm")


@pytest.mark.parametrize("typed", ["nilson", "nillsson", "nisslon", "niksson", "nilsso", "ilsson"])
def test_a_letter_too_many_too_few_or_wrong_is_forgiven(crowd: Dialog, typed: str) -> None:
    """Among very many names, wherever in the first word the letter is."""
    assert "nilsson varme" in _keys(crowd.work, typed)


def test_a_misspelt_word_that_very_many_have_is_found_with_the_rest(crowd: Dialog) -> None:
    """The rest says which of them is meant."""
    assert "nordic 299" in _keys(crowd.work, "nordc 299")


def test_a_further_word_is_found_by_its_beginning(crowd: Dialog) -> None:
    """Only the names that have one."""
    assert {"nilsson varme"} == set(crowd.work.accounts.ids_holding("varm"))


def test_no_more_than_a_crowd_is_read_at_once(crowd: Dialog) -> None:
    """Whatever is asked."""
    accounts = crowd.work.accounts
    found = (accounts.ids_from("nord"), accounts.ids_holding("bygg"), accounts.ids_from(""))
    assert {CROWD} == {len(each) for each in found}


def test_a_new_name_takes_the_place_of_the_old_one(talk: Dialog) -> None:
    """Parts and misspellings of the old one find nothing."""
    accounts = talk.work.accounts
    account = talk.account("Nilsson Varme AB")
    accounts.change(account, name="Bergström Kyla AB")
    assert {} == accounts.ids_holding("varm")
    assert {"bergstrom kyla": account} == accounts.ids_holding("kyla")
    words = {row["first_word"] for row in talk.work._db._raw.execute("SELECT first_word FROM account_spelling")}
    assert {"acme", "bergstrom"} == words


def test_a_first_word_that_another_account_has_is_kept(talk: Dialog) -> None:
    """It goes with the last one."""
    accounts = talk.work.accounts
    one, other = talk.account("Nilsson Varme"), talk.account("Nilsson Kyla")
    raw = talk.work._db._raw
    assert accounts.remove_unused(one)
    assert raw.execute("SELECT COUNT(*) FROM account_spelling WHERE first_word = 'nilsson'").fetchone()[0] > 0
    assert accounts.remove_unused(other)
    assert raw.execute("SELECT COUNT(*) FROM account_spelling WHERE first_word = 'nilsson'").fetchone()[0] == 0
    assert raw.execute("SELECT COUNT(*) FROM name_tail").fetchone()[0] == 0


def test_names_of_before_are_found_as_new_ones_are(tmp_path: Path, work: SqlWork) -> None:
    """The migration notes the same parts as the program does."""
    names = ("Acme", "Nilsson Varme AB", "Nilsson Kyla", "Łódzkie Okna i Drzwi", "Aa", "3M", "Bergströms Transport")
    keys = []
    for name in names:
        account = work.accounts.add(name, None, TUESDAY)
        keys.append(str(work.accounts.columns(account.id)["key"]))
    expected = sorted(tuple(row) for row in work._db._raw.execute(NAMES))
    path = tmp_path / "snurr.db"
    before = tmp_path / "steps"
    before.mkdir()
    for step in FOLDER.glob("*.sql"):
        if step.stem < "0015":
            (before / step.name).write_text(step.read_text(encoding="utf-8"), encoding="utf-8")
    _migrate(path, before)
    with closing(sqlite3.connect(path)) as raw:
        rows = [(key, key) for key in keys]
        raw.executemany("INSERT INTO account (tenant, name, key, created_at) VALUES (1, ?, ?, '')", rows)
        raw.commit()
    _migrate(path, FOLDER)
    with closing(sqlite3.connect(path)) as raw:
        assert expected == sorted(raw.execute(NAMES).fetchall())


def _migrate(path: Path, folder: Path) -> None:
    engine = SqliteEngine(path)
    migrate(engine, folder)
    engine.close()
