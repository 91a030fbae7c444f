"""The kinds of argument that commands declare."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from bot.args import Arg, Reading, Taken
from bot.dates import whole_day
from bot.errors import UserMistake
from bot.form import Field, FieldKind, Option
from bot.tokens import Token, text_of
from bot.wordlists import KEYWORDS, Table

NAME_WORDS = 8
"""Words that a name typed without quotes may have."""
NAME_LIMIT = 80
NOTE_LIMIT = 1000
"""Characters of a note; more is refused, never cut."""
DAY_WORDS = 5
LATE_DAYS = 92


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
class Marked(Arg):
    """A value that only buttons carry; no typed word is ever taken for it."""

    optional: bool = True
    hidden: bool = True
    default: object = ""

    def take(self, words: tuple[Token, ...], reading: Reading, after: Sequence[Arg]) -> Taken | None:
        return None

    def restore(self, value: str, reading: Reading) -> object:
        return value


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
            name=self.name,
            label=reading.words.m(self.label),
            kind=FieldKind.CHOICE,
            value=value,
            options=options,
            required=not self.optional,
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
    """A day in words, from today on, at the end of the line (or, not `right`, next); `before` words may lead to it."""

    right: bool = True
    past: bool = False
    before: tuple[str, ...] = ()

    def take(self, words: tuple[Token, ...], reading: Reading, after: Sequence[Arg]) -> Taken | None:
        for count in range(min(len(words), DAY_WORDS), 0, -1):
            day = self._whole(words[-count:] if self.right else words[:count], reading)
            if day is not None:
                return Taken(day, count + self._keywords(words[: len(words) - count]))
        return None

    def recognises(self, words: tuple[Token, ...], reading: Reading) -> bool:
        return not self.right and self.take(words, reading, ()) is not None

    def _whole(self, words: tuple[Token, ...], reading: Reading) -> date | None:
        if any(word.quoted for word in words):
            return None
        return whole_day([word.text for word in words], reading.today, past=self.past)

    def _keywords(self, words: tuple[Token, ...]) -> int:
        """Count the words such as `new date` that only lead to the day."""
        leading = takewhile(lambda word: KEYWORDS.find(word.text) in self.before, reversed(words))
        return sum(1 for _ in leading) if self.right else 0

    def read(self, text: str, reading: Reading) -> object:
        words = tuple(Token(part) for part in text.split())
        day = self._whole(words, reading)
        if day is None:
            raise UserMistake(
                "args", "{text} is no day I know: type fri, tomorrow, 24/12 or 3d.", text=f'"{text[:80]}"'
            )
        return day

    def field(self, reading: Reading, value: str) -> Field:
        label = reading.words.m(self.label)
        return Field(name=self.name, label=label, kind=FieldKind.DAY, value=value, required=not self.optional)


@dataclass(frozen=True, kw_only=True)
class Late(Day):
    """The past day that a log line counts for, at its end: yesterday, mon, 14/11.

    A day more than LATE_DAYS back is part of the note. Beside another day, `clear` takes only words such as
    yesterday that cannot lie ahead.
    """

    past: bool = True
    tentative: bool = True
    optional: bool = True
    hidden: bool = True
    clear: bool = False

    def _whole(self, words: tuple[Token, ...], reading: Reading) -> date | None:
        if any(word.quoted for word in words):
            return None
        day = whole_day([word.text for word in words], reading.today, past=not self.clear)
        back = (reading.today - day).days if day else -1
        return day if (1 if self.clear else 0) <= back <= LATE_DAYS else None
