"""Arguments about people: roles that are given or taken away, and a person or a team by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, assert_never

from bot.arguments.basic import NAME_WORDS
from bot.arguments.keyword import NewNameArg
from bot.arguments.parser import Ambiguous, Arg, Candidate, Match, ParseContext
from bot.arguments.person_match import (
    Reading,
    UnmetAddress,
    add_choice,
    chosen_person,
    name_in,
    nobody_at,
    person_choices,
    person_readings,
    removed_readings,
    typed_address,
    which_person,
)
from bot.domain.people import MAIL, Person, Role
from bot.domain.person_search import PersonAddress, certain_person, people_named, removed_people
from bot.errors import UserMistake
from bot.language.i18n import Quoted, Translator
from bot.language.names import NAME_LIMIT, clean_name, fold, match
from bot.language.tokens import Token, text_of, tokens
from bot.language.vocabulary import KEYWORDS, ROLES
from bot.messages.press import ExistingId, NewName, Nobody, existing, unpack_selection
from bot.records import record

NOBODY = "nobody"
"""The term of the vocabulary that stands for nobody."""


@record(kw_only=True)
class PersonArg(Arg):
    """One person on the list, by name, with or without @, or by address.

    `adds` offers to add an unknown name; with `removed` somebody who was removed may be meant too, with `nobody` that
    word stands for nobody.

    A name of several people, or one that somebody took after first contact, is asked about.
    """

    names_person: ClassVar[bool] = True
    adds: bool = False
    removed: bool = False
    nobody: bool = False

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        if not words:
            return None
        if self.nobody and KEYWORDS.find(words[0].text, context.language) == NOBODY and not words[0].quoted:
            return Match(Nobody(), 1)
        if address := typed_address(words, context):
            return Match(self._at_address(address, context), 1)
        readings = person_readings(words, context, after)
        readings = readings or (removed_readings(words, context) if self.removed else [])
        if found := certain_reading(readings):
            return found
        if readings:
            name = name_in(words[: readings[-1].used])
            raise which_person(self.name, name, readings, context, adds=self._may_add(name, context))
        # Plain words may belong to another argument; with @ a person is meant, so an unknown one is asked about.
        if self.optional and not words[0].text.startswith("@"):
            return None
        ends = (n for n in range(1, len(words)) if any(arg.recognises(words[n:], context) for arg in after))
        count = next(ends, len(words) if self.adds else 1)
        raise self._nobody(name_in(words[:count])[:NAME_LIMIT], count, context)

    def _at_address(self, found: Person | UnmetAddress, context: ParseContext) -> Person:
        match found:
            case UnmetAddress(name=""):
                raise nobody_at(found)
            case UnmetAddress(name=name):
                raise self._nobody(name, 1, context)
            case Person(active=False) if not self.removed:
                raise UserMistake("args", "That person is no longer there.")
            case Person():
                return found
            case _:
                assert_never(found)

    def _nobody(self, name: str, used: int, context: ParseContext) -> Ambiguous:
        ids = context.work.people.active_ids_by_name()
        hits = match(fold(name), ids)
        alike = [[context.work.people.get(id) for id in ids[key]] for key in (hits.sure or hits.near)[:4]]
        choices = [choice for people in alike for choice in _choices(people, context)]
        if self._may_add(name, context):
            choices.append(add_choice(name, context))
        title = context.translator.t("person", 'Nobody is called "{name}". Who do you mean?', name=name)
        return Ambiguous(self.name, title, choices, used, wrong=not choices)

    def _may_add(self, name: str, context: ParseContext) -> bool:
        # A removed person comes back by an admin's line only, not because somebody names them.
        return self.adds and context.writes and not removed_people(context.work, name)

    def restore(self, value: str, context: ParseContext) -> object:
        match unpack_selection(value):
            case ExistingId(id=person):
                return chosen_person(person, context, removed=self.removed)
            case NewName(name=name) if self.adds and (shown := clean_name(name, NAME_LIMIT)):
                return self._added(shown, context)
            case _:
                raise UserMistake("args", "That person is no longer there.")

    def _added(self, name: str, context: ParseContext) -> Person:
        """Return the person of a name, added as a colleague unless the button was pressed before."""
        if holder := own_holder(name, context):
            return holder
        if not self._may_add(name, context):
            raise UserMistake("args", "That person is no longer there.")
        person = context.work.people.add(name, context.at, team=context.who.team)
        return context.work.people.change(person.id, roles=frozenset({Role.COLLEAGUE}))


@record(kw_only=True)
class NewPerson:
    """Somebody to set up: a name, which may be empty, and the address that a mention or the line gave, if any."""

    name: str
    address: PersonAddress | None = None


@record(kw_only=True)
class PersonOrNewArg(NewNameArg):
    """A person by name or address, removed ones too, or else a NewPerson."""

    names_person: ClassVar[bool] = True

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        match typed_address(words, context) if words else None:
            case Person() as person:
                return Match(person, 1)
            case UnmetAddress(name=name, address=address):
                return Match(NewPerson(name=name or mail_name(address), address=address), 1)
            case None:
                pass
        found = super().match(words, context, after)
        return self._named(words, found.used, context) if found else None

    def _named(self, words: tuple[Token, ...], used: int, context: ParseContext) -> Match:
        name = name_in(words[:used])
        people = people_named(context.work, name)
        own = Reading(used=used, people=people or removed_people(context.work, name))
        longer = [] if words[0].quoted else self._longer(words, used, context)
        if not own.people and not longer:
            return Match(NewPerson(name=name), used)
        readings = [*longer, own]
        if found := certain_reading(readings):
            return found
        raise which_person(self.name, name, readings, context, adds=context.writes)

    def _longer(self, words: tuple[Token, ...], used: int, context: ParseContext) -> list[Reading]:
        """Return the people whose names go on where the name seems to end, in a role or a keyword."""
        counts = range(min(len(words), NAME_WORDS), used, -1)
        found = (Reading(used=count, people=people_named(context.work, name_in(words[:count]))) for count in counts)
        return [reading for reading in found if reading.people]

    def restore(self, value: str, context: ParseContext) -> object:
        match unpack_selection(value):
            case ExistingId(id=person):
                return chosen_person(person, context, removed=True)
            case NewName(name=name) if shown := clean_name(name, NAME_LIMIT):
                return own_holder(shown, context) or NewPerson(name=shown)
            case _:
                raise UserMistake("args", "That person is no longer there.")


@record(kw_only=True)
class TypedName:
    """A name for one of several kinds of thing, and the people whom it may mean; `chosen` by a button or an address."""

    text: str
    people: tuple[Person, ...]
    chosen: Person | None = None


@record(kw_only=True)
class ItemNameArg(NewNameArg):
    """The name of a thing or a person, as a TypedName; the command knows which kind it is, and asks."""

    names_person: ClassVar[bool] = True

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        address = typed_address(words, context) if words else None
        if isinstance(address, Person):
            return Match(TypedName(text=words[0].text, people=(address,), chosen=address), 1)
        found = super().match(words, context, after)
        if found is None:
            return None
        name = name_in(words[: found.used])
        people = () if address else people_named(context.work, name)
        return Match(TypedName(text=name, people=people), found.used)

    def restore(self, value: str, context: ParseContext) -> object:
        match unpack_selection(value):
            case ExistingId(id=person):
                chosen = chosen_person(person, context)
                return TypedName(text=chosen.name, people=(chosen,), chosen=chosen)
            case _:
                return self.read(value, context)


def _choices(people: Sequence[Person], context: ParseContext) -> list[Candidate]:
    """Return the choices of people of one name: by the name alone where it is one person's from the beginning."""
    person = certain_person(people)
    return [Candidate(label=person.name, value=existing(person.id))] if person else person_choices(people, context)


