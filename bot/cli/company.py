"""Which of a database's companies and people an operator's command is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from bot.domain.people import Person
from bot.domain.person_search import address_of, parse_person_address, person_at
from bot.domain.work import Work
from bot.errors import ConfigError
from bot.ports import Store

FIRST = 1
"""The company of a database that has only one; it is there before anything is in it."""
TenantOption = Annotated[str, typer.Option("--tenant", help="Of several companies the one meant, by number or name.")]


async def company(store: Store, wanted: str) -> int:
    """Return the company that an option names, the first one when it names none; raises ConfigError."""
    return named({FIRST: "default"} | dict(await store.read(_companies)), wanted) if wanted else FIRST


async def only_company(store: Store, wanted: str) -> int | None:
    """Return the company that an option names, None for the only one; raises ConfigError where there are several."""
    return chosen_company(await store.read(_companies), wanted)


def chosen_company(companies: Mapping[int, str], wanted: str) -> int | None:
    """Return the company that an option names, None for the only one; raises ConfigError."""
    if not wanted and len(companies) > 1:
        raise ConfigError(
            f"An export holds one company, and this database has several: add --tenant with one of {_list(companies)}."
        )
    return named(companies, wanted) if wanted else None


def named(companies: Mapping[int, str], wanted: str) -> int:
    """Return the number of a company by its number or name, `slack:T024BE7LD` or `T024BE7LD`; raises ConfigError."""
    found = [
        number
        for number, name in companies.items()
        if wanted.strip().casefold() in {str(number), name.casefold(), name.rpartition(":")[2].casefold()}
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise ConfigError(f"{wanted[:40]} is more than one company: name one of {_list(companies)} by its number.")
    raise ConfigError(f"There is no company {wanted[:40]} in this database; there is {_list(companies)}.")


def _companies(work: Work) -> Mapping[int, str]:
    return work.installations.companies()


def _list(companies: Mapping[int, str]) -> str:
    return ", ".join(f"{number} ({name})" for number, name in companies.items()) or "none"


def person_called(work: Work, who: str) -> Person:
    """Return the one whom a name or an address means, also one who gets nothing any more; raises ConfigError."""
    if address := parse_person_address(who):
        met = person_at(work, address)
        people = [met] if met else []
    else:
        people = list(work.people.named(who))
    people = [person for person in people if person.active] or people
    if len(people) > 1:
        choices = ", ".join(str(address) for person in people if (address := address_of(work, person)))
        raise ConfigError(f"Several people are called {who[:40]}: write one of these instead: {choices}.")
    if not people:
        raise ConfigError(f"Nobody is called {who[:40]!r}: write a name, or an address such as slack:U024BE7LD.")
    return people[0]
