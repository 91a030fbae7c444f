"""Due days with an hour: what was said, and the working minute at which a person is reminded of it.

All days and times of day are local to the person. Without an hour a reminder belongs to a day alone.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.calendar import WorkCalendar
from bot.domain.local_time import instant
from bot.records import record

LEAD = timedelta(minutes=60)
"""How long before its hour a promise is brought up once more."""


@record(kw_only=True)
class Due:
    """A local day, and the time on it if one was said."""

    day: date
    hour: time | None = None


def has_passed(due: Due, at: datetime, zone: ZoneInfo) -> bool:
    """Whether a day with an hour is not ahead of the instant `at`; False without an hour."""
    due_at = instant(due.day, due.hour, zone) if due.hour else None
    return due_at is not None and due_at <= at


def follow_up_reminder(due: Due, logged: datetime, calendar: WorkCalendar) -> Due:
    """Return when a person is reminded of a follow-up that was logged at the local time `logged`.

    1. Without an hour: in the morning of the first working day from its day on.
    2. At its hour, or at the nearest working minute before it.
    3. When that minute was past already: in the morning of the first working day after it. The hour is then None.
    """
    if due.hour is None:
        return Due(day=calendar.workday_from(due.day))
    reminder = _working_minute(due.day, due.hour, calendar)
    if reminder.hour and (reminder.day, reminder.hour) >= (logged.date(), logged.time()):
        return reminder
    # On its own day work had ended before the hour; on an earlier one it had, and its own morning still comes.
    return Due(day=(calendar.next_workday if reminder.day == due.day else calendar.workday_from)(due.day))


def promise_reminder(due: Due, zone: ZoneInfo, calendar: WorkCalendar) -> Due | None:
    """Return the working minute at which a promise with an hour is brought up, None for one without.

    It is `LEAD` before the hour, or else the start of work where that still is before the hour, or else the nearest
    working minute before it.
    """
    due_at = instant(due.day, due.hour, zone) if due.hour else None
    if due_at is None or due.hour is None:
        return None
    # From the instant, not from the wall time: on the day of a clock change the two differ by an hour.
    asked = (due_at - LEAD).astimezone(zone)
    worked = calendar.hours_on(due.day)
    if worked and (asked.date(), asked.time()) < (due.day, worked[0]) and worked[0] < due.hour:
        return Due(day=due.day, hour=worked[0])
    return _working_minute(asked.date(), asked.time(), calendar)


def _working_minute(day: date, hour: time, calendar: WorkCalendar) -> Due:
    """Return the nearest working minute at or before a time; the time itself when no day of the year was worked."""
    worked = calendar.hours_on(day)
    if worked and worked[0] <= hour:
        return Due(day=day, hour=min(hour, worked[1]))
    before = calendar.last_workday(day)
    ended = calendar.hours_on(before)
    return Due(day=before, hour=ended[1]) if ended else Due(day=day, hour=hour)
