"""A day some weeks behind another one: "friday week", "a week on friday", "in a week on friday"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from bot.language.day_arithmetic import plus_days
from bot.language.days.calendar_days import DAYS_A_WEEK, FRIDAY, coming, on_weekday
from bot.language.days.found import FoundDay
from bot.language.days.frame import WHICH_DAY, Aim, Frame

EIGHT_DAYS = 8
"""Days that several languages say for a week: German "in acht Tagen", Danish "om otte dage"."""
Length = tuple[int, str] | str


def _weeks(length: Length) -> int:
    """Return how many weeks a length is; 0 for one that is no number of weeks."""
    count, unit = (1, length) if isinstance(length, str) else length
    if unit == "week":
        return count
    if unit != "day":
        return 0
    return 1 if count == EIGHT_DAYS else count // DAYS_A_WEEK if count % DAYS_A_WEEK == 0 else 0


def _later(day: date, length: Length) -> FoundDay | None:
    weeks = _weeks(length)
    return FoundDay(days=(plus_days(day, weeks * DAYS_A_WEEK),)) if weeks else None


def _weekday_week(frame: Frame, weekday: int) -> FoundDay | None:
    return _later(coming(frame.today, weekday), "week")


def _relative_week(frame: Frame, days: int) -> FoundDay | None:
    return _from_relative(frame, "week", days)


def _from_weekday(frame: Frame, length: Length, weekday: int) -> FoundDay | None:
    return _later(coming(frame.today, weekday), length)


def _from_weekday_first(frame: Frame, weekday: int, length: Length) -> FoundDay | None:
    return _from_weekday(frame, length, weekday)


def _from_relative(frame: Frame, length: Length, days: int) -> FoundDay | None:
    return _later(plus_days(frame.today, days), length) if days >= 0 else None


def _from_relative_first(frame: Frame, days: int, length: Length) -> FoundDay | None:
    return _from_relative(frame, length, days)


def _within(frame: Frame, length: Length, weekday: int) -> FoundDay | None:
    """The weekday of the week that lies so far ahead, or so long after the coming one: most often the same day."""
    weeks = _weeks(length)
    days = (on_weekday(frame.today, weekday), coming(frame.today, weekday))
    found = tuple(dict.fromkeys(plus_days(day, weeks * DAYS_A_WEEK) for day in days))
    return FoundDay(days=found, why=WHICH_DAY if len(found) > 1 else None) if weeks else None


def _within_first(frame: Frame, weekday: int, length: Length) -> FoundDay | None:
    return _within(frame, length, weekday)


def _week_after_next(frame: Frame) -> FoundDay:
    """As of next week, a promise holds by its Friday, and a follow-up is wanted on its Monday."""
    monday = plus_days(on_weekday(frame.today, 1), 2 * DAYS_A_WEEK)
    day = monday if frame.aim is Aim.FOLLOW_UP else plus_days(monday, FRIDAY - 1)
    return FoundDay(days=(day,), begins=monday)


def _weekday_after_next(frame: Frame, weekday: int) -> FoundDay:
    return FoundDay(days=(plus_days(on_weekday(frame.today, weekday), 2 * DAYS_A_WEEK),))


WEEKS_FROM_DAY: Mapping[str, Callable[..., FoundDay | None]] = {
    "weekday week_later": _weekday_week,
    "relative week_later": _relative_week,
    "span|unit on|on_ahead|after weekday": _from_weekday,
    "span|unit after relative": _from_relative,
    "span relative": _from_relative,
    "weekday within span|unit": _within_first,
    "relative within span|unit": _from_relative_first,
    "within span|unit [on|on_ahead|of] weekday": _within,
    "after weekday within span|unit": _from_weekday_first,
    "week_after_next": _week_after_next,
    "weekday [on|on_ahead|of] week_after_next": _weekday_after_next,
    "week_after_next [on|on_ahead] weekday": _weekday_after_next,
}
"""The rows of terms; None where they say no number of weeks."""
