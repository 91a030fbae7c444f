"""Days from today on: the rows of terms that mean one, several, or one that has to be asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.language.day_arithmetic import plus_days, plus_months
from bot.language.days.calendar_days import (
    DAYS_A_WEEK,
    FRIDAY,
    DatePart,
    coming,
    coming_week,
    dated,
    last_of_month,
    moved,
    next_numbered,
    on_weekday,
)
from bot.language.days.found import FoundDay, Part
from bot.language.days.frame import NO_DAY, WHICH_DAY, Aim, Frame
from bot.language.days.grammar import DAYS, Grammar
from bot.language.days.weeks_from_day import WEEKS_FROM_DAY
from bot.language.i18n import Message

SATURDAY = 6


def _sure(day: date | None, *, begins: date | None = None, ends: bool = False) -> FoundDay:
    return FoundDay(days=(day,), begins=begins, ends=ends) if day else FoundDay(why=NO_DAY)


def _asked(*days: date, why: Message = WHICH_DAY) -> FoundDay:
    return FoundDay(days=tuple(dict.fromkeys(days)), why=why)


def _relative(frame: Frame, days: int) -> FoundDay:
    return _sure(plus_days(frame.today, days))


def _part_of_today(part: Part) -> Callable[[Frame], FoundDay]:
    return lambda frame: FoundDay(days=(frame.today,), part=part)


def _weekday(frame: Frame, weekday: int, part: Part | None = None) -> FoundDay:
    same = frame.today if weekday == frame.today.isoweekday() else None
    return FoundDay(days=(coming(frame.today, weekday),), part=part, same_weekday=same)


def _part_of_weekday(part: Part) -> Callable[[Frame, int], FoundDay]:
    return lambda frame, weekday: _weekday(frame, weekday, part)


def _next_weekday(frame: Frame, weekday: int) -> FoundDay:
    """While this week's lies ahead, "next friday" may be that one or the one after."""
    this = on_weekday(frame.today, weekday)
    after = plus_days(this, DAYS_A_WEEK)
    return _asked(this, after) if this > frame.today else _sure(after)


def _this_weekday(frame: Frame, weekday: int) -> FoundDay:
    this = on_weekday(frame.today, weekday)
    return _sure(this) if this >= frame.today else _asked(coming(frame.today, weekday))


def _last_weekday(frame: Frame, weekday: int) -> FoundDay:
    return _sure(plus_days(coming(frame.today, weekday), -DAYS_A_WEEK))


def _weekday_of_next_week(frame: Frame, weekday: int) -> FoundDay:
    return _sure(plus_days(on_weekday(frame.today, weekday), DAYS_A_WEEK))


def _weekday_of_week(frame: Frame, weekday: int, week: int) -> FoundDay:
    monday = coming_week(week, frame.today)
    return _sure(on_weekday(monday, weekday) if monday else None)


def _weekday_and_date(frame: Frame, weekday: int, part: DatePart) -> FoundDay:
    day = dated(part, frame.today)
    if day is None or day.isoweekday() == weekday:
        return _sure(day)
    # One of the two is a slip, and nobody can say which.
    return _asked(day, coming(frame.today, weekday))


def _weekday_and_number(frame: Frame, weekday: int, number: int) -> FoundDay:
    day = next_numbered(number, frame.today)
    if day is None or day.isoweekday() == weekday:
        return _sure(day)
    return _asked(day, coming(frame.today, weekday))


def _date(frame: Frame, part: DatePart) -> FoundDay:
    return _sure(dated(part, frame.today))


def _dotted(frame: Frame, part: DatePart) -> FoundDay:
    """A number with a point may be a price: it is a date behind a word for a day, and else asked."""
    day = dated(part, frame.today)
    return FoundDay(days=(day,), doubt_without_lead=WHICH_DAY) if day else FoundDay(needs_lead=True, why=NO_DAY)


def _numbered(frame: Frame, number: int) -> FoundDay:
    day = next_numbered(number, frame.today)
    return FoundDay(days=(day,) if day else (), why=None if day else NO_DAY, needs_lead=True)


def _of_month(frame: Frame, number: int) -> FoundDay | None:
    day = next_numbered(number, frame.today)
    return FoundDay(days=(day,)) if day else None


def _bare_number(frame: Frame, number: int) -> FoundDay:
    day = next_numbered(number, frame.today)
    return FoundDay(days=(day,) if day else (), why=WHICH_DAY, needs_lead=True)


