"""What a typed name or address means among people, how people of one name are told apart, and the question for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from bot.arguments.basic import NAME_WORDS
from bot.arguments.parser import Ambiguous, Arg, Candidate, ParseContext
from bot.domain.first_contact import LOCAL_PLATFORMS
from bot.domain.people import ADMINS, MAIL, Person, Reach
from bot.domain.person_search import (
    PersonAddress,
    main_address,
    parse_person_address,
    people_named,
    person_at,
    removed_people,
)
from bot.domain.work import Work
from bot.errors import UserMistake
from bot.language.i18n import Translator
from bot.language.names import NAME_LIMIT, fold
from bot.language.tokens import Token, text_of, tokens
from bot.messages.press import existing, new_name
from bot.records import record

LABEL_LIMIT = 75
"""Characters of a button's label, as Slack has them; the address has to be among them."""
SHORTEST_NAME = 10
FORMER_LIMIT = 12
MENTIONS_BOUND = 20
"""Mentions of one line that are read."""
SHOWN = 8
"""People of one name who are offered; the others are found by their address."""


@record(kw_only=True)
class UnmetAddress:
    """A typed address at which nobody was met; `name` is what the person was shown as there, empty when unknown."""

    address: PersonAddress
    name: str = ""


def address_words(
    words: tuple[Token, ...], mentioned: Mapping[str, str], platform: str
) -> tuple[tuple[Token, ...], dict[str, str]]:
    """Replace each mention in a line by the address it carries; return the words, and the shown names by address.

    `mentioned` has the user ids on `platform` by the name that the line shows. A name that stood in the line could end
    in a word that is a role or a keyword, and could be that of several people; an address is one word of one person.
    """
    # Bounded, as a sender may choose what a mention shows: each name is looked for at each word.
    bounded = [(name, user) for name, user in mentioned.items() if len(name) <= NAME_LIMIT][:MENTIONS_BOUND]
    shown = [([fold(word.text) for word in tokens(f"@{name}")], name, user) for name, user in bounded]
    shown.sort(key=lambda mention: -len(mention[0]))
    line = [fold(word.text) for word in words]
    names: dict[str, str] = {}
    found: list[Token] = []
    at = 0
    while at < len(words):
        hit = next((mention for mention in shown if _stands_at(line, at, mention[0])), None)
        if hit is None:
            found.append(words[at])
            at += 1
            continue
        address = f"{platform}:{hit[2]}"
        names[address] = hit[1]
        found.append(Token(address, raw=f" {address}"))
        at += len(hit[0])
    return tuple(found), names


def _stands_at(line: Sequence[str], at: int, mention: Sequence[str]) -> bool:
    """Whether a mention's words are those at a place of a line; a comma may follow the last one."""
    head, last = line[at : at + len(mention) - 1], line[at + len(mention) - 1 : at + len(mention)]
    return head == mention[:-1] and any(mention[-1] in (word, word.rstrip(".,:;")) for word in last)


def typed_address(words: tuple[Token, ...], context: ParseContext) -> Person | UnmetAddress | None:
    """Return who is meant when the first word is an address; None when it is a name."""
    address = None if words[0].quoted else parse_person_address(words[0].text)
    if address is None:
        return None
    return person_at(context.work, address) or UnmetAddress(
        address=address, name=context.shown_names.get(str(address), "")
    )


def address_label(reach: Reach) -> str:
    """Return an address as people read it: "Slack U123", or a mail address."""
    return reach.target if reach.platform == MAIL else f"{reach.platform.capitalize()} {reach.target}"


def person_label(work: Work, translator: Translator, person: Person) -> str:
    """Return what tells a person from others of the name: "Kari · Slack U123 · was Mallory", "Kari · not met yet"."""
    reach = main_address(work, person)
    where = address_label(reach) if reach else translator.t("person", "not met yet")
    former = _cut(person.renamed_from, FORMER_LIMIT)
    facts = translator.join((where, translator.t("person", "was {name}", name=former) if former else ""))
    # The name is cut and not the address, which alone tells one from the other.
    room = max(SHORTEST_NAME, LABEL_LIMIT - len(facts) - len(" · "))
    return translator.join((_cut(person.name, room), facts))[:LABEL_LIMIT]


