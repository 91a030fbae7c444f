"""The kinds of argument that commands declare."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import ClassVar

from bot.arguments.day_bounds import bounded_day
from bot.arguments.parser import Arg, Match, ParseContext
from bot.errors import UserMistake
from bot.language.clause_words import clause_words
from bot.language.dates import LONGEST, first_day, last_day, whole_day
from bot.language.day_shape import is_shaped_like_day
from bot.language.tokens import Token, as_typed, clean, text_of
from bot.language.vocabulary import KEYWORDS, Vocabulary
from bot.messages.form import Field, FieldKind, Option

NAME_WORDS = 8
"""Words that a name typed without quotes may have."""
NOTE_LIMIT = 1000
"""Characters of a note; more is refused, never cut."""
PAST_DAYS = 92
"""Days back that a log line may count for."""


@dataclass(frozen=True, kw_only=True)
class TextArg(Arg):
    """All words that no other argument has matched, as typed; at most `limit` characters."""

    any_text: ClassVar[bool] = True
    limit: int = NOTE_LIMIT
    multiline: bool = True
    notes: bool = False
    """Whether it may tell what others did: from a subject that is not the writer on, all words are its."""
    marked: bool = False
    """Whether words such as "to" and "the" may stand before it that are no part of it."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        own = clause_words(context.language).marks.skipped(words) if self.marked else words
        return Match(self.read(self.typed(own or words), context), len(words)) if words else None

    def read(self, text: str, context: ParseContext) -> object:
        # Line by line: clean() makes spaces of line breaks, and a form's text may have several lines.
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
    """A machine value that only buttons carry; no typed word matches it."""

    optional: bool = True
    hidden: bool = True
    default: object = ""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        return None

    def restore(self, value: str, context: ParseContext) -> object:
        return value


@dataclass(frozen=True, kw_only=True)
class ChoiceArg(Arg):
    """A term of a vocabulary, said in any language; `choices` are the terms offered in forms, all of them if empty."""

    table: Vocabulary
    choices: tuple[str, ...] = ()

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        # The longest phrase first: of "no answer" a single word would leave the other to the note.
        for count in range(min(len(words), self.table.longest), 0, -1):
            found = (
                None
                if any(word.quoted for word in words[:count])
                else self.table.find(text_of(words[:count]), context.language)
            )
            if found in (self.choices or tuple(self.table.words)):
                return Match(found, count)
        return None

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return self.match(words, context, ()) is not None

    def field(self, context: ParseContext, value: str) -> Field:
        language = context.translator.language
        terms = self.choices or tuple(self.table.words)
        options = tuple(Option(label=self.table.label(term, language), value=term) for term in terms)
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
    """One word that matches the pattern `shape`, such as q5; the value is its first group as a number, or else True."""

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
    """A day in words, from today on; at the end of the line, or at its beginning if not `right`."""

    right: bool = True
    keywords: tuple[str, ...] = ()
    """Keywords that may lead to the day; they belong to it."""
    allows_past: bool = False

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        texts = _unquoted(words)
        found = last_day(texts, context.today) if self.right else first_day(texts, context.today)
        if found is None:
            self._refuse_false_date(texts, context)
            return None
        return Match(
            self._checked(found[0], context), found[1] + self._leading(words[: len(words) - found[1]], context)
        )

    def _checked(self, day: date, context: ParseContext) -> date:
        if day < context.today and not self.allows_past:
            shown = context.translator.day(day)
            raise UserMistake("args", "{day} is in the past: type a day from today on.", day=shown).at(self.name)
        return bounded_day(day, context.today, context.translator, self.name)

    def _refuse_false_date(self, texts: Sequence[str], context: ParseContext) -> None:
        """Raise UserMistake when a line ends in a keyword and a date that does not exist, which no note swallows."""
        if not (self.right and self.optional):
            return
        for count in range(1, min(len(texts), LONGEST + 1)):
            if KEYWORDS.find(texts[-count - 1], context.language) in self.keywords and is_shaped_like_day(
                texts[-count:]
            ):
                raise _no_day(" ".join(texts[-count:])).at(self.name)

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        if self.right:
            # What a name in front of it may not swallow; fewer words may as well be the end of a free text.
            return whole_day(_unquoted(words), context.today) is not None
        return self.match(words, context, ()) is not None

    def _leading(self, words: tuple[Token, ...], context: ParseContext) -> int:
        """Return how many of the last words are keywords that lead to the day, such as `new date`."""
        # All of them belong to the day: "new date thu" would else leave "new date" to the note.
        leading = takewhile(lambda word: KEYWORDS.find(word.text, context.language) in self.keywords, reversed(words))
        return sum(1 for _ in leading) if self.right else 0

    def read(self, text: str, context: ParseContext) -> object:
        day = whole_day(text.split(), context.today)
        if day is None:
            raise _no_day(text)
        return self._checked(day, context)

    def field(self, context: ParseContext, value: str) -> Field:
        label = context.translator.m(self.label)
        return Field(name=self.name, label=label, kind=FieldKind.DAY, value=value, required=not self.optional)


