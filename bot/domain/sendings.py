"""The next sendings of a team's nudges that come at an hour of their own, by the calendars of those who get them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from bot.domain.calendar import WorkCalendar, calendar_of
from bot.domain.local_time import instant
from bot.domain.nudge_kinds import TIMED_FOR_CHANNEL, hour_of
from bot.domain.people import Person, Role
from bot.domain.teams import Team
from bot.domain.work import Work
from bot.language.day_arithmetic import plus_days
from bot.records import record

DAYS_AHEAD = 70
"""Days that are looked at; behind them nothing is promised."""
FRIDAY = 5
END_NOTICE = timedelta(minutes=15)
"""How long before the end of work the day's last nudge comes."""


@record(kw_only=True)
class Sending:
    """One sending: its local day and time, and to whom; nobody for a post in the channel."""

    day: date
    hour: time
    people: tuple[Person, ...] = ()


def personal_hour(person: Person, kind: str, hours: tuple[time, time]) -> time | None:
    """Return when a kind comes to a person who works between these hours, local time; None when it does not."""
    start, end = hours
    if kind == "N13":
        latest = (datetime.combine(date.min + timedelta(days=1), end) - END_NOTICE).time()
        wanted = dict(person.nudge_hours).get(kind)
        return min(latest, max(wanted, start)) if wanted else latest
    hour = hour_of(kind, person.nudge_hours)
    if kind == "N4":
        return hour if start <= hour < end else None
    return max(hour, start)


def next_sendings(work: Work, team: Team, kind: str, now: datetime, count: int) -> Sequence[Sending]:
    """Return the next sendings of a kind to a team after now, the first one first; a day that had its own is over."""
    people = [person for person in work.people.in_team(team.id) if person.active]
    posts = kind in TIMED_FOR_CHANNEL
    coming = _to_channel(work, team, people, kind, now) if posts else _to_people(work, people, kind, now)
    return list(islice(coming, count))


def _to_channel(work: Work, team: Team, people: Sequence[Person], kind: str, now: datetime) -> Iterator[Sending]:
    """Yield the posts, on the workdays of the team; the week in figures on Fridays whose afternoon is worked."""
    if not team.channel:
        return
    someone = people[0] if people else Person(id=0, name="", roles=frozenset())
    zone = ZoneInfo(team.zone or someone.zone)
    calendar = WorkCalendar(country=team.country or someone.country, closed=tuple(work.closed_days.all()))
    hour = hour_of(kind, team.nudge_hours)
    posted = {post.local_day for post in work.outbox.sent(kind, team.id)}
    for day in _days(now, zone):
        worked = calendar.hours_on(day)
        late = worked is not None and kind == "N18" and (day.isoweekday() != FRIDAY or worked[1] <= hour)
        if worked and not late and day not in posted and _is_ahead(day, hour, zone, now):
            yield Sending(day=day, hour=hour)


def _to_people(work: Work, people: Sequence[Person], kind: str, now: datetime) -> Iterator[Sending]:
    """Yield each day and time at which somebody is spoken to, with all to whom it comes then."""
    for ahead in range(-1, DAYS_AHEAD):
        at: dict[tuple[date, time], list[Person]] = {}
        for person in people:
            zone = ZoneInfo(person.zone)
            day = plus_days(now.date(), ahead)
            hour = _hour_on(person, kind, day)
            planned = ahead <= 1 and any(nudge.rule == kind for nudge in work.outbox.of_day(person.id, day))
            if hour and not planned and _is_ahead(day, hour, zone, now):
                at.setdefault((day, hour), []).append(person)
        for (day, hour), there in sorted(at.items(), key=lambda item: item[0]):
            yield Sending(day=day, hour=hour, people=tuple(there))


def _hour_on(person: Person, kind: str, day: date) -> time | None:
    """Return when a kind comes to a person on a day; None for whoever is off, quiet, or is not asked for calls."""
    worked = calendar_of(person).hours_on(day)
    paused = person.paused_until is not None and day < person.paused_until
    muted = any(rule == kind and day < until for rule, until in person.muted)
    selling = Role.SELLER in person.roles and (kind != "N1" or person.quota(day.isoweekday()) > 0)
    if worked is None or paused or muted or not selling:
        return None
    return personal_hour(person, kind, worked)


def _days(now: datetime, zone: ZoneInfo) -> Iterator[date]:
    today = now.astimezone(zone).date()
    return (plus_days(today, ahead) for ahead in range(DAYS_AHEAD))


def _is_ahead(day: date, hour: time, zone: ZoneInfo, now: datetime) -> bool:
    at = instant(day, hour, zone)
    return at is not None and at > now