def _week(frame: Frame, week: int) -> FoundDay:
    monday = coming_week(week, frame.today)
    return _of_week(frame, monday) if monday else FoundDay(why=NO_DAY)


def _of_week(frame: Frame, monday: date) -> FoundDay:
    """A promise of a week holds by its Friday; a follow-up is wanted on its Monday."""
    day = monday if frame.aim is Aim.FOLLOW_UP else plus_days(monday, FRIDAY - 1)
    return _sure(day, begins=monday)


def _next_week(frame: Frame) -> FoundDay:
    return _of_week(frame, plus_days(on_weekday(frame.today, 1), DAYS_A_WEEK))


def _this_week(frame: Frame) -> FoundDay:
    friday = on_weekday(frame.today, FRIDAY)
    sure = frame.aim is not Aim.FOLLOW_UP and friday >= frame.today
    return _sure(friday, ends=True) if sure else _asked(max(friday, frame.today))


def _end_of_week(frame: Frame) -> FoundDay:
    friday = on_weekday(frame.today, FRIDAY)
    # On a weekend it may mean the week that ends or the one that begins.
    return _sure(friday, ends=True) if friday >= frame.today else _asked(plus_days(friday, DAYS_A_WEEK))


def _in_week(frame: Frame) -> FoundDay:
    """Some day of the week is by its end, but which one nobody said."""
    friday = on_weekday(frame.today, FRIDAY)
    return _asked(friday if friday >= frame.today else plus_days(friday, DAYS_A_WEEK))


def _end_of_next_week(frame: Frame) -> FoundDay:
    return _sure(plus_days(on_weekday(frame.today, FRIDAY), DAYS_A_WEEK), ends=True)


def _end_of_month(frame: Frame) -> FoundDay:
    return _sure(last_of_month(frame.today), ends=True)


def _last_workday_of_month(frame: Frame) -> FoundDay:
    """Of this month, or of the next one where that has been."""
    months = (frame.today, plus_months(frame.today.replace(day=1), 1))
    days = (_last_workday(frame, month) for month in months)
    return _sure(next((day for day in days if day >= frame.today), None))


def _last_workday_of_named_month(frame: Frame, month: int) -> FoundDay:
    return _sure(_last_workday(frame, _named_month(frame, month)))


def _last_workday_of_next_month(frame: Frame) -> FoundDay:
    return _sure(_last_workday(frame, plus_months(frame.today, 1)))


def _last_workday(frame: Frame, month: date) -> date:
    return frame.own_workdays.last_workday(plus_days(last_of_month(month), 1))


def _end_of_next_month(frame: Frame) -> FoundDay:
    return _sure(last_of_month(plus_months(frame.today, 1)), ends=True)


def _end_of_year(frame: Frame) -> FoundDay:
    return _sure(frame.today.replace(month=12, day=31), ends=True)


def _end_of_named_month(frame: Frame, month: int) -> FoundDay:
    first = _named_month(frame, month)
    return _sure(last_of_month(first), ends=True)


def _named_month(frame: Frame, month: int) -> date:
    """Return the first day of a month that is this one or the next of its name."""
    return frame.today.replace(year=frame.today.year + (month < frame.today.month), month=month, day=1)


def _month(frame: Frame, month: int) -> FoundDay:
    first = _named_month(frame, month)
    asked = _asked(max(first, frame.today), last_of_month(first))
    return FoundDay(days=asked.days, why=asked.why, needs_lead=True)


def _next_month(frame: Frame) -> FoundDay:
    first = plus_months(frame.today.replace(day=1), 1)
    return _asked(first, last_of_month(first))


def _in_span(frame: Frame, span: tuple[int, str]) -> FoundDay:
    return _sure(moved(frame.today, *span))


def _in_unit(frame: Frame, unit: str) -> FoundDay:
    return _sure(moved(frame.today, 1, unit))


def _span(frame: Frame, span: tuple[int, str]) -> FoundDay:
    """A length is the end of a pause; beside a promise it is the term of the goods, and no day."""
    day = moved(frame.today, *span) if span[0] else None
    match frame.aim:
        case Aim.UNTIL:
            return _sure(day)
        case Aim.FOLLOW_UP:
            return _asked(*((day,) if day else ()))
        case Aim.PROMISE | Aim.LOG:
            return FoundDay(why=WHICH_DAY)