@dataclass(frozen=True, kw_only=True)
class PastDayArg(Arg):
    """The past day that a log line counts for, at its end: yesterday, mon, 14/11; at most PAST_DAYS back.

    In some lines another day may come last, such as a promise's due day, led by one of `other_day_keywords`.

    1. The line ends in a past day. Where another day may come last, the words are that other day if they stand behind
       one of its keywords (`by mon`) or can mean a day from today on (`mon`).
    2. Otherwise the past day may stand behind that other day: `by fri 14/11`, `fri yesterday`. It is read so if the
       other day is led by its keyword, or if what stands last cannot mean a day from today on.
    3. A day further back belongs to the note.
    """

    right: bool = True
    tentative: bool = True
    optional: bool = True
    hidden: bool = True
    other_day_keywords: tuple[str, ...] = ()

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        texts = _unquoted(words)
        found = self._alone(texts, context) or self._behind_other_day(texts, context)
        return Match(*found) if found and 0 <= (context.today - found[0]).days <= PAST_DAYS else None

    def _alone(self, texts: Sequence[str], context: ParseContext) -> tuple[date, int] | None:
        found = last_day(texts, context.today, past=True)
        if found is None or not self.other_day_keywords:
            return found
        before, own = texts[: -found[1]], texts[-found[1] :]
        # "promise acme quote mon" is due on Monday; only a day that cannot lie ahead is when it was promised.
        led = bool(before) and self._is_keyword(before[-1], context)
        return found if not led and not _may_lie_ahead(own, context.today) else None

    def _behind_other_day(self, texts: Sequence[str], context: ParseContext) -> tuple[date, int] | None:
        today = context.today
        if not self.other_day_keywords:
            return None
        last = last_day(texts, today)
        # Fewer words than the day at the end has would split it: "by fri 27 nov" is not "by fri" and a past 27 nov.
        fewest = last[1] if last else 1
        for count in range(min(len(texts) - 1, LONGEST), fewest - 1, -1):
            day = whole_day(texts[-count:], today, past=True)
            other = last_day(texts[:-count], today) if day else None
            if day and other:
                led = self._is_led(texts, len(texts) - count - other[1], context)
                return (day, count) if led or not _may_lie_ahead(texts[-count:], today) else None
        return None

    def _is_led(self, texts: Sequence[str], start: int, context: ParseContext) -> bool:
        """Whether the day that begins at `start` is led by a keyword, which may count as its own first word."""
        return any(self._is_keyword(word, context) for word in texts[max(0, start - 1) : start + 1])

    def _is_keyword(self, word: str, context: ParseContext) -> bool:
        return KEYWORDS.find(word, context.language) in self.other_day_keywords

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return whole_day(_unquoted(words), context.today, past=True) is not None

    def read(self, text: str, context: ParseContext) -> object:
        day = whole_day(text.split(), context.today, past=True)
        if day is None or not 0 <= (context.today - day).days <= PAST_DAYS:
            raise UserMistake("args", "{text} does not fit here.", text=f'"{text}"')
        return day


def _no_day(text: str) -> UserMistake:
    return UserMistake(
        "args", "I do not know the day {text}: type “fri”, “tomorrow”, “24/12” or “3d”.", text=f'"{text[:80]}"'
    )


def _may_lie_ahead(texts: Sequence[str], today: date) -> bool:
    """Whether the words can mean a day from today on."""
    day = whole_day(texts, today)
    return day is not None and day >= today


def _unquoted(words: tuple[Token, ...]) -> list[str]:
    """Return the words to look for a day in; quotes are put back, since what stands in quotes is never a day."""
    return [f'"{word.text}"' if word.quoted else word.text for word in words]
