"""Planning: which nudges the rules yield for a recipient's local day, under which keys, and why one is skipped."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from bot.clock import local_day
from bot.domain.outbox import Occurrence, Reason, occurrence_key
from bot.domain.people import Person
from bot.domain.teams import Team, zone_of
from bot.domain.work import Work
from bot.errors import StoreError
from bot.records import record
from nudges.rule import Nudge, Rule, To, rules
from nudges.salesday import ChannelDay, SalesDay

Picture = SalesDay | ChannelDay
T = TypeVar("T")


def attempt(part: Callable[[], T]) -> T | Exception:
    """Return what one recipient's part returns, or the exception that it raises, so that the others go on.

    Raises StoreError: a database that refuses is nobody's own failure.
    """
    try:
        return part()
    except StoreError:
        raise
    except Exception as error:  # one recipient's row or a bug in one rule must stop nobody else
        return error


@record(kw_only=True)
class PlannedNudge:
    """One nudge of one recipient's day; with a `repeat_day` it could not be said on an earlier one."""

    rule: Rule
    picture: Picture
    nudge: Nudge
    repeat_day: date | None = None

    @property
    def key(self) -> str:
        """The key that makes it unique for ever."""
        return occurrence_key(self.rule.id, recipient_key(self.picture), self.nudge.subject, self.repeat_day)

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
            repeat_day=self.repeat_day,
            person=picture.person.id if isinstance(picture, SalesDay) else None,
            team=picture.team.id if isinstance(picture, ChannelDay) else None,
        )


def recipient_key(picture: Picture) -> str:
    """Return the recipient's part of a key."""
    # Part of every stored key: spelt in another way, what was sent today would be sent once more.
    return f"p{picture.person.id}" if isinstance(picture, SalesDay) else f"t{picture.team.id}"


def skip_reason(picture: Picture, rule: Rule) -> Reason | None:
    """Return why this recipient gets nothing of this rule on this day, None when nothing stands against it."""
    if picture.team.gone if isinstance(picture, ChannelDay) else not picture.person.active:
        return Reason.GONE
    off = picture.calendar.why_off(picture.day)
    if off:
        return Reason(off)
    if rule.figures and not picture.figures_open:
        return Reason.NO_PURPOSE
    if isinstance(picture, ChannelDay):
        return None
    person = picture.person
    if person.paused_until and picture.day < person.paused_until:
        return Reason.PAUSED
    return Reason.MUTED if any(id == rule.id and picture.day < until for id, until in person.muted) else None


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
        zone_of(team, people) or someone.zone,
        team.language or someone.language,
    )


def picture_of(work: Work, occurrence: Occurrence, now: datetime) -> Picture:
    """Return the picture of the day that an occurrence is of."""
    day = occurrence.local_day
    if occurrence.person is None:
        return day_of_team(work, work.teams.get(occurrence.team or 0), day, now)
    return day_of_person(work, work.people.get(occurrence.person), day, now)


def nudges_of_day(picture: Picture) -> Iterator[PlannedNudge]:
    """Yield every nudge that the day holds for a recipient, the most important rule first."""
    to = To.PERSON if isinstance(picture, SalesDay) else To.CHANNEL
    for rule in rules():
        if rule.to is to:
            yield from (PlannedNudge(rule=rule, picture=picture, nudge=found) for found in rule.yields(picture))


def nudges_by_subject(picture: Picture) -> dict[tuple[str, str], PlannedNudge]:
    """Return every nudge that the day holds, by rule and subject, which name it in the outbox."""
    return {(planned.rule.id, planned.nudge.subject): planned for planned in nudges_of_day(picture)}


def unsent_nudges(picture: Picture, missed: Container[tuple[str, str]] = ()) -> Iterator[PlannedNudge]:
    """Yield what a day holds and was not sent on an earlier one.

    What could not be sent then, or is among the `missed` (rule and subject), is planned again under a key of this day.
    """
    for planned in nudges_of_day(picture):
        rule, subject = planned.rule.id, planned.nudge.subject
        sent = picture.sent_before(rule, subject) if isinstance(picture, SalesDay) and planned.rule.lasting else None
        # The outbox does not know it yet, as it is written after the look.
        if (rule, subject) in missed:
            sent = False
        if sent is None:
            yield planned
        elif not sent:
            yield replace(planned, repeat_day=picture.day)


def was_there(planned: PlannedNudge) -> bool:
    """Whether the recipient was there already when it came due."""
    picture = planned.picture
    created = picture.team.created_at if isinstance(picture, ChannelDay) else picture.person.created_at
    return created is None or planned.nudge.due >= created


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
    # Nine days, so that a rule of one weekday is found from that very weekday on.
    for ahead in range(9):
        at = now + timedelta(days=ahead)
        dues = [
            planned.nudge.due
            for picture in pictures_at(work, at)
            if person is None or (isinstance(picture, SalesDay) and picture.person.id == person)
            for planned in unsent_nudges(picture)
            if planned.nudge.due > now and not skip_reason(picture, planned.rule) and not planned.nudge.skip
        ]
        if dues:
            return min(dues)
    return None