def _ago(frame: Frame, span: tuple[int, str]) -> FoundDay:
    return _sure(moved(frame.today, -span[0], span[1]))


def _either(frame: Frame, *parts: int | DatePart) -> FoundDay:
    days = [coming(frame.today, part) if isinstance(part, int) else dated(part, frame.today) for part in parts]
    return _asked(*(day for day in days if day))


def _between_weekdays(frame: Frame, first: int, last: int) -> FoundDay:
    start = coming(frame.today, first)
    return _asked(start, coming(start, last))


def _number_and_date(frame: Frame, number: int, part: DatePart) -> FoundDay:
    """Two days of one month, of which nobody can say which is the one to keep: "between 1 and 3 December"."""
    return _either(frame, (*part[:2], number), part)


def _each_weekday(frame: Frame, weekday: int) -> FoundDay:
    return _asked(coming(frame.today, weekday))


def _each_span(frame: Frame, span: tuple[int, str] | str) -> FoundDay:
    count, unit = (1, span) if isinstance(span, str) else span
    return _asked(moved(frame.today, count, unit))


def _after_weekday(frame: Frame, weekday: int) -> FoundDay:
    return _asked(frame.own_workdays.next_workday(coming(frame.today, weekday)))


def _weekend(frame: Frame) -> FoundDay:
    return _asked(coming(frame.today, FRIDAY), coming(frame.today, SATURDAY), coming(frame.today, 1))


def _unknown(frame: Frame) -> FoundDay:
    return FoundDay(why=WHICH_DAY)


AHEAD: Grammar[FoundDay | None] = Grammar(
    DAYS,
    {
        **WEEKS_FROM_DAY,
        "relative": _relative,
        "today_morning": _part_of_today(Part.MORNING),
        "today_afternoon": _part_of_today(Part.AFTERNOON),
        "today_evening": _part_of_today(Part.EVENING),
        "weekday": _weekday,
        "weekday_morning": _part_of_weekday(Part.MORNING),
        "weekday_afternoon": _part_of_weekday(Part.AFTERNOON),
        "weekday_evening": _part_of_weekday(Part.EVENING),
        "coming weekday": _weekday,
        "next weekday": _next_weekday,
        "this weekday": _this_weekday,
        "last weekday": _last_weekday,
        "last_weekday": _last_weekday,
        "weekday [on|on_ahead|of] next_week": _weekday_of_next_week,
        "next_week [on|on_ahead] weekday": _weekday_of_next_week,
        "weekday [on|on_ahead|of] this_week": _this_weekday,
        "weekday [on|on_ahead|of] week": _weekday_of_week,
        "weekday [on] date|dotted": _weekday_and_date,
        "weekday [on] ordinal": _weekday_and_number,
        "date": _date,
        "dotted": _dotted,
        "ordinal": _numbered,
        "of_month number": _of_month,
        "number": _bare_number,
        "[within] week": _week,
        "next_week": _next_week,
        "this_week": _this_week,
        "end_of_week": _end_of_week,
        "in_week": _in_week,
        "end next_week": _end_of_next_week,
        "end_of_month": _end_of_month,
        "end next_month": _end_of_next_month,
        "last_workday_of_month": _last_workday_of_month,
        "last_workday month": _last_workday_of_named_month,
        "last_workday next_month": _last_workday_of_next_month,
        "end_of_year": _end_of_year,
        "end month": _end_of_named_month,
        "month": _month,
        "next month": _month,
        "next_month": _next_month,
        "within span|glued_span": _in_span,
        "within unit": _in_unit,
        "glued_span": _in_span,
        "span": _span,
        "[ago_before] span|glued_span ago": _ago,
        "ago_lead span|glued_span": _ago,
        "weekday either weekday": _either,
        "date either date": _either,
        "weekday weekday": _either,
        "between weekday and weekday": _between_weekdays,
        "between date|dotted and date|dotted": _either,
        "between number|ordinal and date|dotted": _number_and_date,
        "every weekday": _each_weekday,
        "every span|unit": _each_span,
        "after weekday": _after_weekday,
        "weekend": _weekend,
        "vague": lambda frame: FoundDay(why=WHICH_DAY, vague=True),
        "seasons": _unknown,
        "always": _unknown,
        "last_week": _unknown,
        "earlier_today": lambda frame: FoundDay(days=(frame.today,)),
    },
)
