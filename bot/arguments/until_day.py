"""A day without an hour, from today on, such as the end of a pause."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import takewhile

from bot.arguments.day_bounds import bounded_day
from bot.arguments.day_frame import frame_of, unquoted, why_asked
from bot.arguments.parser import Ambiguous, Arg, Candidate, Match, ParseContext
from bot.errors import UserMistake
from bot.language.days.frame import NO_DAY, Aim, DayReading
from bot.language.days.marks import may_end
from bot.language.days.reading import read_end, read_front, read_whole
from bot.language.i18n import Quoted
from bot.language.tokens import Token
from bot.language.vocabulary import KEYWORDS
from bot.messages.form import Field, FieldKind
from bot.records import record


@record(kw_only=True)
class UntilDayArg(Arg):
    """A day in words, from today on; at the end of the line, or at its beginning if not `right`."""

    right: bool = True
    keywords: tuple[str, ...] = ()
    """Keywords that may lead to the day; they belong to it."""
    allows_past: bool = False

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        texts = unquoted(words)
        if not texts or (self.right and not may_end(texts[-1], context.language)):
            return None
        frame = frame_of(context, Aim.UNTIL)
        reading = read_end(texts, frame) if self.right else read_front(texts, frame)
        if reading is None:
            return None
        start = len(texts) - reading.used if self.right else 0
        used = reading.used + self._leading(words[:start], context)
        day = self._day(reading, texts[start : start + reading.used], used, context)
        return Match(day, used) if day else None

    def _day(self, reading: DayReading, texts: Sequence[str], used: int, context: ParseContext) -> date | None:
        """Return the day of a reading; None where none can be named. Raises UserMistake, Ambiguous."""
        if reading.sure:
            return self._checked(reading.sure.day, context)
        if not reading.moments:
            if reading.why is NO_DAY:
                raise no_day(" ".join(texts)).at(self.name)
            return None
        days = dict.fromkeys(moment.day for moment in reading.moments)
        choices = [Candidate(label=context.translator.day(day), value=day.isoformat()) for day in days]
        raise Ambiguous(self.name, why_asked(reading, texts, context), choices, used)

    def _checked(self, day: date, context: ParseContext) -> date:
        if day < context.today and not self.allows_past:
            raise past_day(day, context).at(self.name)
        return bounded_day(day, context.today, context.translator, self.name)

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        if self.right:
            # What a name in front of it may not swallow; fewer words may as well be the end of a free text.
            reading = read_whole(unquoted(words), frame_of(context, Aim.UNTIL))
            return reading is not None and bool(reading.moments)
        return self.match(words, context, ()) is not None

    def _leading(self, words: tuple[Token, ...], context: ParseContext) -> int:
        """Return how many of the last words are keywords that lead to the day."""
        leading = takewhile(lambda word: KEYWORDS.find(word.text, context.language) in self.keywords, reversed(words))
        return sum(1 for _ in leading) if self.right else 0

    def read(self, text: str, context: ParseContext) -> object:
        texts = text.split()
        reading = read_whole(texts, frame_of(context, Aim.UNTIL))
        day = self._day(reading, texts, len(texts), context) if reading else None
        if day is None:
            raise no_day(text)
        return day

    def field(self, context: ParseContext, value: str) -> Field:
        label = context.translator.m(self.label)
        return Field(name=self.name, label=label, kind=FieldKind.DAY, value=value, required=not self.optional)


def no_day(text: str) -> UserMistake:
    """Return what is wrong with words that are no day."""
    return UserMistake(
        "args", "I do not know the day {text}: type “fri”, “tomorrow”, “24/12” or “3d”.", text=Quoted(text[:80])
    )


def past_day(day: date, context: ParseContext) -> UserMistake:
    """Return what is wrong with a day behind where one ahead is needed."""
    shown = context.translator.day(day)
    return UserMistake("args", "{day} is in the past: type a day from today on.", day=shown)
