"""Arithmetic of local days that never leaves the calendar, and how far ahead a day may be stored."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache

MONTHS_AHEAD = 24
"""How far ahead a due day, leave, a pause or a mute may end."""
MONTHS_A_YEAR = 12


def plus_days(day: date, days: int) -> date:
    """Return the day so many days later, earlier for a negative count; the calendar's first or last day beyond it."""
    ordinal = day.toordinal() + days
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def plus_months(day: date, months: int) -> date:
    """Return the same day so many months later, or that month's last day when it has no such day.

    It is the calendar's first or last day beyond it.
    """
    years, month = divmod(day.month - 1 + months, MONTHS_A_YEAR)
    year = day.year + years
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@lru_cache(8)
def furthest_day(today: date) -> date:
    """Return the last day that may be stored as one that lies ahead: two years from today."""
    return plus_months(today, MONTHS_AHEAD)
