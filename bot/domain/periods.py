"""Periods that figures are asked for: today, a week, a month, a week number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, kw_only=True)
class Period:
    """Days from `first` to `last`, both included, under a name such as week."""

    name: str
    first: date
    last: date


def period_of(name: str, today: date) -> Period:
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
