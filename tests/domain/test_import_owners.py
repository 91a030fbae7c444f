"""Whom a file names as owners: people of the list, however another program spells them."""

from __future__ import annotations

import pytest

from bot.domain.import_owners import owners_of
from bot.domain.import_rows import ImportRow
from bot.domain.people import Person
from storage.work import SqlWork
from tests.dialog import TUESDAY


@pytest.fixture(name="kari")
def kari_fixture(work: SqlWork) -> Person:
    """Kari Lund, whom an admin has put on the list."""
    return work.people.add("Kari Lund", TUESDAY)


@pytest.mark.parametrize("cell", ["Kari Lund", "kari lund", "Lund, Kari", "Kari Lund <kari@firm.dk>"])
def test_a_name_is_found_in_any_spelling(work: SqlWork, kari: Person, cell: str) -> None:
    """As it is, the other way round, or before a mail."""
    found = owners_of(work, [ImportRow(name="Acme", owner=cell, line=2)])
    assert {cell: kari.id} == {text: person.id for text, person in found.found.items()}


@pytest.mark.usefixtures("kari")
def test_who_is_not_on_the_list_is_named(work: SqlWork) -> None:
    """Nobody is chosen in their place."""
    found = owners_of(work, [ImportRow(name="Acme", owner="Ola Dahl", line=2), None])
    assert ({}, ["Ola Dahl"], []) == (dict(found.found), list(found.unknown), list(found.unclear))
