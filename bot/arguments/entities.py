"""Arguments that name something stored: an account, a touchpoint, a person, an entry, a promise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.arguments.account_match import AccountMatcher
from bot.arguments.basic import NAME_LIMIT, NAME_WORDS
from bot.arguments.parser import Ambiguous, Arg, Candidate, Match, ParseContext
from bot.domain.accounts import Account
from bot.domain.entries import Kind
from bot.domain.people import Role
from bot.domain.promises import Promise
from bot.domain.touchpoints import Touchpoint
from bot.errors import UserMistake
from bot.language.i18n import Translator
from bot.language.names import account_key, fold, match
from bot.language.tokens import Token, text_of
from bot.language.vocabulary import STANDARD_TOUCHPOINTS
from bot.messages.form import Field, FieldKind, Option
from bot.messages.press import ExistingId, NewName, Nobody, existing, new_name, unpack_selection


@dataclass(frozen=True, kw_only=True)
class AccountArg(Arg):
    """A customer account by its name, matched by AccountMatcher; `.` is the account that was named last.

    `unnamed` lets `-` stand for a call to nobody in particular. `creates` offers to create what is not found.
    """

    unnamed: bool = False
    creates: bool = True
    greedy: bool = True
    """Whether an unknown name reaches up to what another argument recognises; else it is one word."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        if not words:
            return None
        if words[0].text == "-" and self.unnamed:
            return Match(None, 1)
        if words[0].text == ".":
            return Match(self._recent(context), 1)
        matcher = AccountMatcher(
            argument=self.name,
            words=words,
            after=after,
            greedy=self.greedy,
            creates=self.creates,
            context=context,
        )
        return matcher.match()

    def _recent(self, context: ParseContext) -> Account:
        account = context.work.accounts.recent(context.who.id)
        if account is None:
            raise UserMistake("args", 'There is no last account yet: type its name instead of ".".')
        return account

    def restore(self, value: str, context: ParseContext) -> object:
        selected = unpack_selection(value)
        if isinstance(selected, Nobody):
            return None
        if isinstance(selected, NewName):
            return self._created(selected.name, context)
        account = context.work.accounts.find(selected.id) if selected else None
        if account is None:
            raise UserMistake("args", "That account is no longer there.")
        return account

    def _created(self, name: str, context: ParseContext) -> Account:
        known = context.work.accounts.exact(account_key(name))
        return known or context.work.accounts.add(name, context.who.id, context.at)

    def field(self, context: ParseContext, value: str) -> Field:
        label = context.translator.m(self.label)
        return Field(name=self.name, label=label, kind=FieldKind.ACCOUNT, value=value, required=not self.optional)


@dataclass(frozen=True, kw_only=True)
class RefArg(Arg):
    """The ref of an entry, such as C212, #212 or 212; the value is (kind or None, number)."""

    kinds: tuple[Kind, ...] = field(default=tuple(Kind))
    bare: Kind | None = None
    """The kind that a bare number means."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        hit = re.fullmatch(r"#?([A-Za-z])?#?([0-9]{1,12})", words[0].text) if words else None
        if not hit:
            return None
        letter = (hit[1] or "").upper()
        if letter and letter not in self.kinds:
            return None
        return Match((Kind(letter) if letter else self.bare, int(hit[2])), 1)

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return self.match(words, context, ()) is not None


@dataclass(frozen=True, kw_only=True)
class TouchpointArg(Arg):
    """A touchpoint by the longest run of words that is the name of one; others are asked about."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        reach = 1 if words and words[0].quoted else min(len(words), NAME_WORDS)
        for count in range(reach, 0, -1):
            point = context.work.touchpoints.by_name(text_of(words[:count]))
            if point:
                return Match(point, count)
        if not words or any(arg.recognises(words, context) for arg in after):
            return None
        raise self._which(words, reach, context, after)

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        names = (text_of(words[:count]) for count in range(1, min(len(words), NAME_WORDS) + 1))
        return any(context.work.touchpoints.by_name(name) for name in names)

    def _which(self, words: tuple[Token, ...], reach: int, context: ParseContext, after: Sequence[Arg]) -> Ambiguous:
        ends = (n for n in range(1, reach) if any(arg.recognises(words[n:], context) for arg in after))
        count = next(ends, 1)
        name = text_of(words[:count])[:NAME_LIMIT]
        points = {word: point for point in context.work.touchpoints.all() for word in touchpoint_words(point)}
        near = [points[key] for key in match(fold(name), points).near] or list(points.values())
        unique = list({point.id: point for point in near}.values())[:4]
        choices = [
            Candidate(label=touchpoint_name(context.translator, point), value=existing(point.id)) for point in unique
        ]
        label = context.translator.t("touch", 'Create touchpoint "{name}"', name=name)
        title = context.translator.t("touch", 'No touchpoint is called "{name}". Which one?', name=name)
        return Ambiguous(self.name, title, [*choices, Candidate(label=label, value=new_name(name))], count)

    def restore(self, value: str, context: ParseContext) -> object:
        selected = unpack_selection(value)
        if isinstance(selected, NewName):
            return context.work.touchpoints.save(selected.name)
        known = {ExistingId(point.id): point for point in context.work.touchpoints.all()}
        if selected not in known:
            raise UserMistake("args", "That touchpoint is no longer there.")
        return known[selected]


