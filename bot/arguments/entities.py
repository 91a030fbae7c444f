"""Arguments that name a thing we keep: an account, a touchpoint, a person, an entry, a promise."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from bot.arguments.basic import NAME_LIMIT, NAME_WORDS
from bot.arguments.parser import Arg, Choice, Reading, Taken, Unclear
from bot.domain.accounts import Account
from bot.domain.entries import Kind
from bot.domain.people import Role
from bot.domain.promises import Promise
from bot.domain.touchpoints import Touchpoint
from bot.errors import UserMistake
from bot.language.i18n import Words
from bot.language.names import account_key, fold, match, nearest, surely
from bot.language.tokens import Token, text_of
from bot.language.vocabulary import STANDARD_TOUCHPOINTS
from bot.messages.form import Field, FieldKind, Option


@dataclass(frozen=True, kw_only=True)
class AccountArg(Arg):
    """A customer by the longest run of words that matches: exact, then prefix, part, near.

    `unnamed` lets `-` stand for a call to nobody in particular. `creates` offers to create what is not found.
    """

    unnamed: bool = False
    creates: bool = True
    greedy: bool = True
    """Whether an unknown name reaches as far as nothing else recognises; else it is one word."""

    def take(self, words: tuple[Token, ...], reading: Reading, after: Sequence[Arg]) -> Taken | None:
        if not words:
            return None
        if words[0].text == "-" and self.unnamed:
            return Taken(None, 1)
        if words[0].text == ".":
            return Taken(self._recent(reading), 1)
        reach = 1 if words[0].quoted else min(len(words), NAME_WORDS)
        return self._exact(words, reach, reading, after) or self._alike(words, reach, reading, after)

    def _recent(self, reading: Reading) -> Account:
        account = reading.work.accounts.recent(reading.who.id)
        if account is None:
            raise UserMistake("args", 'There is no last account yet: type its name instead of ".".')
        return account

    def _exact(self, words: tuple[Token, ...], reach: int, reading: Reading, after: Sequence[Arg]) -> Taken | None:
        """A sign that stands alone ends no name: it belongs to what follows."""
        for count in range(reach, 0, -1):
            ends_in_word = any(c.isalnum() for c in words[count - 1].text)
            account = reading.work.accounts.exact(account_key(text_of(words[:count]))) if ends_in_word else None
            if account and not self._stray(words[count:], reading, after):
                return Taken(account, count)
        return None

    def _alike(self, words: tuple[Token, ...], reach: int, reading: Reading, after: Sequence[Arg]) -> Taken | None:
        keys = reading.work.accounts.keys()
        for count in range(reach, 0, -1):
            found = surely(account_key(text_of(words[:count])), keys)
            goes_on = self._name_goes_on(words[count:], reading, after) or self._stray(words[count:], reading, after)
            if len(found) == 1 and not goes_on:
                return Taken(reading.work.accounts.get(keys[found[0]]), count)
            if found:
                if not self._any_text(after):
                    whole = self._name_reach(words, reach, reading, after)
                    raise self._which(words, whole, found, keys, {whole}, reading)
                whole = self._name_reach(words, reach, reading, after, count=count)
                raise self._which(words, count, found, keys, {whole, count}, reading)
        whole = self._name_reach(words, reach, reading, after)
        near = nearest(account_key(text_of(words[:whole])), tuple(keys))
        sizes = {whole, self._name_reach(words, reach, reading, after, count=1) if self.greedy else 1}
        raise self._which(words, whole, near, keys, sizes, reading)

    def _any_text(self, after: Sequence[Arg]) -> bool:
        return any(arg.any_text for arg in after)

    def _stray(self, rest: tuple[Token, ...], reading: Reading, after: Sequence[Arg]) -> bool:
        """Whether words follow that nothing could take, so that they belong to the name."""
        taken = not rest or self._any_text(after) or any(arg.recognises(rest, reading) for arg in after)
        return not taken

    def _name_goes_on(self, rest: tuple[Token, ...], reading: Reading, after: Sequence[Arg]) -> bool:
        """Whether the next word looks like one more of a name: written with a capital, and nothing else."""
        if not rest or rest[0].quoted or any(arg.recognises(rest, reading) for arg in after):
            return False
        return rest[0].text[:1].isupper()

    def _name_reach(
        self, words: tuple[Token, ...], reach: int, reading: Reading, after: Sequence[Arg], count: int = 0
    ) -> int:
        """Return how many words an unknown name has: up to what else is recognised, or `count` and its capitals."""
        if words[0].quoted:
            return 1
        if count or not self.greedy:
            size = count or 1
            while size < reach and self._name_goes_on(words[size:], reading, after):
                size += 1
            return size
        ends = (n for n in range(1, reach) if any(arg.recognises(words[n:], reading) for arg in after))
        return next(ends, reach)

    def _which(
        self,
        words: tuple[Token, ...],
        count: int,
        hits: Sequence[str],
        keys: Mapping[str, int],
        sizes: Collection[int],
        reading: Reading,
    ) -> Unclear:
        """Offer the accounts that `count` words may mean, and to create one of the names that may be meant."""
        name = text_of(words[:count])[:NAME_LIMIT]
        accounts = [reading.work.accounts.get(keys[hit]) for hit in hits[:5]]
        choices = [Choice(label=a.name, value=f"={a.id}") for a in accounts]
        for size in sorted(sizes, reverse=True) if self.creates and reading.writes else ():
            new = text_of(words[:size])[:NAME_LIMIT]
            if any(char.isalnum() for char in new) and account_key(new) not in keys:
                label = reading.words.t("account", 'Create "{name}"', name=new)
                choices.append(Choice(label=label, value=f"+{new}", used=size))
        if not choices:
            raise UserMistake("args", "{text} is no name: type the name of an account.", text=f'"{name}"')
        whole = name if len(hits) > 1 else text_of(words[: max(count, *sizes)])[:NAME_LIMIT]
        return Unclear(self.name, self._question(whole, len(accounts), reading), choices, count)

    def _question(self, name: str, hits: int, reading: Reading) -> str:
        if hits > 1:
            return reading.words.t("account", 'Several accounts match "{name}". Which one?', name=name)
        return reading.words.t("account", 'No account is called "{name}". Which one?', name=name)

    def restore(self, value: str, reading: Reading) -> object:
        if value == "-":
            return None
        if value.startswith("+"):
            return self._created(value[1:], reading)
        account = reading.work.accounts.find(int(value[1:])) if re.fullmatch("=[0-9]{1,18}", value) else None
        if account is None:
            raise UserMistake("args", "That account is no longer there.")
        return account

    def _created(self, name: str, reading: Reading) -> Account:
        known = reading.work.accounts.exact(account_key(name))
        return known or reading.work.accounts.add(name, reading.who.id, reading.at)

    def field(self, reading: Reading, value: str) -> Field:
        label = reading.words.m(self.label)
        return Field(name=self.name, label=label, kind=FieldKind.ACCOUNT, value=value, required=not self.optional)


@dataclass(frozen=True, kw_only=True)
class RefArg(Arg):
    """A ref such as C212, #212 or 212; the value is (kind or None, number)."""

    kinds: tuple[Kind, ...] = field(default=tuple(Kind))
    bare: Kind | None = None
    """The kind that a bare number means."""

    def take(self, words: tuple[Token, ...], reading: Reading, after: Sequence[Arg]) -> Taken | None:
        hit = re.fullmatch(r"#?([A-Za-z])?#?([0-9]{1,12})", words[0].text) if words else None
        if not hit:
            return None
        letter = (hit[1] or "").upper()
        if letter and letter not in self.kinds:
            return None
        return Taken((Kind(letter) if letter else self.bare, int(hit[2])), 1)

    def recognises(self, words: tuple[Token, ...], reading: Reading) -> bool:
        return self.take(words, reading, ()) is not None