def certain_reading(readings: Sequence[Reading]) -> Match | None:
    """Return the one person whom a line names for certain: it can be read in one way, and that means one person."""
    person = certain_person(readings[0].people) if len(readings) == 1 else None
    return Match(person, readings[0].used) if person else None


def own_holder(name: str, context: ParseContext) -> Person | None:
    """Return the one person on the list who has a name from the beginning; raises UserMistake for several."""
    found = [person for person in context.work.people.named(name) if person.active and not person.renamed_from]
    if len(found) > 1:
        raise UserMistake("person", "Several people are called {name} now: type the line again.", name=Quoted(name))
    return found[0] if found else None


def mail_name(address: PersonAddress) -> str:
    """Return the part of a mail address that names somebody; empty for any other address."""
    return address.target.partition("@")[0] if address.platform == MAIL else ""


@record(kw_only=True)
class RolesArg(Arg):
    """One or more role names in any language; the value is a frozenset of Role."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        found: list[Role] = []
        for word in words:
            role = None if word.quoted else ROLES.find(word.text, context.language)
            if role is None:
                break
            found.append(Role(role))
        return Match(frozenset(found), len(found)) if found else None

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return self.match(words, context, ()) is not None


@record(kw_only=True)
class WithoutRolesArg(RolesArg):
    """The keyword `without` and the roles to take away; a word after it that is no role raises UserMistake."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        if not self.recognises(words, context):
            return None
        roles = super().match(words[1:], context, after)
        if roles is None:
            typed = text_of(words[1:2])[:40]
            raise UserMistake(
                "admin", "{text} is not a role: type “seller”, “manager”, “admin” or “colleague”.", text=Quoted(typed)
            )
        return Match(roles.value, 1 + roles.used)

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return bool(words) and not words[0].quoted and KEYWORDS.find(words[0].text, context.language) == "without"

    def read(self, text: str, context: ParseContext) -> object:
        return super().read(text if self.recognises(tokens(text), context) else f"without {text}", context)

    def usage(self, say: Translator | None = None) -> str:
        return f"[{KEYWORDS.label('without', say.language if say else 'en')} …]"


@record(kw_only=True)
class PersonOrTeamArg(Arg):
    """A team, or else a person by name or address, also one who was removed; None when nothing has that name.

    A name of several people, or one that somebody took after first contact, is asked about.
    """

    names_person: ClassVar[bool] = True

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        address = typed_address(words, context) if words else None
        if isinstance(address, Person):
            return Match(address, 1)
        if team := self._team(words, context, after):
            return team
        if address:
            raise nobody_at(address)
        readings = person_readings(words, context, after) or removed_readings(words, context)
        if found := certain_reading(readings):
            return found
        if readings:
            raise which_person(self.name, name_in(words[: readings[-1].used]), readings, context)
        return None

    def _team(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        """Return the team that the first words name, where nothing is behind them but another argument."""
        for count in range(min(len(words), NAME_WORDS), 0, -1):
            ends = not words[count:] or any(arg.recognises(words[count:], context) for arg in after)
            if ends and (team := context.work.teams.by_name(name_in(words[:count]))):
                return Match(team, count)
        return None

    def restore(self, value: str, context: ParseContext) -> object:
        match unpack_selection(value):
            case ExistingId(id=person):
                return chosen_person(person, context, removed=True)
            case _:
                return self.read(value, context)
