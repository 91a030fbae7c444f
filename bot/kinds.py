"""The kinds of argument that commands declare."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.args import Arg, Choice, Reading, Taken, Unclear
from bot.dates import parse_day
from bot.domain.accounts import Account
from bot.domain.entries import Kind
from bot.errors import UserMistake
from bot.form import Field, FieldKind, Option
from bot.names import account_key, fold, match
from bot.tokens import Token, text_of
from bot.wordlists import Table

NAME_WORDS = 8
"""Words that a name typed without quotes may have."""
NAME_LIMIT = 80
NOTE_LIMIT = 1000
"""Characters of a note; more is refused, never cut."""
DAY_WORDS = 5


@dataclass(frozen=True, kw_only=True)
class Rest(Arg):
    """All words that nothing else took, as typed."""

    limit: int = NOTE_LIMIT
    multiline: bool = True

    def take(self, words: tuple[Token, ...], reading: Reading, after: Sequence[Arg]) -> Taken | None:
        text = text_of(words).strip()
        if len(text) > self.limit:
            raise UserMistake("args", "A text holds at most {limit} characters.", limit=self.limit)
        return Taken(text, len(words)) if text else None

    def read(self, text: str, reading: Reading) -> object:
        if len(text) > self.limit:
            raise UserMistake("args", "A text holds at most {limit} characters.", limit=self.limit)
        return text.strip()

    def field(self, reading: Reading, value: str) -> Field:
        kind = FieldKind.TEXT if self.multiline else FieldKind.LINE
        label = reading.words.m(self.label)
        return Field(name=self.name, label=label, kind=kind, value=value, required=not self.optional)


@dataclass(frozen=True, kw_only=True)
class OneOf(Arg):
    """One word of a table, in any language; `choices` are its meanings in order of the form."""

    table: Table
    choices: tuple[str, ...] = ()
    prefix: bool = False
    """Whether an unambiguous beginning of a word in the person's language or English is enough."""

    def take(self, words: tuple[Token, ...], reading: Reading, after: Sequence[Arg]) -> Taken | None:
        if not words or words[0].quoted:
            return None
        found = self.table.find(words[0].text, reading.words.language if self.prefix else None)
        return Taken(found, 1) if found in (self.choices or tuple(self.table.words)) else None

    def recognises(self, words: tuple[Token, ...], reading: Reading) -> bool:
        return self.take(words, reading, ()) is not None

    def field(self, reading: Reading, value: str) -> Field:
        named = self.choices or tuple(self.table.words)
        options = tuple(Option(label=self.table.label(each, reading.words.language), value=each) for each in named)
        return Field(
            name=self.name, label=reading.words.m(self.label), kind=FieldKind.CHOICE, value=value,
            options=options, required=not self.optional,
        )


@dataclass(frozen=True, kw_only=True)
class Pattern(Arg):
    """One word of a fixed shape, such as q5; the first group is the value."""

    shape: str
    number: bool = True

    def take(self, words: tuple[Token, ...], reading: Reading, after: Sequence[Arg]) -> Taken | None:
        hit = re.fullmatch(self.shape, words[0].text, re.IGNORECASE) if words and not words[0].quoted else None
        if not hit:
            return None
        return Taken(int(hit[1]) if self.number else True, 1)

    def recognises(self, words: tuple[Token, ...], reading: Reading) -> bool:
        return self.take(words, reading, ()) is not None


@dataclass(frozen=True, kw_only=True)
class Day(Arg):
    """A day in words, from today on, at the end of the line; `keyword` words may stand before it."""

    right: bool = True
    past: bool = False
    before: Table | None = None

    def take(self, words: tuple[Token, ...], reading: Reading, after: Sequence[Arg]) -> Taken | None:
        for count in range(min(len(words), DAY_WORDS), 0, -1):
            day = self._whole(words[-count:], reading)
            if day is not None:
                return Taken(day, count + self._keyword(words[: len(words) - count]))
        return None

    def _whole(self, words: tuple[Token, ...], reading: Reading) -> object | None:
        if any(word.quoted for word in words):
            return None
        found = parse_day([w.text for w in words], reading.today, reading.words.language, past=self.past)
        return found[0] if found and found[1] == len(words) else None

    def _keyword(self, words: tuple[Token, ...]) -> int:
        return 1 if self.before and words and self.before.find(words[-1].text) else 0

    def read(self, text: str, reading: Reading) -> object:
        words = tuple(Token(part) for part in text.split())
        day = self._whole(words, reading)
        if day is None:
            raise UserMistake("args", "{text} is no day I know: type fri, tomorrow, 24/12 or 3d.", text=f'"{text[:80]}"')
        return day

    def field(self, reading: Reading, value: str) -> Field:
        label = reading.words.m(self.label)
        return Field(name=self.name, label=label, kind=FieldKind.DAY, value=value, required=not self.optional)


@dataclass(frozen=True, kw_only=True)
class Late(Day):
    """The past day that a log line counts for, at its end: yesterday, mon, 14/11."""

    past: bool = True
    tentative: bool = True
    optional: bool = True
    hidden: bool = True


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
        return self._exact(words, reach, reading) or self._alike(words, reach, reading, after)

    def _recent(self, reading: Reading) -> Account:
        account = reading.work.accounts.recent(reading.who.id)
        if account is None:
            raise UserMistake("args", 'There is no last account yet: type its name instead of ".".')
        return account

    def _exact(self, words: tuple[Token, ...], reach: int, reading: Reading) -> Taken | None:
        for count in range(reach, 0, -1):
            account = reading.work.accounts.exact(account_key(text_of(words[:count])))
            if account:
                return Taken(account, count)
        return None

    def _alike(
        self, words: tuple[Token, ...], reach: int, reading: Reading, after: Sequence[Arg]
    ) -> Taken | None:
        keys = reading.work.accounts.keys()
        for count in range(reach, 0, -1):
            found = match(account_key(text_of(words[:count])), keys)
            if len(found.sure) == 1:
                return Taken(reading.work.accounts.get(keys[found.sure[0]]), count)
            if found.sure:
                raise self._which(words, count, found.sure, keys, reading)
        count = self._name_reach(words, reach, reading, after)
        near = match(account_key(text_of(words[:count])), keys).near
        raise self._which(words, count, near, keys, reading)

    def _name_reach(
        self, words: tuple[Token, ...], reach: int, reading: Reading, after: Sequence[Arg]
    ) -> int:
        if words[0].quoted or not self.greedy:
            return 1
        ends = (n for n in range(1, reach) if any(arg.recognises(words[n:], reading) for arg in after))
        return next(ends, reach)

    def _which(
        self, words: tuple[Token, ...], count: int, hits: Sequence[str], keys: Mapping[str, int], reading: Reading
    ) -> Unclear:
        name = text_of(words[:count])[:NAME_LIMIT]
        accounts = [reading.work.accounts.get(keys[hit]) for hit in hits[:5]]
        choices = [Choice(label=a.name, value=f"={a.id}") for a in accounts]
        if self.creates and account_key(name):
            label = reading.words.t("account", 'Create "{name}"', name=name)
            choices.append(Choice(label=label, value=f"+{name}"))
        return Unclear(self.name, self._question(name, len(accounts), reading), choices, count)

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
