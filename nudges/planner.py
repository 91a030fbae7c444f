"""Which nudges a day holds for everybody, and why one is not sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.clock import local_day
from bot.domain.outbox import Occurrence
from bot.domain.people import Person, Team
from bot.domain.work import Work
from nudges.rule import Nudge, Rule, To, rules
from nudges.salesday import ChannelDay, SalesDay

Picture = SalesDay | ChannelDay
CATCH_UP = timedelta(days=7)
"""How far back days on which nothing ran are accounted for."""
MARK = "planned"
RECEIPTS_KEPT = timedelta(days=30)
"""How long a repeated delivery gets its old receipt."""


@dataclass(frozen=True, kw_only=True)
class Planned:
    """One nudge of one recipient's day."""

    rule: Rule
    picture: Picture
    nudge: Nudge

    @property
    def key(self) -> str:
        """The key that makes it unique for ever."""
        return f"{self.rule.id}:{recipient_key(self.picture)}:{self.nudge.subject}"

    def occurrence(self) -> Occurrence:
        """Return it as it comes due."""
        picture, nudge = self.picture, self.nudge
        return Occurrence(
            key=self.key,
            rule=self.rule.id,
            local_day=picture.day,
            due=nudge.due,
            until=nudge.until,
            subject=nudge.subject,
            person=picture.person.id if isinstance(picture, SalesDay) else None,
            team=picture.team.id if isinstance(picture, ChannelDay) else None,
        )


def recipient_key(picture: Picture) -> str:
    """Return the recipient's part of a key."""
    return f"p{picture.person.id}" if isinstance(picture, SalesDay) else f"t{picture.team.id}"


def why_not(picture: Picture, rule: Rule) -> str:
    """Return why this recipient gets nothing of this rule on this day, empty when nothing stands against it."""
    if picture.team.gone if isinstance(picture, ChannelDay) else not picture.person.active:
        return "no longer there"
    off = picture.calendar.why_off(picture.day)
    if off:
        return off.value
    if isinstance(picture, ChannelDay):
        return ""
    person = picture.person
    if person.paused_until and picture.day < person.paused_until:
        return "paused"
    return "muted" if any(id == rule.id and picture.day < until for id, until in person.muted) else ""


def day_of_person(work: Work, person: Person, day: date, now: datetime) -> SalesDay:
    """Return the picture of a person's day."""
    return SalesDay(work, day, now, person)


def day_of_team(work: Work, team: Team, day: date, now: datetime) -> ChannelDay:
    """Return the picture of a team channel's day."""
    people = work.people.in_team(team.id)
    someone = people[0] if people else Person(id=0, name="", roles=frozenset())
    return ChannelDay(
        work,
        day,
        now,
        team,
        team.country or someone.country,
        team.zone or someone.zone,
        team.language or someone.language,
    )


def of_day(picture: Picture) -> Iterator[Planned]:
    """Yield every nudge that the day holds for a recipient, the most important rule first."""
    to = To.PERSON if isinstance(picture, SalesDay) else To.CHANNEL
    for rule in rules():
        if rule.to is to:
            yield from (Planned(rule=rule, picture=picture, nudge=each) for each in rule.yields(picture))


def pictures(work: Work, now: datetime, back: timedelta = timedelta(0)) -> Iterator[Picture]:
    """Yield the day of everybody at an instant, and the days before it that reach `back`."""
    for person in work.people.everyone():
        if person.active:
            yield from (day_of_person(work, person, day, now) for day in _days(now, person.zone, back))
    for team in work.teams.all():
        if team.channel:
            today = day_of_team(work, team, local_day(now, "UTC"), now)
            yield from (day_of_team(work, team, day, now) for day in _days(now, today.zone_name, back))


def pictures_on(work: Work, day: date, now: datetime) -> list[Picture]:
    """Return everybody's picture of one day."""
    people = [day_of_person(work, person, day, now) for person in work.people.everyone() if person.active]
    return [*people, *(day_of_team(work, team, day, now) for team in work.teams.all() if team.channel)]


def _days(now: datetime, zone: str, back: timedelta) -> Sequence[date]:
    first, last = local_day(now - back, zone), local_day(now, zone)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def plan(work: Work, now: datetime) -> tuple[Occurrence, ...]:
    """Return what came due by now and is not in the outbox yet, days on which nothing ran included."""
    mark = work.people.mark(MARK)
    back = min(now - datetime.fromisoformat(mark), CATCH_UP) if mark else timedelta(0)
    found = (each for picture in pictures(work, now, max(back, timedelta(0))) for each in of_day(picture))
    return tuple(
        each.occurrence()
        for each in found
        if each.nudge.due <= now and _met(each) and work.outbox.known(each.key) is None
    )


def _met(planned: Planned) -> bool:
    """Nothing came due for a person who was not there yet."""
    if isinstance(planned.picture, ChannelDay):
        return True
    created = planned.picture.person.created_at
    return created is None or planned.nudge.due >= created


def keep(work: Work, occurrences: Sequence[Occurrence], now: datetime) -> None:
    """Put what came due into the outbox and note how far the planner has come."""
    for each in occurrences:
        work.outbox.plan(each)
    work.people.set_mark(MARK, now.isoformat())
    work.inbound.forget(now - RECEIPTS_KEPT)


def next_due(work: Work, now: datetime, person: int | None = None) -> datetime | None:
    """Return the next instant, within eight days, at which anything may be sent, to one person or to anybody."""
    for ahead in range(9):
        at = now + timedelta(days=ahead)
        dues = [
            each.nudge.due
            for picture in pictures(work, at)
            if person is None or (isinstance(picture, SalesDay) and picture.person.id == person)
            for each in of_day(picture)
            if each.nudge.due > now and not why_not(picture, each.rule) and not each.nudge.why_not
        ]
        if dues:
            return min(dues)
    return None
