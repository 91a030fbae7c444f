"""A due day with an hour: in a typed line, in a form, in a button."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.arguments.basic import DayArg
from bot.arguments.parser import Arg, Match, ParseContext
from bot.domain.due import Due, has_passed
from bot.errors import UserMistake
from bot.language.i18n import Translator
from bot.language.tokens import Token, text_of, tokens
from bot.language.vocabulary import KEYWORDS
from bot.messages.form import Field, FieldKind

CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
HALF_DAY_CLOCK = re.compile(r"(1[0-2]|0?[1-9])(?:[:.]([0-5][0-9]))? ?([ap])m", re.IGNORECASE)
HOUR_WORDS = 2
"""Words that an hour may have, such as `2 pm`."""
MACHINE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2})")
"""A day with an hour as buttons carry it."""
NOON = 12


@dataclass(frozen=True, kw_only=True)
class DueArg(Arg):
    """A day from today on, with an hour behind or before it, or an hour of today; the value is a `Due`.

    It stands at the end of the line, or at its beginning if not `right`.
    """

    right: bool = True
    keywords: tuple[str, ...] = ()
    """Keywords that may lead to the day or the hour; they belong to it."""
    hour_alone: bool = True
    """Whether an hour without a day may end other words; else it belongs to them."""
    stays: Due | None = None
    """What an edited entry has: the day of an hour alone, and the hour of a day alone."""

    @property
    def _day(self) -> DayArg:
        return DayArg(
            name=self.name, label=self.label, optional=self.optional, right=self.right, keywords=self.keywords
        )

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        day, hour, used = self._at_end(words, context) if self.right else self._at_start(words, context)
        whole = self.stays is not None and used == len(words)
        if day is None and (hour is None or not (self.hour_alone or whole)):
            return None
        return Match(self._completed(day, hour, context), used)

    def _at_end(self, words: tuple[Token, ...], context: ParseContext) -> tuple[date | None, time | None, int]:
        hour, used = _hour_among(words, last=True)
        found = self._day.match(words[: len(words) - used], context, ())
        if found:
            used += found.used
            if hour is None:
                hour, more = _hour_among(words[: len(words) - used], last=True)
                used += more
        led = self._leading(words[: len(words) - used], context) if hour else 0
        return (_date_of(found), hour, used + led)

    def _at_start(self, words: tuple[Token, ...], context: ParseContext) -> tuple[date | None, time | None, int]:
        hour, used = _hour_among(words, last=False)
        found = self._day.match(words[used:], context, ())
        if found:
            used += found.used
            if hour is None:
                hour, more = _hour_among(words[used:], last=False)
                used += more
        return (_date_of(found), hour, used)

    def _leading(self, words: tuple[Token, ...], context: ParseContext) -> int:
        """Return how many of the last words are keywords that lead to the hour."""
        count = 0
        while count < len(words) and KEYWORDS.find(words[-count - 1].text, context.language) in self.keywords:
            count += 1
        return count

    def _completed(self, day: date | None, hour: time | None, context: ParseContext) -> Due:
        if self.stays:
            day, hour = day or self.stays.day, hour or self.stays.hour
        due = Due(day=day or context.today, hour=hour)
        return refuse_passed(due, context.at, ZoneInfo(context.who.zone), context.translator, self.name)

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return not self.right and self.match(words, context, ()) is not None

    def read(self, text: str, context: ParseContext) -> object:
        words = tokens(MACHINE.sub(r"\1 \2", text.strip()))
        hour, used = _hour_among(words, last=True)
        if hour is None:
            hour, used = _hour_among(words, last=False)
            rest = words[used:]
        else:
            rest = words[: len(words) - used]
        if hour and not rest and self.hour_alone:
            return self._completed(None, hour, context)
        day = self._day.read(text_of(rest), context)
        assert isinstance(day, date)
        return self._completed(day, hour, context)

    def field(self, context: ParseContext, value: str) -> Field:
        return self._day.field(context, value)


@dataclass(frozen=True, kw_only=True)
class HourArg(Arg):
    """The field for the hour beside the one for the day; in a typed line the hour stands with the day."""

    optional: bool = True

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        return None

    def read(self, text: str, context: ParseContext) -> object:
        text = text.strip()
        # In a field of its own `14.00` and `14` are times too, which in a line may be a date or a number.
        hour = hour_of(f"{text}:00" if text.isdecimal() else text.replace(".", ":"))
        if hour is None:
            raise UserMistake("args", "{text} is not a time: type “14:00”.", text=f'"{text[:40]}"')
        return hour

    def field(self, context: ParseContext, value: str) -> Field:
        label = context.translator.m(self.label)
        return Field(name=self.name, label=label, kind=FieldKind.LINE, value=value, required=False)


def hour_of(text: str) -> time | None:
    """Return the time of day of `14:00`, `2pm` or `2:30 pm`; None for anything else."""
    text = text.strip()
    if hit := CLOCK.fullmatch(text):
        return time(int(hit[1]), int(hit[2]))
    if hit := HALF_DAY_CLOCK.fullmatch(text):
        return time(int(hit[1]) % NOON + (NOON if hit[3] in "pP" else 0), int(hit[2] or 0))
    return None


def refuse_passed(due: Due, at: datetime, zone: ZoneInfo, translator: Translator, field: str) -> Due:
    """Return a day with its hour; raises UserMistake, as one of `field`, for an hour that is not ahead."""
    if has_passed(due, at, zone):
        shown = translator.day_at(due.day, due.hour)
        raise UserMistake("args", "{day} has passed: type a later time, or another day.", day=shown).at(field)
    return due


def _hour_among(words: tuple[Token, ...], *, last: bool) -> tuple[time | None, int]:
    """Return the hour that words end in, or begin with, and how many words it is; None and 0 without one."""
    for count in range(min(HOUR_WORDS, len(words)), 0, -1):
        part = words[-count:] if last else words[:count]
        hour = None if any(word.quoted for word in part) else hour_of(text_of(part))
        if hour is not None:
            return hour, count
    return None, 0


def _date_of(found: Match | None) -> date | None:
    return found.value if found and isinstance(found.value, date) else None
