"""Periods that figures are asked for: today, a week, a month, a week number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.args import Arg, Reading, Taken
from bot.dates import parse_week
from bot.i18n import Words
from bot.tokens import Token, text_of
from bot.wordlists import PERIODS


@dataclass(frozen=True, kw_only=True)
class Period:
    """Days from `first` to `last`, both included, under a name such as week."""

    name: str
    first: date
    last: date


def period(name: str, today: date) -> Period:
    """Return the named period that holds a day; weeks start on Monday."""
    if name == "month":
        first = today.replace(day=1)
        return Period(name=name, first=first, last=(first + timedelta(days=31)).replace(day=1) - timedelta(days=1))
    if name == "week":
        return week_of(today)
    return Period(name="today", first=today, last=today)


def week_of(day: date) -> Period:
    """Return the week of a day, Monday to Sunday."""
    monday = day - timedelta(days=day.isoweekday() - 1)
    return Period(name="week", first=monday, last=monday + timedelta(days=6))


def title(say: Words, asked: Period) -> str:
    """Return a period's name for a heading."""
    if asked.name == "today":
        return say.day(asked.first)
    if asked.name == "month":
        return say.t("period", "Month {month}/{year}", month=asked.first.month, year=asked.first.year)
    return say.t("period", "Week {week}", week=asked.first.isocalendar().week)


@dataclass(frozen=True, kw_only=True)
class PeriodArg(Arg):
    """today, week, month or w47, in any language."""

    def take(self, words: tuple[Token, ...], reading: Reading, after: Sequence[Arg]) -> Taken | None:
        for count in range(min(len(words), 2), 0, -1):
            text = text_of(words[:count])
            monday = parse_week(text, reading.today)
            if monday:
                return Taken(week_of(monday), count)
            if name := PERIODS.find(text):
                return Taken(period(name, reading.today), count)
        return None

    def recognises(self, words: tuple[Token, ...], reading: Reading) -> bool:
        return self.take(words, reading, ()) is not None
