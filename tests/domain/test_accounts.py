"""Accounts: found by normal form, by another system's id, by owner; changed by column, removed only when unused."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest

from bot.domain.accounts import Account
from bot.domain.details import Call
from bot.domain.entries import undo
from bot.language.names import account_key
from storage.work import SqlWork
from tests.dialog import TUESDAY


def _add(work: SqlWork, name: str, owner: int | None = None) -> Account:
    return work.accounts.add(name, owner, TUESDAY)


def _person(work: SqlWork, name: str = "Anna") -> int:
    return work.people.add(name, TUESDAY).id


def _call(work: SqlWork, person: int, account: int | None, days_ago: int = 0) -> None:
    day = TUESDAY.date() - timedelta(days=days_ago)
    work.entries.add(Call(), person=person, account=account, day=day, at=TUESDAY)


@pytest.mark.parametrize("typed", ["Ødegård Vin AS", "ØDEGÅRD VIN", "odegard vin", "Ødegård  Vin, AS"])
def test_an_account_is_found_however_its_name_is_spelt(work: SqlWork, typed: str) -> None:
    """Case, marks, company form and punctuation do not matter."""
    made = _add(work, "Ødegård Vin AS")
    assert made == work.accounts.by_key(account_key(typed))


def test_an_empty_key_finds_nothing(work: SqlWork) -> None:
    """What was typed left no letters."""
    _add(work, "Acme")
    assert work.accounts.by_key("") is None


def test_two_accounts_never_share_a_normal_form(work: SqlWork) -> None:
    """The database itself refuses the second."""
    _add(work, "Acme A/S")
    with pytest.raises(sqlite3.IntegrityError):
        _add(work, "ACME")


def test_an_account_that_is_not_there(work: SqlWork) -> None:
    """`find` says so with None, `get` with an error."""
    assert work.accounts.find(99) is None
    with pytest.raises(LookupError, match="no account 99"):
        work.accounts.get(99)


def test_another_systems_id_finds_its_account(work: SqlWork) -> None:
    """No account is found by the empty id that most have."""
    made = _add(work, "Acme")
    _add(work, "Beta")
    work.accounts.change(made.id, external="A-1")
    assert made == work.accounts.by_external_id("A-1")
    assert work.accounts.by_external_id("") is None


def test_a_change_leaves_every_other_column(work: SqlWork) -> None:
    """Only what is named."""
    made = work.accounts.change(_add(work, "Acme").id, place="Oslo", value=5, contacts=2, rhythm=14)
    changed = work.accounts.change(made.id, value=6)
    assert ("Acme", "Oslo", 6, 2, 14) == (
        changed.name,
        changed.place,
        changed.value,
        changed.contacts,
        changed.rhythm,
    )


def test_a_new_name_is_found_and_the_old_one_is_not(work: SqlWork) -> None:
    """The normal form follows the name."""
    made = _add(work, "Acme")
    work.accounts.change(made.id, name="Beta AS")
    assert {"beta": made.id} == work.accounts.ids_by_key()


def test_a_change_of_an_unknown_column_is_an_error(work: SqlWork) -> None:
    """A misspelt column must not pass in silence."""
    with pytest.raises(KeyError, match="colour"):
        work.accounts.change(_add(work, "Acme").id, colour="red")


def test_the_last_contact_is_the_later_of_logged_and_imported(work: SqlWork) -> None:
    """An import may know of an older or a newer one."""
    anna, made = _person(work), _add(work, "Acme")
    assert made.last_contact is None
    work.accounts.change(made.id, imported_contact="2026-10-01")
    assert "2026-10-01" == str(work.accounts.get(made.id).last_contact)
    _call(work, anna, made.id)
    assert TUESDAY.date() == work.accounts.get(made.id).last_contact
    work.accounts.change(made.id, imported_contact="2026-12-01")
    assert "2026-12-01" == str(work.accounts.get(made.id).last_contact)


def test_an_undone_call_is_no_contact(work: SqlWork) -> None:
    """The one before it counts again."""
    anna, made = _person(work), _add(work, "Acme")
    _call(work, anna, made.id, days_ago=7)
    _call(work, anna, made.id)
    newest = work.entries.latest(anna)
    assert newest
    undo(work.entries, newest, TUESDAY)
    assert TUESDAY.date() - timedelta(days=7) == work.accounts.get(made.id).last_contact


def test_an_account_that_anything_was_logged_about_is_not_removed(work: SqlWork) -> None:
    """Not even when it was undone: the log still names it."""
    anna, used, unused = _person(work), _add(work, "Used"), _add(work, "Unused")
    _call(work, anna, used.id)
    newest = work.entries.latest(anna)
    assert newest
    undo(work.entries, newest, TUESDAY)
    assert not work.accounts.remove_unused(used.id)
    assert work.accounts.remove_unused(unused.id)
    assert {"used": used.id} == work.accounts.ids_by_key()


def test_an_owners_accounts_come_longest_silent_first(work: SqlWork) -> None:
    """Those without any contact lead; of one day the most valuable one."""
    anna, bo = _person(work), _person(work, "Bo")
    names = ("Yesterday", "Week", "Never", "Big", "Imported")
    ids = {name: _add(work, name, anna).id for name in names}
    _add(work, "Other", bo)
    for name, ago in (("Yesterday", 1), ("Week", 7), ("Big", 7)):
        _call(work, anna, ids[name], ago)
    work.accounts.change(ids["Big"], value=900)
    work.accounts.change(ids["Imported"], imported_contact="2026-11-20")
    expected = ["Never", "Big", "Week", "Imported", "Yesterday"]
    assert expected == [account.name for account in work.accounts.owned_by(anna)]
    assert expected[:2] == [account.name for account in work.accounts.owned_by(anna, limit=2)]


def test_the_account_that_a_person_logged_about_last(work: SqlWork) -> None:
    """Lines without an account, undone lines and those of others do not count."""
    anna, bo = _person(work), _person(work, "Bo")
    first, second = _add(work, "First"), _add(work, "Second")
    assert work.accounts.last_logged_by(anna) is None
    _call(work, anna, first.id)
    _call(work, anna, second.id)
    newest = work.entries.latest(anna)
    assert newest
    undo(work.entries, newest, TUESDAY)
    _call(work, anna, None)
    _call(work, bo, second.id)
    found = work.accounts.last_logged_by(anna)
    assert found
    assert "First" == found.name
