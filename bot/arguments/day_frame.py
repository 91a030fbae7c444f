"""The frame in which a person's days are read, and the words that may be one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.arguments.parser import ParseContext
from bot.domain.calendar import WorkCalendar, calendar_of
from bot.language.clause_words import clause_words
from bot.language.days.frame import Aim, DayReading, Frame, Moment
from bot.language.days.marks import BEGIN, END, day_marks
from bot.language.days.reading import read_whole
from bot.language.phrases import typable
from bot.language.tokens import Token

LED = 2
"""Words of a number with what leads to it."""


def frame_of(context: ParseContext, aim: Aim) -> Frame:
    """Return what a person's days are read in: local time, language, own working days, and what the day is for."""
    frames: _Frames | None = context.made.get(_Frames)
    if frames is None:
        at, today, who = context.at, context.today, context.who
        frames = context.made[_Frames] = _frames(at, today, who.zone, context.language, calendar_of(who))
    return frames[aim]


class _Frames(dict[Aim, Frame]):
    """The frames of a person at an instant, each made when a day of its aim is looked for."""

    def __init__(self, now: datetime, language: str, workdays: WorkCalendar) -> None:
        super().__init__()
        self._made_of = now, language, workdays

    def __missing__(self, aim: Aim) -> Frame:
        now, language, workdays = self._made_of
        self[aim] = frame = Frame(now=now, language=language, aim=aim, workdays=workdays)
        return frame


@lru_cache(16)
def _frames(at: datetime, today: date, zone: str, language: str, workdays: WorkCalendar) -> _Frames:
    """Return the frames; cached because a line is read twice, for what it tells and to carry that out."""
    local = at.astimezone(ZoneInfo(zone))
    if local.date() != today:
        local = datetime.combine(today, time.min, tzinfo=local.tzinfo)
    return _Frames(local, language, workdays)


def unquoted(words: Sequence[Token]) -> list[str]:
    """Return the words to look for a day in; quotes are put back, since what stands in quotes is never a day."""
    return [f'"{word.text}"' if word.quoted else word.text for word in words]


def as_value(moment: Moment) -> str:
    """Return the machine value of a moment, as buttons carry it."""
    return moment.day.isoformat() + (f"T{moment.hour:%H:%M}" if moment.hour else "")


def why_asked(reading: DayReading, texts: Sequence[str], context: ParseContext) -> str:
    """Return the question about words that are no sure day; "" where there is none."""
    shown = " ".join(texts)[:80]
    return context.translator.m(reading.why, text=shown) if reading.why else ""


def may_be_day(words: Sequence[Token], language: str) -> bool:
    """Whether words begin and end as a day may: a quick check that rules out most of them."""
    marks = day_marks(language)
    return bool(words and marks[words[0].text] & BEGIN and marks[words[-1].text] & END)


def names_past_day(words: Sequence[Token], context: ParseContext) -> bool:
    """Whether all of the words name a day, today or behind; also one that would be asked about."""
    if not may_be_day(words, context.language):
        return False
    reading = read_whole(unquoted(words), frame_of(context, Aim.LOG))
    return reading is not None and bool(reading.moments) and not reading.ahead


def names_day_ahead(words: Sequence[Token], context: ParseContext) -> bool:
    """Whether all of the words name a day after today; also one that would be asked about."""
    if not may_be_day(words, context.language):
        return False
    reading = read_whole(unquoted(words), frame_of(context, Aim.FOLLOW_UP))
    return reading is not None and any(moment.day > context.today for moment in reading.moments)


def names_day(words: Sequence[Token], context: ParseContext) -> bool:
    """Whether all of the words name a day, behind or ahead."""
    return names_past_day(words, context) or names_day_ahead(words, context)


def counts_things(day: Sequence[Token], behind: Sequence[Token], language: str) -> bool:
    """Whether a number behind a word such as Swedish "på" may as well count what stands behind it: "på 30 dörrar"."""
    if len(day) != LED or not day[-1].text.isdigit():
        return False
    if not behind or behind[0].quoted or not behind[0].text[:1].isalpha():
        return False
    if day[-2].plain in typable("days", "of_month", language):
        return False
    known = clause_words(language)
    return not known.between.leading(behind) and not known.joins.leading(behind)
