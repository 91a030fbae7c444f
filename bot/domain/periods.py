"""Periods that figures are asked for: a day, an ISO week (Monday to Sunday), a calendar month."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from bot.language.day_arithmetic import plus_days
from bot.records import record

FRIDAY = 5
"""The ISO weekday on which a working week ends."""


@record(kw_only=True)
class Period:
    """Local days from `first` to `last`, both included; `name` is today, week or month."""

    name: str
    first: date
    last: date


def period_of(name: str, today: date) -> Period:
    """Return the month or week that holds a day; any other name is the day alone."""
    if name == "month":
        last = monthrange(today.year, today.month)[1]
        return Period(name=name, first=today.replace(day=1), last=today.replace(day=last))
    if name == "week":
        return week_of(today)
    return Period(name="today", first=today, last=today)


def period_before(period: Period) -> Period:
    """Return the week or month before; before a day the last day from Monday to Friday."""
    day = plus_days(period.first, -1)
    while period.name not in ("week", "month") and day.isoweekday() > FRIDAY:
        day = plus_days(day, -1)
    return period_of(period.name, day)


def rest_of_week(day: date) -> Period | None:
    """Return the days from `day` to the Friday of its week; None from Friday on."""
    friday = plus_days(day, FRIDAY - day.isoweekday())
    return Period(name="week", first=day, last=friday) if day < friday else None


def week_of(day: date) -> Period:
    """Return the ISO week that holds a day, Monday to Sunday; cut off where the calendar begins or ends."""
    monday = plus_days(day, 1 - day.isoweekday())
    return Period(name="week", first=monday, last=plus_days(day, 7 - day.isoweekday()))
