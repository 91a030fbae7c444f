"""Which people a typed name or address means. A name proves nothing: several may share it, or somebody took it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.domain.first_contact import LOCAL_PLATFORMS
from bot.domain.people import MAIL, Person, Reach, mail_target
from bot.domain.work import Work
from bot.records import record

ADDRESS = re.compile(r"([A-Za-z]{2,16}):(\S.{0,199})")
MAIL_ADDRESS = re.compile(r"[^\s@:<>]{1,64}@[^\s@:<>]{1,190}")


@record(kw_only=True)
class PersonAddress:
    """Where a person types: a platform and its own id of the person; `str` writes `slack:U123`, or the bare mail."""

    platform: str
    target: str

    def __str__(self) -> str:
        return self.target if self.platform == MAIL else f"{self.platform}:{self.target}"


def parse_person_address(text: str) -> PersonAddress | None:
    """Return the address that a text spells, such as `slack:U123` or `kari@firm.dk`; None when it is a name."""
    hit = ADDRESS.fullmatch(text)
    mail = hit[2] if hit and hit[1].casefold() == MAIL else text
    if MAIL_ADDRESS.fullmatch(mail):
        return PersonAddress(platform=MAIL, target=mail_target(mail))
    return PersonAddress(platform=hit[1].casefold(), target=hit[2]) if hit else None


def person_at(work: Work, address: PersonAddress) -> Person | None:
    """Return the person of an address, also of one typed in another case; None when nobody was met there."""
    spellings = dict.fromkeys((address.target, address.target.upper(), address.target.casefold()))
    found = (work.people.at_address(address.platform, spelling) for spelling in spellings)
    return next((person for person in found if person), None)


def people_named(work: Work, name: str) -> tuple[Person, ...]:
    """Return everybody on the list whom a name may mean: who has it, then who had it at first contact."""
    holders = [person for person in work.people.named(name) if person.active]
    known = {person.id for person in holders}
    former = (person for person in work.people.formerly(name) if person.active and person.id not in known)
    return (*holders, *former)


def people_meant(work: Work, text: str) -> tuple[Person, ...]:
    """Return everybody on the list whom a name or an address may mean; at an address there is one person at most."""
    address = parse_person_address(text)
    if address is None:
        return people_named(work, text)
    person = person_at(work, address)
    return (person,) if person and person.active else ()


def removed_people(work: Work, name: str) -> tuple[Person, ...]:
    """Return everybody of a name who is not on the list now."""
    return tuple(person for person in work.people.named(name) if not person.active)


def certain_person(people: Sequence[Person]) -> Person | None:
    """Return the one person that a name means for certain: nobody else goes by it, and it was not taken since."""
    return people[0] if len(people) == 1 and not people[0].renamed_from else None


def main_address(work: Work, person: Person) -> Reach | None:
    """Return the address that tells a person from others of the name: a platform's, else a mail, else a local one."""
    found = sorted(work.people.addresses(person.id), key=lambda reach: _vagueness(reach.platform))
    return found[0] if found else None


def address_of(work: Work, person: Person) -> PersonAddress | None:
    """Return the same as what is typed to name the person."""
    reach = main_address(work, person)
    return PersonAddress(platform=reach.platform, target=reach.target) if reach else None


def _vagueness(platform: str) -> int:
    return 2 if platform in LOCAL_PLATFORMS else int(platform == MAIL)
