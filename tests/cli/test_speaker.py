"""For whom `say` speaks: by name, by address, and never for one of several silently."""

from __future__ import annotations

import pytest

from adapters.terminal import Terminal
from bot.cli.speaker import speaker
from bot.domain.people import Person
from bot.errors import ConfigError
from bot.messages.events import Sender
from storage.work import SqlWork
from tests.dialog import TUESDAY


def _person(work: SqlWork, name: str, *addresses: tuple[str, str], **values: object) -> Person:
    made = work.people.add(name, TUESDAY)
    for platform, user in addresses:
        work.people.link(made.id, platform, user)
    return work.people.change(made.id, **values)


def _sender(work: SqlWork, who: str) -> Sender:
    """Return as whom a line of `say --as` comes."""
    name, address = speaker(work, who)
    return Terminal(person=name, address=address, at=lambda: TUESDAY).event("today").sender


def _found(work: SqlWork, who: str) -> Person | None:
    """Return who is found for a line of `say --as`."""
    sender = _sender(work, who)
    person = work.people.at_address(sender.platform, sender.user)
    return person or work.people.by_name(sender.name)


@pytest.mark.parametrize("who", ["kari", "KARI", "slack:U1", "slack:u1", "kari@firm.dk"])
def test_a_name_or_an_address_of_one_person_speaks_for_them(work: SqlWork, who: str) -> None:
    """In any case."""
    kari = _person(work, "Kari", ("slack", "U1"), ("mail", "kari@firm.dk"))
    assert kari == _found(work, who)


def test_a_name_of_several_people_is_refused_with_their_addresses(work: SqlWork) -> None:
    """Each of them can then be named."""
    _person(work, "Kari", ("slack", "U1"))
    second = _person(work, "Kari", ("teams", "a-1"))
    with pytest.raises(ConfigError, match=r"Several people are called Kari: .*: slack:U1, teams:a-1"):
        speaker(work, "Kari")
    assert second == _found(work, "teams:a-1")


def test_a_removed_namesake_does_not_make_a_name_unclear(work: SqlWork) -> None:
    """Who is on the list speaks."""
    _person(work, "Kari", ("slack", "U1"), gone=True)
    second = _person(work, "Kari", ("slack", "U2"))
    assert second == _found(work, "Kari")


def test_an_address_of_nobody_is_refused(work: SqlWork) -> None:
    """It never speaks for somebody who calls himself so."""
    _person(work, "slack:U9")
    with pytest.raises(ConfigError, match="Nobody was met at slack:U9"):
        speaker(work, "slack:U9")


def test_an_address_speaks_for_its_person_and_not_for_a_namesake(work: SqlWork) -> None:
    """The line comes from the address and not under the name."""
    _person(work, "Kari", ("slack", "U1"))
    second = _person(work, "Kari", ("slack", "U2"))
    assert second == _found(work, "slack:U2")


def test_a_name_speaks_for_its_person_though_it_was_somebody_elses_at_the_terminal(work: SqlWork) -> None:
    """Whoever typed under the name first was renamed since."""
    _person(work, "Kari Berg", ("terminal", "kari"))
    kari = _person(work, "Kari", ("slack", "U1"))
    assert kari == _found(work, "kari")


def test_without_a_name_the_first_person_speaks(work: SqlWork) -> None:
    """Who was removed does not; with nobody there, the first of all is called admin."""
    assert ("admin", None) == speaker(work, "")
    _person(work, "Gone", gone=True)
    _person(work, "Anna")
    assert ("Anna", None) == speaker(work, "")
    assert ("New", None) == speaker(work, "New")
