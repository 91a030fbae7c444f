"""Working days of a person or team: weekdays, public and company holidays, half days, leave; days are local."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from functools import cache

from bot.domain.closed_days import ClosedDay
from bot.domain.people import DEFAULT_HOURS, Hours, Leave, Person
from bot.language.day_arithmetic import plus_days
from bot.language.public_holidays import public_holidays
from bot.records import record

HALF_DAYS: dict[str, tuple[tuple[int, int], ...]] = {
    "DK": ((5, 1), (6, 5), (12, 24), (12, 31)),
    "NO": ((12, 24), (12, 31)),
    "SE": ((1, 5), (4, 30), (12, 23), (12, 30)),
    "PL": ((12, 31),),
    "DE": ((12, 24), (12, 31)),
}
"""Half days by country as (month, day); no public calendar lists them for Norway, Poland and Germany."""
HALF_DAYS_BY_EASTER: dict[str, tuple[int, ...]] = {"NO": (-4,), "SE": (-3,)}
"""Half days by country as days from Easter Sunday, such as -4 for the Wednesday before it."""
SAMPLE_YEAR = 2026
"""Whether a country is known at all is asked of this year; any would do."""
HALF_DAY_END = {"SE": time(14)}
"""When work ends on a half day, local time, where that is not noon."""
NOON = time(12)


class WhyOff(StrEnum):
    """Why a day is no working day."""

    WEEKEND = "not a workday"
    HOLIDAY = "public holiday"
    CLOSED = "company holiday"
    LEAVE = "on leave"


@record(kw_only=True)
class WorkCalendar:
    """The working days of one person or team; `country` is an ISO 3166 code, one that is unknown has no holidays."""

    country: str
    hours: Hours = DEFAULT_HOURS
    leave: tuple[Leave, ...] = ()
    closed: tuple[ClosedDay, ...] = ()

    def why_off(self, day: date) -> WhyOff | None:
        """Return why a day is off, None when it is worked; the first reason in the order of WhyOff."""
        if not any(weekday == day.isoweekday() for weekday, _, _ in self.hours):
            return WhyOff.WEEKEND
        if holiday_name(self.country, day):
            return WhyOff.HOLIDAY
        if any(closed.day == day and not closed.half for closed in self.closed):
            return WhyOff.CLOSED
        if any(leave.first <= day <= leave.last for leave in self.leave):
            return WhyOff.LEAVE
        return None

    def works(self, day: date) -> bool:
        """Whether the day is worked."""
        return self.why_off(day) is None

    def hours_on(self, day: date) -> tuple[time, time] | None:
        """Return start and end of work on a day, local time; None on a day off.

        A half day ends early, but never before it starts and never later than usual.
        """
        if not self.works(day):
            return None
        start, end = next((start, end) for weekday, start, end in self.hours if weekday == day.isoweekday())
        early = HALF_DAY_END.get(self.country, NOON)
        return (start, early) if self.is_half(day) and start < early < end else (start, end)

    def is_half(self, day: date) -> bool:
        """Whether work ends early, by custom or because the company says so; a day off may be one as well."""
        return is_half_day(self.country, day) or any(closed.day == day and closed.half for closed in self.closed)

    def workday_from(self, day: date) -> date:
        """Return the day itself when it is worked, else the next that is; the day itself when a whole year has none."""
        # A year at most: who has no working hours at all, or endless leave, must not hang the planner.
        coming = (plus_days(day, n) for n in range(366))
        return next((worked for worked in coming if self.works(worked)), day)

    def next_workday(self, day: date) -> date:
        """Return the first working day after a day; the calendar's last day when there is none."""
        return self.workday_from(plus_days(day, 1))

    def last_workday(self, day: date) -> date:
        """Return the last working day before a day; the day itself when the whole year before has none."""
        past = (plus_days(day, -n) for n in range(1, 366))
        return next((worked for worked in past if self.works(worked)), day)

    def workdays(self, first: date, last: date) -> tuple[date, ...]:
        """Return the working days of a period, both ends included, oldest first."""
        span = (plus_days(first, n) for n in range((last - first).days + 1))
        return tuple(day for day in span if self.works(day))


def calendar_of(person: Person) -> WorkCalendar:
    """Return the working days of a person."""
    return WorkCalendar(country=person.country, hours=person.hours, leave=person.leave, closed=person.closed)


_holidays = cache(public_holidays)


def knows_holidays_of(country: str) -> bool:
    """Whether the public holidays of a country are known."""
    return bool(_holidays(country, SAMPLE_YEAR))


def holiday_name(country: str, day: date) -> str:
    """Return the name of a public holiday in the country's language, empty for any other day.

    The eves that all of Sweden has off count.
    """
    return _holidays(country, day.year).get(day, "")


def is_half_day(country: str, day: date) -> bool:
    """Whether work ends early by custom; a half day may also be a holiday, which then wins."""
    from dateutil.easter import easter  # noqa: PLC0415 - comes with holidays

    if (day.month, day.day) in HALF_DAYS.get(country, ()):
        return True
    return (day - easter(day.year)).days in HALF_DAYS_BY_EASTER.get(country, ())