@dataclass(frozen=True, kw_only=True)
class PointArg(Arg):
    """A touchpoint by the longest run of words that names one."""

    def take(self, words: tuple[Token, ...], reading: Reading, after: Sequence[Arg]) -> Taken | None:
        reach = 1 if words and words[0].quoted else min(len(words), NAME_WORDS)
        for count in range(reach, 0, -1):
            point = reading.work.touchpoints.named(text_of(words[:count]))
            if point:
                return Taken(point, count)
        if not words or any(arg.recognises(words, reading) for arg in after):
            return None
        raise self._which(words, reach, reading, after)

    def recognises(self, words: tuple[Token, ...], reading: Reading) -> bool:
        names = (text_of(words[:count]) for count in range(1, min(len(words), NAME_WORDS) + 1))
        return any(reading.work.touchpoints.named(name) for name in names)

    def _which(self, words: tuple[Token, ...], reach: int, reading: Reading, after: Sequence[Arg]) -> Unclear:
        ends = (n for n in range(1, reach) if any(arg.recognises(words[n:], reading) for arg in after))
        count = next(ends, 1)
        name = text_of(words[:count])[:NAME_LIMIT]
        points = {word: point for point in reading.work.touchpoints.all() for word in point_words(point)}
        near = [points[key] for key in match(fold(name), points).near] or list(points.values())
        unique = list({point.id: point for point in near}.values())[:4]
        choices = [Choice(label=point_name(reading.words, point), value=f"={point.id}") for point in unique]
        label = reading.words.t("touch", 'Create touchpoint "{name}"', name=name)
        title = reading.words.t("touch", 'No touchpoint is called "{name}". Which one?', name=name)
        return Unclear(self.name, title, [*choices, Choice(label=label, value=f"+{name}")], count)

    def restore(self, value: str, reading: Reading) -> object:
        if value.startswith("+"):
            return reading.work.touchpoints.save(value[1:])
        known = {f"={point.id}": point for point in reading.work.touchpoints.all()}
        if value not in known:
            raise UserMistake("args", "That touchpoint is no longer there.")
        return known[value]


