"""Days of the calendar by weekday, date and week number, near a given day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from bot.language.day_arithmetic import plus_days, plus_months

JUST_BEEN = 92
"""Days for which a date without a year still is the one that has passed, so that it is refused and not a year ahead."""
FRIDAY = 5
DAYS_A_WEEK = 7
LONGEST_MONTH = 31
DatePart = tuple[int | None, int, int]
"""Year (None where it was not said), month and day."""


def on_weekday(day: date, weekday: int) -> date:
    """Return the day of an ISO weekday in the week of a day."""
    return plus_days(day, weekday - day.isoweekday())


def coming(today: date, weekday: int) -> date:
    """Return the first day of an ISO weekday after today."""
    # Typed on a Friday, "fri" is a week ahead, since today has a word of its own.
    return plus_days(today, (weekday - today.isoweekday() - 1) % DAYS_A_WEEK + 1)


def latest(today: date, weekday: int) -> date:
    """Return the last day of an ISO weekday up to today."""
    return plus_days(today, -((today.isoweekday() - weekday) % DAYS_A_WEEK))


def dated(part: DatePart, today: date) -> date | None:
    """Return the next day of a date, one that has just been (JUST_BEEN) included; None for no such day."""
    earliest = plus_days(today, -JUST_BEEN)
    # Nine years reach any 29 February: around 2100 two of them lie eight years apart.
    return _first(part, range(today.year - 1, today.year + 9), lambda day: day >= earliest)


def dated_behind(part: DatePart, today: date) -> date | None:
    """Return the last day of a date up to today; None for no such day."""
    return _first(part, range(today.year, today.year - 9, -1), lambda day: day <= today)


def _first(part: DatePart, years: range, fits: Callable[[date], bool]) -> date | None:
    year, month, day = part
    if year is not None:
        return real(year, month, day)
    return next((found for y in years if (found := real(y, month, day)) and fits(found)), None)


def real(year: int, month: int, day: int) -> date | None:
    """Return a date; None for one that the calendar lacks."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def next_numbered(number: int, today: date) -> date | None:
    """Return the next day from today on with this number in its month; None for no such number."""
    if not 1 <= number <= LONGEST_MONTH:
        return None
    months = (plus_months(today.replace(day=1), later) for later in range(DAYS_A_WEEK))
    days = (real(month.year, month.month, number) for month in months)
    return next((day for day in days if day and day >= today), None)


def last_numbered(number: int, today: date) -> date | None:
    """Return the last day up to today with this number in its month; None for no such number."""
    if not 1 <= number <= LONGEST_MONTH:
        return None
    months = (plus_months(today.replace(day=1), -earlier) for earlier in range(DAYS_A_WEEK))
    days = (real(month.year, month.month, number) for month in months)
    return next((day for day in days if day and day <= today), None)


def monday_of_week(number: int, today: date) -> date | None:
    """Return the Monday of a week in the year in which it lies nearest; None for no such week."""
    mondays = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            # Most years have no week 53: fromisocalendar raises ValueError for those.
            mondays.append(date.fromisocalendar(year, number, 1))
        except ValueError:
            continue
    return min(mondays, key=lambda monday: abs((monday - today).days), default=None)


def coming_week(number: int, today: date) -> date | None:
    """Return the Monday of a week that lies ahead or has just been; None for no such week."""
    monday = monday_of_week(number, today)
    if monday is None or monday >= today - timedelta(days=JUST_BEEN):
        return monday
    return monday_of_week(number, today + timedelta(days=182))


def last_of_month(day: date) -> date:
    """Return the last day of the month of a day."""
    return plus_days(plus_months(day.replace(day=1), 1), -1)


def moved(today: date, count: int, unit: str) -> date:
    """Return the day so many days, weeks, months or years later, earlier for a negative count."""
    match unit:
        case "month":
            return plus_months(today, count)
        case "year":
            return plus_months(today, count * 12)
        case _:
            return plus_days(today, count * (DAYS_A_WEEK if unit == "week" else 1))
