"""Whom a name or an address means among people."""

from __future__ import annotations

import pytest

from bot.domain.people import Person
from bot.domain.person_search import (
    PersonAddress,
    address_of,
    certain_person,
    parse_person_address,
    people_meant,
    people_named,
    person_at,
    removed_people,
)
from storage.work import SqlWork
from tests.dialog import TUESDAY


def _person(work: SqlWork, name: str, *addresses: tuple[str, str], **values: object) -> Person:
    made = work.people.add(name, TUESDAY)
    for platform, user in addresses:
        work.people.link(made.id, platform, user)
    return work.people.change(made.id, **values)


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("slack:U123", "slack:U123"),
        ("Teams:8c1f-1", "teams:8c1f-1"),
        ("terminal:kari lund", "terminal:kari lund"),
        ("Kari.Lund@Firm.dk", "kari.lund@firm.dk"),
        ("mail:Kari@firm.dk", "kari@firm.dk"),
    ],
)
def test_an_address_is_read_and_written(text: str, spelt: str) -> None:
    """A mail address needs no platform before it, and has no case."""
    address = parse_person_address(text)
    assert spelt == str(address)
    assert address == parse_person_address(spelt)


@pytest.mark.parametrize("text", ["", "Kari", "Kari Lund", "@Kari", "a:b", "slack:", "kari@", "a b@c", "8:30"])
def test_a_name_is_no_address(text: str) -> None:
    """Whatever signs it has."""
    assert parse_person_address(text) is None


@pytest.mark.parametrize("target", ["U123", "u123"])
def test_an_address_is_found_in_any_case(work: SqlWork, target: str) -> None:
    """Slack's ids are in capitals, those of Teams are not."""
    kari = _person(work, "Kari", ("slack", "U123"))
    assert kari == person_at(work, PersonAddress(platform="slack", target=target))
    assert person_at(work, PersonAddress(platform="teams", target=target)) is None


def test_a_name_means_whoever_has_it_or_had_it_at_first_contact(work: SqlWork) -> None:
    """Nobody who was removed."""
    first = _person(work, "Kari")
    _person(work, "KARI", gone=True)
    former = _person(work, "Kari Berg", renamed_from="kari")
    assert (first, former) == people_named(work, "kari")
    assert certain_person(people_named(work, "kari")) is None
    assert () == people_named(work, "Mallory")


def test_one_person_is_certain_unless_the_name_was_taken(work: SqlWork) -> None:
    """An admin's confirmation ends the doubt."""
    kari = _person(work, "Kari", renamed_from="Mallory")
    assert certain_person(people_named(work, "Kari")) is None
    kari = work.people.change(kari.id, renamed_from="")
    assert kari == certain_person(people_named(work, "Kari"))


def test_removed_people_of_a_name_are_found_apart(work: SqlWork) -> None:
    """Those on the list are not among them."""
    _person(work, "Kari")
    gone = _person(work, "Kari", gone=True)
    assert (gone,) == removed_people(work, "kari")


def test_an_address_means_one_person_on_the_list(work: SqlWork) -> None:
    """Never somebody who calls himself so."""
    kari = _person(work, "Kari", ("slack", "U1"))
    _person(work, "slack:U2")
    _person(work, "Gone", ("slack", "U3"), gone=True)
    found = [people_meant(work, text) for text in ("slack:U1", "Kari", "slack:U2", "slack:U3")]
    assert [(kari,), (kari,), (), ()] == found


@pytest.mark.parametrize(
    ("addresses", "expected"),
    [
        ((), None),
        ((("terminal", "kari"),), "terminal:kari"),
        ((("terminal", "kari"), ("mail", "kari@firm.dk")), "kari@firm.dk"),
        ((("mail", "kari@firm.dk"), ("slack", "U1"), ("teams", "a")), "slack:U1"),
    ],
)
def test_a_platforms_address_tells_people_apart_before_any_other(
    work: SqlWork, addresses: tuple[tuple[str, str], ...], expected: str | None
) -> None:
    """A mail comes next; a name typed on the operator's machine proves least."""
    kari = _person(work, "Kari", *addresses)
    found = address_of(work, kari)
    assert expected == (str(found) if found else None)
