"""Periods that figures are asked for: a day, an ISO week (Monday to Sunday), a calendar month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, kw_only=True)
class Period:
    """Local days from `first` to `last`, both included; `name` is today, week or month."""

    name: str
    first: date
    last: date


def period_of(name: str, today: date) -> Period:
    """Return the month or week that holds a day; any other name is the day alone."""
    if name == "month":
        # 31 days after a first the next month has begun, however long this one is.
        first = today.replace(day=1)
        return Period(name=name, first=first, last=(first + timedelta(days=31)).replace(day=1) - timedelta(days=1))
    if name == "week":
        return week_of(today)
    return Period(name="today", first=today, last=today)


def week_of(day: date) -> Period:
    """Return the ISO week that holds a day, Monday to Sunday."""
    monday = day - timedelta(days=day.isoweekday() - 1)
    return Period(name="week", first=monday, last=monday + timedelta(days=6))