def met_as(work: Work, person: Person) -> str:
    """Return the platform's or mail address that a person is bound to; empty for one known by name alone."""
    reach = main_address(work, person)
    return address_label(reach) if reach and reach.platform not in LOCAL_PLATFORMS else ""


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


@record(kw_only=True)
class Reading:
    """The people whom the first `used` words of a line may name."""

    used: int
    people: tuple[Person, ...]


def person_readings(words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> list[Reading]:
    """Return each way to read the first words as a name, the longest first.

    A shorter one counts where another argument takes the words behind it: somebody may be called "Kari 8" or "Kari
    week", and must not get what was meant for Kari.
    """
    found: list[Reading] = []
    for count in range(min(len(words), NAME_WORDS), 0, -1):
        if found and not any(arg.recognises(words[count:], context) for arg in after):
            continue
        if people := people_named(context.work, name_in(words[:count])):
            found.append(Reading(used=count, people=people))
    return found


def removed_readings(words: tuple[Token, ...], context: ParseContext) -> list[Reading]:
    """Return the longest way to read the first words as the name of somebody who was removed."""
    counts = range(min(len(words), NAME_WORDS), 0, -1)
    found = (Reading(used=count, people=removed_people(context.work, name_in(words[:count]))) for count in counts)
    return [reading for reading in found if reading.people][:1]


def name_in(words: tuple[Token, ...]) -> str:
    """Return words as a name; a mention typed by hand has the sign before it."""
    return text_of(words).removeprefix("@")


class Asked(Protocol):
    """What a question about people needs to know; a ParseContext and a Context have it."""

    @property
    def work(self) -> Work: ...
    @property
    def translator(self) -> Translator: ...


def which_person(
    argument: str, name: str, readings: Sequence[Reading], asked: Asked, *, adds: bool = False
) -> Ambiguous:
    """Return the question which of several people is meant, or whether one who took the name is.

    With `adds` somebody new of the name is offered too, unless one of the people had that name from the beginning.
    """
    choices = [
        replace(choice, used=reading.used) for reading in readings for choice in person_choices(reading.people, asked)
    ]
    people = [person for reading in readings for person in reading.people]
    if adds and not any(fold(person.name) == fold(name) and not person.renamed_from for person in people):
        choices.append(add_choice(name, asked))
    title = asked.translator.t("person", 'Who do you mean by "{name}"?', name=name)
    return Ambiguous(argument, title, choices, min((reading.used for reading in readings), default=0))


def person_choices(people: Sequence[Person], asked: Asked) -> list[Candidate]:
    """Return a choice for each person, by what tells them apart."""
    found = people[:SHOWN]
    labels = [person_label(asked.work, asked.translator, person) for person in found]
    return [
        # Two who were both never met have nothing else that is different.
        Candidate(label=f"{label} ({person.id})" if labels.count(label) > 1 else label, value=existing(person.id))
        for label, person in zip(labels, found, strict=True)
    ]


def add_choice(name: str, asked: Asked) -> Candidate:
    """Return the choice of somebody new of a name."""
    return Candidate(label=asked.translator.t("person", 'Add "{name}"', name=name), value=new_name(name))


def chosen_person(person: int, context: ParseContext, *, removed: bool = False) -> Person:
    """Return the person whom a button selects; raises UserMistake for one who is no longer on the list.

    The button showed the former name of one who was renamed: pressed by an admin, that name is confirmed.
    """
    try:
        found = context.work.people.get(person)
    except LookupError:
        found = None
    if found is None or not (found.active or removed):
        raise UserMistake("args", "That person is no longer there.")
    if found.renamed_from and context.writes and context.who.may(ADMINS):
        return context.work.people.change(found.id, renamed_from="")
    return found


def nobody_at(unmet: UnmetAddress) -> UserMistake:
    """Return the mistake of naming an address at which nobody was met."""
    return UserMistake("person", "Nobody was met at {address} yet.", address=str(unmet.address)[:80])
