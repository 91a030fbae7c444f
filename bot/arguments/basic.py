"""The kinds of argument that commands declare."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import ClassVar

from bot.arguments.parser import Arg, Match, ParseContext
from bot.errors import UserMistake
from bot.language.dates import LONGEST, first_day, last_day, whole_day
from bot.language.tokens import Token, as_typed, clean, text_of
from bot.language.vocabulary import KEYWORDS, Vocabulary
from bot.messages.form import Field, FieldKind, Option

NAME_WORDS = 8
"""Words that a name typed without quotes may have."""
NAME_LIMIT = 80
NOTE_LIMIT = 1000
"""Characters of a note; more is refused, never cut."""
PAST_DAYS = 92


@dataclass(frozen=True, kw_only=True)
class TextArg(Arg):
    """All words that nothing else took, as typed."""

    any_text: ClassVar[bool] = True
    limit: int = NOTE_LIMIT
    multiline: bool = True

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        return Match(self.read(self.typed(words), context), len(words)) if words else None

    def read(self, text: str, context: ParseContext) -> object:
        text = "\n".join(clean(line) for line in text.strip().splitlines())
        if len(text) > self.limit:
            raise UserMistake("args", "A text holds at most {limit} characters.", limit=self.limit)
        return text

    def typed(self, words: tuple[Token, ...]) -> str:
        return as_typed(words)

    def field(self, context: ParseContext, value: str) -> Field:
        kind = FieldKind.TEXT if self.multiline else FieldKind.LINE
        label = context.translator.m(self.label)
        return Field(name=self.name, label=label, kind=kind, value=value, required=not self.optional)


@dataclass(frozen=True, kw_only=True)
class ButtonValue(Arg):
    """A value that only buttons carry; no typed word is ever taken for it."""

    optional: bool = True
    hidden: bool = True
    default: object = ""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        return None

    def restore(self, value: str, context: ParseContext) -> object:
        return value


@dataclass(frozen=True, kw_only=True)
class ChoiceArg(Arg):
    """One saying of a table, in any language; `choices` are its meanings in order of the form."""

    table: Vocabulary
    choices: tuple[str, ...] = ()

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        for count in range(min(len(words), self.table.longest), 0, -1):
            found = None if any(word.quoted for word in words[:count]) else self.table.find(text_of(words[:count]))
            if found in (self.choices or tuple(self.table.words)):
                return Match(found, count)
        return None

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return self.match(words, context, ()) is not None

    def field(self, context: ParseContext, value: str) -> Field:
        named = self.choices or tuple(self.table.words)
        options = tuple(Option(label=self.table.label(each, context.translator.language), value=each) for each in named)
        return Field(
            name=self.name,
            label=context.translator.m(self.label),
            kind=FieldKind.CHOICE,
            value=value,
            options=options,
            required=not self.optional,
        )


@dataclass(frozen=True, kw_only=True)
class PatternArg(Arg):
    """One word of a fixed shape, such as q5; the first group is the value."""

    shape: str
    number: bool = True

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        hit = re.fullmatch(self.shape, words[0].text, re.IGNORECASE) if words and not words[0].quoted else None
        if not hit:
            return None
        return Match(int(hit[1]) if self.number else True, 1)

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return self.match(words, context, ()) is not None


@dataclass(frozen=True, kw_only=True)
class DayArg(Arg):
    """A day in words, from today on, at the end of the line (or, not `right`, next); `before` words may lead to it."""

    right: bool = True
    before: tuple[str, ...] = ()
    behind: bool = False
    """Whether the day may be past."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        texts = _unquoted(words)
        found = last_day(texts, context.today) if self.right else first_day(texts, context.today)
        if found is None:
            return None
        return Match(self._checked(found[0], context), found[1] + self._keywords(words[: len(words) - found[1]]))

    def _checked(self, day: date, context: ParseContext) -> date:
        if day < context.today and not self.behind:
            shown = context.translator.day(day)
            raise UserMistake("args", "{day} is past: type a day from today on.", day=shown).at(self.name)
        return day

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return not self.right and self.match(words, context, ()) is not None

    def _keywords(self, words: tuple[Token, ...]) -> int:
        """Count the words such as `new date` that only lead to the day."""
        leading = takewhile(lambda word: KEYWORDS.find(word.text) in self.before, reversed(words))
        return sum(1 for _ in leading) if self.right else 0

    def read(self, text: str, context: ParseContext) -> object:
        day = whole_day(text.split(), context.today)
        if day is None:
            raise UserMistake(
                "args", "{text} is no day I know: type fri, tomorrow, 24/12 or 3d.", text=f'"{text[:80]}"'
            )
        return self._checked(day, context)

    def field(self, context: ParseContext, value: str) -> Field:
        label = context.translator.m(self.label)
        return Field(name=self.name, label=label, kind=FieldKind.DAY, value=value, required=not self.optional)


@dataclass(frozen=True, kw_only=True)
class PastDayArg(Arg):
    """The past day that a log line counts for, at its end: yesterday, mon, 14/11.

    A day more than LATE_DAYS back is part of the note. Where another day may end the line, led by the words `beside`,
    only a day that cannot lie ahead is taken, or one that stands behind that other day.
    """

    right: bool = True
    tentative: bool = True
    optional: bool = True
    hidden: bool = True
    beside: tuple[str, ...] = ()

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        texts = _unquoted(words)
        found = self._alone(texts, context.today) or self._behind(texts, context.today)
        return Match(*found) if found and 0 <= (context.today - found[0]).days <= PAST_DAYS else None

    def _alone(self, texts: Sequence[str], today: date) -> tuple[date, int] | None:
        """Return the past day at the end, unless it may be that other day."""
        found = last_day(texts, today, past=True)
        if found is None or not self.beside:
            return found
        before, own = texts[: -found[1]], texts[-found[1] :]
        led = bool(before) and KEYWORDS.find(before[-1]) in self.beside
        ahead = whole_day(own, today)
        return found if not led and (ahead is None or ahead < today) else None

    def _behind(self, texts: Sequence[str], today: date) -> tuple[date, int] | None:
        """Return the past day that stands behind that other day and its keyword, as in `by fri 14/11`."""
        one = last_day(texts, today)
        for count in range(min(len(texts) - 1, LONGEST), one[1] - 1 if one else 0, -1) if self.beside else ():
            day = whole_day(texts[-count:], today, past=True)
            other = last_day(texts[:-count], today) if day else None
            if day and other:
                leads = texts[max(0, len(texts) - count - other[1] - 1) : len(texts) - count - other[1] + 1]
                ahead = whole_day(texts[-count:], today)
                led = any(KEYWORDS.find(word) in self.beside for word in leads)
                return (day, count) if led or ahead is None or ahead < today else None
        return None

    def read(self, text: str, context: ParseContext) -> object:
        day = whole_day(text.split(), context.today, past=True)
        if day is None:
            raise UserMistake("args", "{text} does not fit here.", text=f'"{text}"')
        return day


def _unquoted(words: tuple[Token, ...]) -> list[str]:
    """Return the words as they may name a day; what stands in quotes never does."""
    return [f'"{word.text}"' if word.quoted else word.text for word in words]
