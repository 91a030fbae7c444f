"""What came due since somebody was last looked at, and until when they may sleep.

1. Whoever is awake is looked at: their days since the planner last came by, the last one being today.
2. What came due goes to the outbox, under its key; they sleep until their next nudge, or until the day ends.
3. When nobody is awake any more, the planner notes how far it has come.
Nobody else is looked at, so that a turn with nothing to do costs nothing, however many people there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.clock import local_day
from bot.domain.outbox import Occurrence
from bot.domain.wakeups import WakeUp
from bot.domain.work import Work
from nudges.planner import Picture, PlannedNudge, day_of_person, day_of_team, unsent_nudges
from nudges.salesday import ChannelDay, SalesDay

CATCH_UP = timedelta(days=35)
"""How far back days on which nothing ran are accounted for."""
MARK = "planned"
MARK_EVERY = timedelta(minutes=1)
AHEAD = timedelta(minutes=2)
"""A mark that lies further ahead than this says that the clock was turned back."""
RECEIPTS_KEPT = timedelta(days=30)
"""How long a repeated delivery gets its old receipt."""
AT_ONCE = 100
"""People, and teams, that one look takes in, so that it holds up nobody else who reads."""


@dataclass(frozen=True, kw_only=True)
class DuePlan:
    """What one look found."""

    due: Sequence[Occurrence] = ()
    rests: Sequence[tuple[WakeUp, datetime]] = ()
    turned_back: bool = False
    marks: bool = False
    forgets: bool = False
    claimable: bool = False

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.rests or self.turned_back or self.marks)


def find_due(work: Work, now: datetime) -> DuePlan:
    """Look at whoever is awake; changes nothing."""
    mark = work.people.mark(MARK)
    before = datetime.fromisoformat(mark) if mark else now
    if before > now + AHEAD:
        return DuePlan(turned_back=True)
    awake = work.wakeups.awake(now, AT_ONCE)
    due: list[Occurrence] = []
    rests: list[tuple[WakeUp, datetime]] = []
    for each in awake:
        found, until = _look(work, list(_days(work, each, max(before, now - CATCH_UP), now)), now)
        due += found
        rests.append((each, until))
    marks = not awake and (not mark or now - before >= MARK_EVERY)
    return DuePlan(
        due=tuple(due),
        rests=tuple(rests),
        marks=marks,
        forgets=marks and before.date() != now.date(),
        claimable=work.outbox.claimable(now),
    )


def _days(work: Work, waking: WakeUp, since: datetime, now: datetime) -> Iterator[Picture]:
    """Yield somebody's days from an instant until now."""
    if waking.person:
        person = work.people.get(waking.person)
        yield from (day_of_person(work, person, day, now) for day in _between(since, now, person.zone))
    else:
        team = work.teams.get(waking.team or 0)
        zone = day_of_team(work, team, now.date(), now).zone_name
        yield from (day_of_team(work, team, day, now) for day in _between(since, now, zone))


def _between(since: datetime, now: datetime, zone: str) -> Sequence[date]:
    first, last = local_day(min(since, now), zone), local_day(now, zone)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _look(work: Work, days: Sequence[Picture], now: datetime) -> tuple[list[Occurrence], datetime]:
    """Return what came due and is not in the outbox yet, and when to look again."""
    due: list[Occurrence] = []
    ahead = [days[-1].midnight]
    missed: set[tuple[str, str]] = set()
    for picture in days if _there(days[-1]) else ():
        for planned in list(unsent_nudges(picture, missed)):
            if planned.nudge.due > now:
                ahead.append(planned.nudge.due)
            elif _met(planned) and work.outbox.known(planned.key) is None:
                due.append(planned.occurrence())
                if planned.rule.lasting:
                    missed.add((planned.rule.id, planned.nudge.subject))
    return due, min(ahead)


def _there(picture: Picture) -> bool:
    return (
        picture.person.active if isinstance(picture, SalesDay) else bool(picture.team.channel and not picture.team.gone)
    )


def _met(planned: PlannedNudge) -> bool:
    """Nothing came due for a person, or a team, that was not there yet."""
    picture = planned.picture
    created = picture.team.created_at if isinstance(picture, ChannelDay) else picture.person.created_at
    return created is None or planned.nudge.due >= created


def store_plan(work: Work, drawn: DuePlan, now: datetime) -> None:
    """Put what came due into the outbox and note how far the planner has come."""
    if drawn.turned_back:
        work.outbox.revive(now)
        work.wakeups.wake_everybody()
    for each in drawn.due:
        work.outbox.plan(each)
    for waking, until in drawn.rests:
        work.wakeups.rest(waking, until)
    if drawn.marks or drawn.turned_back:
        work.people.set_mark(MARK, now.isoformat())
    if drawn.forgets:
        work.inbound.forget(now - RECEIPTS_KEPT)
