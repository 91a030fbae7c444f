"""Whom the rows of another program's export name as owners of accounts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.domain.import_rows import ImportRow
from bot.domain.people import Person
from bot.domain.person_search import address_of, certain_person, parse_person_address, people_meant
from bot.domain.work import Work
from bot.records import record

WITH_MAIL = re.compile(r"([^<>()\[\]]*)[<(\[](?:mailto:)?([^\s<>()\[\]@]+@[^\s<>()\[\]@]+)[>)\]]\s*", re.IGNORECASE)
"""A name with a mail behind it, as mail programs and some exports write it."""


@record(kw_only=True)
class Owners:
    """People by what a file calls them, where that is certain; the names of others."""

    found: Mapping[str, Person]
    unknown: Sequence[str]
    unclear: Sequence[str]
    """Names that may mean several people, each with the addresses to write instead."""


def owners_of(work: Work, rows: Iterable[ImportRow | None]) -> Owners:
    """Return whom the rows name as owners: a person of that name or address on the list.

    Nobody is chosen of several who go by a name, nor who took it after first contact.
    """
    found: dict[str, Person] = {}
    unknown, unclear = [], []
    for text in dict.fromkeys(row.owner for row in rows if row and row.owner):
        meant = next((name for name in _spellings(text) if people_meant(work, name)), text)
        people = people_meant(work, meant)
        if person := certain_person(people) if parse_person_address(meant) is None else next(iter(people), None):
            found[text] = person
        elif people:
            choices = [str(address) for person in people if (address := address_of(work, person))]
            unclear.append(f"{text}: {' or '.join(choices)}")
        else:
            unknown.append(text)
    return Owners(found=found, unknown=unknown, unclear=unclear)


def _spellings(text: str) -> Iterator[str]:
    """Yield what an owner's cell may mean, the surest first: as it is, its mail, its name, the first name in front."""
    yield text
    hit = WITH_MAIL.fullmatch(text)
    if hit:
        yield hit[2]
    name = hit[1].strip() if hit else text.removeprefix("mailto:")
    yield name
    last, comma, first = name.partition(",")
    if comma and first.strip() and "," not in first:
        yield f"{first.strip()} {last.strip()}"