def point_name(say: Words, touchpoint: Touchpoint) -> str:
    """Return a touchpoint's name; the standard ones in the person's language."""
    known = touchpoint.name in STANDARD_TOUCHPOINTS.words
    return STANDARD_TOUCHPOINTS.label(touchpoint.name, say.language) if known else touchpoint.name


def point_words(touchpoint: Touchpoint) -> tuple[str, ...]:
    """Return every folded name of a touchpoint; the standard ones have one in each language."""
    known = touchpoint.name in STANDARD_TOUCHPOINTS.words
    return STANDARD_TOUCHPOINTS.all_words(touchpoint.name) if known else (fold(touchpoint.name),)


@dataclass(frozen=True, kw_only=True)
class PersonArg(Arg):
    """A person by name, with or without @; `adds` offers to add who is not there yet, as a colleague."""

    adds: bool = False

    def take(self, words: tuple[Token, ...], reading: Reading, after: Sequence[Arg]) -> Taken | None:
        if not words:
            return None
        for count in range(min(len(words), NAME_WORDS), 0, -1):
            person = reading.work.people.named(text_of(words[:count]).removeprefix("@"))
            if person and person.active:
                return Taken(person, count)
        if self.optional and not words[0].text.startswith("@"):
            return None
        raise self._which(words, reading, after)

    def _which(self, words: tuple[Token, ...], reading: Reading, after: Sequence[Arg]) -> Unclear:
        ends = (n for n in range(1, len(words)) if any(arg.recognises(words[n:], reading) for arg in after))
        count = next(ends, len(words) if self.adds else 1)
        name = text_of(words[:count]).removeprefix("@")[:NAME_LIMIT]
        people = {fold(person.name): person for person in reading.work.people.everyone() if person.active}
        hits = match(fold(name), people)
        choices = [Choice(label=people[k].name, value=f"={people[k].id}") for k in (hits.sure or hits.near)[:4]]
        if self.adds and reading.writes:
            label = reading.words.t("person", 'Add "{name}"', name=name)
            choices.append(Choice(label=label, value=f"+{name}"))
        title = reading.words.t("person", 'Nobody is called "{name}". Who is meant?', name=name)
        return Unclear(self.name, title, choices, count, wrong=not choices)

    def restore(self, value: str, reading: Reading) -> object:
        if value.startswith("+") and self.adds:
            person = reading.work.people.add(value[1:], reading.at, team=reading.who.team)
            return reading.work.people.change(person.id, roles=frozenset({Role.COLLEAGUE}))
        known = {f"={person.id}": person for person in reading.work.people.everyone()}
        if value not in known:
            raise UserMistake("args", "That person is no longer there.")
        return known[value]