def touchpoint_name(translator: Translator, touchpoint: Touchpoint) -> str:
    """Return a touchpoint's name; the standard ones in the person's language."""
    known = touchpoint.name in STANDARD_TOUCHPOINTS.words
    return STANDARD_TOUCHPOINTS.label(touchpoint.name, translator.language) if known else touchpoint.name


def touchpoint_words(touchpoint: Touchpoint) -> tuple[str, ...]:
    """Return every folded name of a touchpoint; the standard ones have one in each language."""
    known = touchpoint.name in STANDARD_TOUCHPOINTS.words
    return STANDARD_TOUCHPOINTS.all_words(touchpoint.name) if known else (fold(touchpoint.name),)


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
        if isinstance(selected, NewName) and self.adds:
            person = context.work.people.add(selected.name, context.at, team=context.who.team)
            return context.work.people.change(person.id, roles=frozenset({Role.COLLEAGUE}))
        known = {ExistingId(person.id): person for person in context.work.people.everyone()}
        if selected not in known:
            raise UserMistake("args", "That person is no longer there.")
        return known[selected]


@dataclass(frozen=True, kw_only=True)
class PromiseArg(Arg):
    """A promise by its number, or by its account if exactly one promise to it is open."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        hit = re.fullmatch(r"#?[pP]?#?([0-9]{1,12})", words[0].text) if words else None
        if hit:
            return Match(promise_of(int(hit[1]), context), 1)
        return self._by_account(words, context)

    def _by_account(self, words: tuple[Token, ...], context: ParseContext) -> Match | None:
        for count in range(min(len(words), NAME_WORDS), 0, -1):
            account = context.work.accounts.exact(account_key(text_of(words[:count])))
            if account:
                return Match(self._only_one(account, count, context), count)
        if words:
            raise UserMistake(
                "promise", "{text} is no promise: type its number, such as P12.", text=f'"{words[0].text[:40]}"'
            )
        return None

    def _only_one(self, account: Account, count: int, context: ParseContext) -> Promise:
        found = context.work.promises.open_for(account.id)
        if len(found) == 1:
            return found[0]
        if not found:
            raise UserMistake("promise", "No promise to {account} is open.", account=account.name)
        title = context.translator.t(
            "promise", "Several promises to {account} are open. Which one?", account=account.name
        )
        raise Ambiguous(self.name, title, [_choice(promise, context) for promise in found[:5]], count)

    def field(self, context: ParseContext, value: str) -> Field:
        choices = [_choice(promise, context) for promise in context.work.promises.open_of(context.who.id)[:25]]
        options = tuple(Option(label=choice.label, value=choice.value) for choice in choices)
        kind = FieldKind.CHOICE if options else FieldKind.LINE
        label = context.translator.m(self.label)
        return Field(name=self.name, label=label, kind=kind, value=value, options=options)


def _choice(promise: Promise, context: ParseContext) -> Candidate:
    account = context.work.accounts.get(promise.account).name
    label = f"{promise.ref} {account}: {promise.what}, {context.translator.short_day(promise.due)}"
    return Candidate(label=label[:75], value=promise.ref)


def promise_of(number: int, context: ParseContext) -> Promise:
    """Return the promise of a number; raises UserMistake."""
    promise = context.work.promises.find(number)
    if promise is None:
        raise UserMistake("promise", "There is no promise P{number}: type today to see yours.", number=number)
    return promise


@dataclass(frozen=True, kw_only=True)
class PromiseOrAccountArg(AccountArg):
    """A promise by its number, or else an account."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        hit = re.fullmatch(r"#?[pP]?#?([0-9]{1,12})", words[0].text) if words and not words[0].quoted else None
        return Match(promise_of(int(hit[1]), context), 1) if hit else super().match(words, context, after)

    def restore(self, value: str, context: ParseContext) -> object:
        hit = re.fullmatch(r"P([0-9]{1,12})", value)
        return promise_of(int(hit[1]), context) if hit else super().restore(value, context)
