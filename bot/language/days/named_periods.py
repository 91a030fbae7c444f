"""Periods in words: a day behind, a week or a month, by name or number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

from bot.language.day_arithmetic import plus_days, plus_months
from bot.language.days.calendar_days import DAYS_A_WEEK, monday_of_week
from bot.language.days.scan import LONGEST, Scan

PeriodKind = Literal["today", "week", "month"]
NamedPeriod = tuple[PeriodKind, date, int]
"""Whether it is a day, a week or a month, a day in it, and how many words name it."""


def read_period(words: Sequence[str], today: date, language: str) -> NamedPeriod | None:
    """Return the period that words begin with; None for none. A month without a year is this one or the last."""
    scan = Scan(words[:LONGEST], language)
    for (name, value), end in scan.terms_at(0) if words else ():
        found = _period(name, value, today)
        if found and name == "month" and (year := _year_behind(words[end:], today)):
            return "month", found[1].replace(year=year), end + 1
        if found:
            return (*found, end)
    return None


def _year_behind(words: Sequence[str], today: date) -> int | None:
    """Return the year that words begin with, up to this one; None for none."""
    year = int(words[0]) if words and re.fullmatch("20[0-9]{2}", words[0]) else None
    return year if year and year <= today.year else None


def _period(name: str, value: object, today: date) -> tuple[PeriodKind, date] | None:
    match name, value:
        case "relative", int(days) if days <= 0:
            return "today", plus_days(today, days)
        case "week", int(number):
            monday = monday_of_week(number, today)
            return ("week", monday) if monday else None
        case "this_week", _:
            return "week", today
        case "last_week", _:
            return "week", plus_days(today, -DAYS_A_WEEK)
        case "this_month", _:
            return "month", today
        case "last_month", _:
            return "month", plus_months(today.replace(day=1), -1)
        case "month", int(month):
            return "month", today.replace(year=today.year - (month > today.month), month=month, day=1)
        case _:
            return None
