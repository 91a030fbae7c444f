"""Arguments about people: roles that are given or taken away, and a person or a team by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.arguments.basic import NAME_WORDS
from bot.arguments.parser import Ambiguous, Arg, Candidate, Match, ParseContext
from bot.domain.people import Role
from bot.errors import UserMistake
from bot.language.i18n import Translator
from bot.language.names import NAME_LIMIT, clean_name, fold, match
from bot.language.tokens import Token, text_of, tokens
from bot.language.vocabulary import KEYWORDS, ROLES
from bot.messages.press import ExistingId, NewName, existing, new_name, unpack_selection


@dataclass(frozen=True, kw_only=True)
class PersonArg(Arg):
    """A person by name, with or without @; `adds` offers to add an unknown name as a colleague."""

    adds: bool = False

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        if not words:
            return None
        for count in range(min(len(words), NAME_WORDS), 0, -1):
            person = context.work.people.by_name(text_of(words[:count]).removeprefix("@"))
            if person and person.active:
                return Match(person, count)
        # Plain words may belong to another argument; with @ a person is meant, so an unknown one is asked about.
        if self.optional and not words[0].text.startswith("@"):
            return None
        raise self._which(words, context, after)

    def _which(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Ambiguous:
        ends = (n for n in range(1, len(words)) if any(arg.recognises(words[n:], context) for arg in after))
        count = next(ends, len(words) if self.adds else 1)
        name = text_of(words[:count]).removeprefix("@")[:NAME_LIMIT]
        people = {fold(person.name): person for person in context.work.people.everyone() if person.active}
        hits = match(fold(name), people)
        choices = [Candidate(label=people[k].name, value=existing(people[k].id)) for k in (hits.sure or hits.near)[:4]]
        if self.adds and context.writes:
            label = context.translator.t("person", 'Add "{name}"', name=name)
            choices.append(Candidate(label=label, value=new_name(name)))
        title = context.translator.t("person", 'Nobody is called "{name}". Who is meant?', name=name)
        return Ambiguous(self.name, title, choices, count, wrong=not choices)

    def restore(self, value: str, context: ParseContext) -> object:
        selected = unpack_selection(value)
        shown = clean_name(selected.name, NAME_LIMIT) if isinstance(selected, NewName) and self.adds else ""
        if shown:
            person = context.work.people.add(shown, context.at, team=context.who.team)
            return context.work.people.change(person.id, roles=frozenset({Role.COLLEAGUE}))
        known = {ExistingId(person.id): person for person in context.work.people.everyone()}
        if selected not in known:
            raise UserMistake("args", "That person is no longer there.")
        return known[selected]


@dataclass(frozen=True, kw_only=True)
class RolesArg(Arg):
    """One or more role names in any language; the value is a frozenset of Role."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        found: list[Role] = []
        for word in words:
            role = None if word.quoted else ROLES.find(word.text)
            if role is None:
                break
            found.append(Role(role))
        return Match(frozenset(found), len(found)) if found else None

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return self.match(words, context, ()) is not None


@dataclass(frozen=True, kw_only=True)
class WithoutRolesArg(RolesArg):
    """The keyword `without` and the roles to take away; a word after it that is no role raises UserMistake."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        if not self.recognises(words, context):
            return None
        roles = super().match(words[1:], context, after)
        if roles is None:
            typed = text_of(words[1:2])[:40]
            raise UserMistake(
                "admin", "{text} is no role: type seller, manager, admin or colleague.", text=f'"{typed}"'
            )
        return Match(roles.value, 1 + roles.used)

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return bool(words) and not words[0].quoted and KEYWORDS.find(words[0].text) == "without"

    def read(self, text: str, context: ParseContext) -> object:
        return super().read(text if self.recognises(tokens(text), context) else f"without {text}", context)

    def usage(self, say: Translator | None = None) -> str:
        return f"[{KEYWORDS.label('without', say.language if say else 'en')} …]"


@dataclass(frozen=True, kw_only=True)
class PersonOrTeamArg(Arg):
    """A team or else a person by name, also somebody who was removed; None when nothing has that name."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        for count in range(min(len(words), NAME_WORDS), 0, -1):
            name = text_of(words[:count]).removeprefix("@")
            found = context.work.teams.by_name(name) or context.work.people.by_name(name)
            if found:
                return Match(found, count)
        return None
