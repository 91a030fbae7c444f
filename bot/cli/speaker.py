"""For whom `say` speaks: a name or an address that the operator writes after --as."""

from __future__ import annotations

from adapters.terminal import NAME
from bot.domain.first_contact import find_person
from bot.domain.people import Person
from bot.domain.person_search import PersonAddress, address_of, parse_person_address, person_at
from bot.domain.work import Work
from bot.errors import ConfigError
from bot.language.names import NAME_LIMIT, fold
from bot.language.tokens import clean


def speaker(work: Work, who: str) -> tuple[str, PersonAddress | None]:
    """Return the name of the person a script speaks for, and the address where a name would not do.

    By name, by address, or the first one there is. Raises ConfigError for an address of nobody, and for a name that
    several people go by.
    """
    who = clean(who)
    if len(who) > NAME_LIMIT:
        raise ConfigError(f"A name holds at most {NAME_LIMIT} characters: shorten what stands after --as.")
    if address := parse_person_address(who):
        known = person_at(work, address)
        if known is None:
            raise ConfigError(f"Nobody was met at {who}: write a name after --as, or another address.")
        return known.name, address_of(work, known)
    people = [person for person in (work.people.named(who) if who else work.people.everyone()) if person.active]
    if who and len(people) > 1:
        choices = ", ".join(str(address) for person in people if (address := address_of(work, person)))
        raise ConfigError(f"Several people are called {who}: write one of these after --as: {choices}.")
    if not people:
        return who or "admin", None
    return people[0].name, _where_not_by_name(work, people[0])


def _where_not_by_name(work: Work, person: Person) -> PersonAddress | None:
    """Return a person's address if the name alone would mean somebody else at the terminal."""
    found = find_person(work, NAME, fold(person.name), person.name)
    return None if found and found.id == person.id else address_of(work, person)
