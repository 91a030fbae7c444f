"""Days up to today: the rows of terms that mean one, or several; None for what lies ahead."""

from __future__ import annotations

from bot.language.day_arithmetic import plus_days
from bot.language.days.calendar_days import (
    DAYS_A_WEEK,
    FRIDAY,
    JUST_BEEN,
    DatePart,
    dated_behind,
    last_numbered,
    latest,
    monday_of_week,
    moved,
    on_weekday,
)
from bot.language.days.found import FoundDay
from bot.language.days.frame import NO_DAY, WHICH_DAY, Frame
from bot.language.days.grammar import DAYS, Grammar


def _relative(frame: Frame, days: int) -> FoundDay | None:
    return FoundDay(days=(plus_days(frame.today, days),)) if days <= 0 else None


def _today(frame: Frame) -> FoundDay:
    return FoundDay(days=(frame.today,))


def _weekday(frame: Frame, weekday: int) -> FoundDay:
    return FoundDay(days=(latest(frame.today, weekday),))


def _last_weekday(frame: Frame, weekday: int) -> FoundDay:
    """When this week's is behind already, "last monday" may be that one or the one before."""
    this = on_weekday(frame.today, weekday)
    before = plus_days(this, -DAYS_A_WEEK)
    return FoundDay(days=(this, before), why=WHICH_DAY) if this < frame.today else FoundDay(days=(before,))


def _nearest_weekday(frame: Frame, weekday: int) -> FoundDay:
    return FoundDay(days=(latest(plus_days(frame.today, -1), weekday),))


def _this_weekday(frame: Frame, weekday: int) -> FoundDay | None:
    this = on_weekday(frame.today, weekday)
    return FoundDay(days=(this,)) if this <= frame.today else None


def _weekday_of_last_week(frame: Frame, weekday: int) -> FoundDay:
    return FoundDay(days=(plus_days(on_weekday(frame.today, weekday), -DAYS_A_WEEK),))


def _weekday_of_week(frame: Frame, weekday: int, week: int) -> FoundDay | None:
    monday = monday_of_week(week, frame.today)
    day = on_weekday(monday, weekday) if monday else None
    return FoundDay(days=(day,)) if day and day <= frame.today else None


def _last_week(frame: Frame) -> FoundDay:
    monday = plus_days(on_weekday(frame.today, 1), -DAYS_A_WEEK)
    return FoundDay(days=tuple(plus_days(monday, days) for days in reversed(range(FRIDAY))), why=WHICH_DAY)


def _date(frame: Frame, part: DatePart) -> FoundDay | None:
    day = dated_behind(part, frame.today)
    within = day is not None and 0 <= (frame.today - day).days <= JUST_BEEN
    return FoundDay(days=(day,)) if day and within else None


def _dotted(frame: Frame, part: DatePart) -> FoundDay | None:
    found = _date(frame, part)
    return FoundDay(days=found.days, doubt_without_lead=WHICH_DAY) if found else None


def _weekday_and_date(frame: Frame, weekday: int, part: DatePart) -> FoundDay | None:
    found = _date(frame, part)
    if found is None or found.days[0].isoweekday() == weekday:
        return found
    return FoundDay(days=(*found.days, latest(frame.today, weekday)), why=WHICH_DAY)


def _numbered(frame: Frame, number: int) -> FoundDay:
    day = last_numbered(number, frame.today)
    return FoundDay(days=(day,) if day else (), why=None if day else NO_DAY, needs_lead=True)


def _of_month(frame: Frame, number: int) -> FoundDay | None:
    day = last_numbered(number, frame.today)
    return FoundDay(days=(day,)) if day else None


def _ago(frame: Frame, span: tuple[int, str]) -> FoundDay:
    return FoundDay(days=(moved(frame.today, -span[0], span[1]),))


def _unit_ago(frame: Frame, unit: str) -> FoundDay:
    return FoundDay(days=(moved(frame.today, -1, unit),))


BEHIND: Grammar[FoundDay | None] = Grammar(
    DAYS,
    {
        "relative": _relative,
        "earlier_today|today_morning|today_afternoon|today_evening": _today,
        "weekday|weekday_morning|weekday_afternoon|weekday_evening": _weekday,
        "last weekday": _last_weekday,
        "last_weekday": _nearest_weekday,
        "this weekday": _this_weekday,
        "weekday [on|on_ahead|of] this_week": _this_weekday,
        "weekday [on|on_ahead|of] last_week": _weekday_of_last_week,
        "last_week [on|on_ahead] weekday": _weekday_of_last_week,
        "weekday [on|on_ahead|of] week": _weekday_of_week,
        "weekday [on] date|dotted": _weekday_and_date,
        "last_week": _last_week,
        "date": _date,
        "dotted": _dotted,
        "ordinal": _numbered,
        "of_month number": _of_month,
        "[ago_before] span|glued_span ago": _ago,
        "[ago_before] unit ago": _unit_ago,
        "ago_lead span|glued_span": _ago,
        "ago_lead unit": _unit_ago,
    },
)
