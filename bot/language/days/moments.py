"""From the days and hours that rules found to the moments that are meant."""

from __future__ import annotations

from datetime import UTC, date, time, timedelta
from typing import assert_never

from bot.language.days.found import FoundDay, FoundHour, Part
from bot.language.days.frame import WHICH_DAY, WHICH_HOUR, Aim, DayReading, Frame, Lead, Moment
from bot.language.i18n import Message
from bot.records import changed

FOLLOW_UP_PARTS = {Part.MORNING: time(9), Part.AFTERNOON: time(13)}
PROMISE_MORNING = time(12)
"""A promise for the morning holds until noon, one for the afternoon until the end of work."""

PARTS = {Part.MORNING: (time(9), time(12)), Part.AFTERNOON: (time(12), time(17)), Part.EVENING: (time(17), time.max)}
"""When parts of the day begin and end."""
UNLED = (Lead.NONE, Lead.FOR)
"""Leads behind which a number is no day: "for 4.11" is a price."""


def day_reading(lead: Lead, found: FoundDay, frame: Frame, used: int) -> DayReading | None:
    """Return the reading of a day without an hour; None when it is none without a word such as *by* before it."""
    if found.needs_lead and lead in UNLED:
        return None
    if found.part and not frame.past:
        return hour_reading(lead, found, FoundHour(part=found.part), frame, used)
    days, why = _bounded(lead, found, frame)
    doubtful = lead in UNLED and found.doubt_without_lead is not None
    return DayReading(used=used, moments=_on(days), why=why, lead=lead, maybe_price=doubtful, vague=found.vague)


def _bounded(lead: Lead, found: FoundDay, frame: Frame) -> tuple[tuple[date, ...], Message | None]:
    """Return the days that are meant behind a word such as *before*, and the question where they are not sure."""
    why = found.why or (found.doubt_without_lead if lead in UNLED else None)
    if frame.aim is Aim.UNTIL and lead is Lead.BY and found.begins:
        # What lasts until a week ends where the week begins.
        return (found.begins,), why
    if found.ends or not found.days or frame.past or lead not in (Lead.BEFORE, Lead.BY_OR_BEFORE):
        return found.days, why
    before = frame.own_workdays.last_workday(found.begins or found.days[0])
    if lead is Lead.BEFORE and before > frame.today and len(found.days) == 1:
        return (before,), why
    days = (before, *found.days) if before >= frame.today else found.days
    return tuple(dict.fromkeys(days)), why or WHICH_DAY


def hour_reading(lead: Lead, found: FoundDay | None, hour: FoundHour, frame: Frame, used: int) -> DayReading | None:
    """Return the reading of an hour and its day, which is today when none was said; None when it cannot be said so."""
    if (found is None and not hour.alone) or (found and found.needs_lead and lead in UNLED):
        return None
    days, why = _bounded(Lead.BY if lead is not Lead.NONE else lead, found, frame) if found else ((frame.today,), None)
    if frame.past and not hour.times:
        return DayReading(used=used, moments=_on(days), why=why, lead=lead)
    if found and found.same_weekday and hour.part in PARTS and len(days) == 1:
        days = _with_today(found.same_weekday, days[0], *PARTS[hour.part], frame.own_now.time())
        why = why or (WHICH_DAY if days[1:] else None)
    no_deadline = WHICH_HOUR if hour.loose and frame.aim is Aim.PROMISE else None
    why = why or no_deadline
    # Behind a day "after 2" is an hour; alone it may count something.
    unsure = hour.why if not (hour.loose and found) else None
    why = why or unsure or (_asked_alone(hour, frame) if found is None else None)
    if frame.aim in (Aim.LOG, Aim.UNTIL):
        # Neither has an hour: what says one has to be asked for, lest it is lost. A part of a past day is that day.
        return DayReading(used=used, moments=_on(days), why=why or WHICH_DAY, lead=lead)
    moments = tuple(Moment(day=day, hour=at) for day in days for at in _times(hour, frame, day))
    reading = _not_passed(DayReading(used=used, moments=moments, why=why, lead=lead, dayless=found is None), frame)
    if hour.either_half and len(days) == 1 and len(reading.moments) < len(hour.times):
        # "At 4", said in the morning: of the two halves of the day one is over.
        return changed(reading, why=no_deadline)
    return reading


def _with_today(today: date, later: date, begins: time, ends: time, now: time) -> tuple[date, ...]:
    """Return the days that a part of today's weekday may be of: today while it is to come, a week later when over."""
    if now < begins:
        return (today,)
    return (today, later) if now < ends else (later,)


def _asked_alone(hour: FoundHour, frame: Frame) -> Message | None:
    """Return the question about an hour without a day; of a follow-up it is surely one, and no price."""
    return hour.alone if isinstance(hour.alone, Message) and frame.aim is not Aim.FOLLOW_UP else None


def _on(days: tuple[date, ...]) -> tuple[Moment, ...]:
    return tuple([Moment(day=day) for day in days])


def _not_passed(reading: DayReading, frame: Frame) -> DayReading:
    """Return the reading without hours that have passed; where today has no other, one that asks for another."""
    if all(moment.hour is None or moment.day > frame.today for moment in reading.moments):
        return reading
    now = (frame.today, frame.own_now.time())
    ahead = tuple(moment for moment in reading.moments if moment.hour is None or (moment.day, moment.hour) > now)
    if len(ahead) == len(reading.moments):
        return reading
    if ahead:
        return changed(reading, moments=ahead)
    said = reading.moments[0]
    if said.day < frame.today:
        # Of a day behind the hour says nothing more: the day itself is refused as past.
        return changed(reading, moments=_on((said.day,)))
    moments = (Moment(day=said.day), Moment(day=frame.own_workdays.next_workday(said.day), hour=said.hour))
    return changed(reading, moments=moments, why=WHICH_DAY, passed=said)


def _times(hour: FoundHour, frame: Frame, day: date) -> tuple[time | None, ...]:
    if hour.part is None:
        return hour.times
    match hour.part:
        case Part.MORNING | Part.AFTERNOON if frame.aim is Aim.FOLLOW_UP:
            return (FOLLOW_UP_PARTS[hour.part],)
        case Part.MORNING:
            return (PROMISE_MORNING,)
        case Part.AFTERNOON | Part.END:
            worked = frame.own_workdays.hours_on(day)
            return (worked[1] if worked else None,)
        case Part.EVENING:
            return (None,)
        case _:
            assert_never(hour.part)


def from_now(minutes: int, frame: Frame, used: int) -> DayReading:
    """Return the reading of a time from now; outside of one's own working hours the nearest working times are asked."""
    now = frame.own_now
    at = (now.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(now.tzinfo)
    worked = frame.own_workdays.hours_on(at.date())
    said = Moment(day=at.date(), hour=at.time().replace(second=0, microsecond=0))
    if worked and worked[0] <= at.time() <= worked[1]:
        return DayReading(used=used, moments=(said,), dayless=True)
    moments = []
    if worked and at.time() > worked[1] and (said.day, worked[1]) > (frame.today, now.time()):
        moments.append(Moment(day=said.day, hour=worked[1]))
    early = worked and at.time() < worked[0]
    following = said.day if early else frame.own_workdays.next_workday(said.day)
    starts = frame.own_workdays.hours_on(following)
    moments.append(Moment(day=following, hour=starts[0] if starts else None))
    return DayReading(used=used, moments=tuple(moments), why=WHICH_HOUR, dayless=True)
