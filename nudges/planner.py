"""Which nudges a day holds for everybody, and why one is not sent."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.clock import local_day
from bot.domain.outbox import Occurrence
from bot.domain.people import Person
from bot.domain.teams import Team
from bot.domain.work import Work
from nudges.rule import Nudge, Rule, To, rules
from nudges.salesday import AGAIN, ChannelDay, SalesDay

Picture = SalesDay | ChannelDay


@dataclass(frozen=True, kw_only=True)
class PlannedNudge:
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


def nudges_of_day(picture: Picture) -> Iterator[PlannedNudge]:
    """Yield every nudge that the day holds for a recipient, the most important rule first."""
    to = To.PERSON if isinstance(picture, SalesDay) else To.CHANNEL
    for rule in rules():
        if rule.to is to:
            yield from (PlannedNudge(rule=rule, picture=picture, nudge=each) for each in rule.yields(picture))


def unsent_nudges(picture: Picture, missed: Container[tuple[str, str]] = ()) -> Iterator[PlannedNudge]:
    """Yield what a day holds and was not said on an earlier one.

    What could not be said then, or is among the `missed`, gets a key of this day.
    """
    for each in nudges_of_day(picture):
        rule, nudge = each.rule.id, each.nudge
        said = picture.told(rule, nudge.subject) if isinstance(picture, SalesDay) and each.rule.lasting else None
        if (rule, nudge.subject) in missed:
            said = False
        if said is None:
            yield each
        elif not said:
            yield replace(each, nudge=replace(nudge, subject=f"{nudge.subject}{AGAIN}{picture.day.isoformat()}"))


def pictures_at(work: Work, now: datetime) -> Iterator[Picture]:
    """Yield the day of everybody at an instant."""
    for person in work.people.everyone():
        if person.active:
            yield day_of_person(work, person, local_day(now, person.zone), now)
    for team in work.teams.all():
        if team.channel:
            zone = day_of_team(work, team, now.date(), now).zone_name
            yield day_of_team(work, team, local_day(now, zone), now)


def pictures_on(work: Work, day: date, now: datetime) -> list[Picture]:
    """Return everybody's picture of one day."""
    people = [day_of_person(work, person, day, now) for person in work.people.everyone() if person.active]
    return [*people, *(day_of_team(work, team, day, now) for team in work.teams.all() if team.channel)]


def next_due(work: Work, now: datetime, person: int | None = None) -> datetime | None:
    """Return the next instant, within eight days, at which anything may be sent, to one person or to anybody."""
    for ahead in range(9):
        at = now + timedelta(days=ahead)
        dues = [
            planned.nudge.due
            for picture in pictures_at(work, at)
            if person is None or (isinstance(picture, SalesDay) and picture.person.id == person)
            for planned in unsent_nudges(picture)
            if planned.nudge.due > now and not why_not(picture, planned.rule) and not planned.nudge.why_not
        ]
        if dues:
            return min(dues)
    return None