@dataclass(frozen=True, kw_only=True)
class PromiseArg(Arg):
    """A promise by its number, or by its account when that has just one open."""

    def take(self, words: tuple[Token, ...], reading: Reading, after: Sequence[Arg]) -> Taken | None:
        hit = re.fullmatch(r"#?[pP]?#?([0-9]{1,12})", words[0].text) if words else None
        if hit:
            return Taken(promise_of(int(hit[1]), reading), 1)
        return self._by_account(words, reading)

    def _by_account(self, words: tuple[Token, ...], reading: Reading) -> Taken | None:
        for count in range(min(len(words), NAME_WORDS), 0, -1):
            account = reading.work.accounts.exact(account_key(text_of(words[:count])))
            if account:
                return Taken(self._only_one(account, count, reading), count)
        if words:
            raise UserMistake(
                "promise", "{text} is no promise: type its number, such as P12.", text=f'"{words[0].text[:40]}"'
            )
        return None

    def _only_one(self, account: Account, count: int, reading: Reading) -> Promise:
        found = reading.work.promises.open_for(account.id)
        if len(found) == 1:
            return found[0]
        if not found:
            raise UserMistake("promise", "No promise to {account} is open.", account=account.name)
        title = reading.words.t("promise", "Several promises to {account} are open. Which one?", account=account.name)
        raise Unclear(self.name, title, [_choice(each, reading) for each in found[:5]], count)

    def field(self, reading: Reading, value: str) -> Field:
        found = [_choice(each, reading) for each in reading.work.promises.open_of(reading.who.id)[:25]]
        options = tuple(Option(label=each.label, value=each.value) for each in found)
        kind = FieldKind.CHOICE if options else FieldKind.LINE
        label = reading.words.m(self.label)
        return Field(name=self.name, label=label, kind=kind, value=value, options=options)


def _choice(promise: Promise, reading: Reading) -> Choice:
    account = reading.work.accounts.get(promise.account).name
    label = f"{promise.ref} {account}: {promise.what}, {reading.words.short_day(promise.due)}"
    return Choice(label=label[:75], value=promise.ref)


def promise_of(number: int, reading: Reading) -> Promise:
    """Return the promise of a number; raises UserMistake."""
    promise = reading.work.promises.find(number)
    if promise is None:
        raise UserMistake("promise", "There is no promise P{number}: type today to see yours.", number=number)
    return promise


@dataclass(frozen=True, kw_only=True)
class PromiseOrAccount(AccountArg):
    """A promise by its number, or else an account."""

    def take(self, words: tuple[Token, ...], reading: Reading, after: Sequence[Arg]) -> Taken | None:
        hit = re.fullmatch(r"#?[pP]?#?([0-9]{1,12})", words[0].text) if words and not words[0].quoted else None
        return Taken(promise_of(int(hit[1]), reading), 1) if hit else super().take(words, reading, after)

    def restore(self, value: str, reading: Reading) -> object:
        hit = re.fullmatch(r"P([0-9]{1,12})", value)
        return promise_of(int(hit[1]), reading) if hit else super().restore(value, reading)
