"""Scheduling: plans the recipients whose wake-up time has passed, and sets the next one.

1. `find_due` reads: for each recipient who is due, it plans their days since the planner last came by, today being the
   last one. What came due and is not in the outbox yet is found, and when their next nudge comes due.
2. `store_plan` writes: what came due goes to the outbox, under its key, and they sleep until their next nudge, or until
   their local day ends.
3. When nobody is due any more, the planner notes how far it has come (its mark), once a minute: after a time in which
   nothing ran, that is the day from which days are made up for.
Looking is done apart from writing, so that a turn with nothing to do takes no lock and writes nothing. What happens
between the two is not lost: it gives its recipient a new version, and `sleep_until` then leaves them due.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import partial

from bot.clock import local_day, seconds_run
from bot.domain.outbox import Occurrence
from bot.domain.wakeups import WakeUp
from bot.domain.work import Work
from bot.records import record
from nudges.failing import RETRY, Failure, Recipient, Step
from nudges.planner import Picture, attempt, day_of_person, day_of_team, unsent_nudges, was_there
from nudges.salesday import SalesDay

CATCH_UP = timedelta(days=35)
"""How far back days on which nothing ran are accounted for."""
MARK = "planned"
MARK_EVERY = timedelta(minutes=1)
AHEAD = timedelta(minutes=2)
"""A mark that lies further ahead than this says that the clock was turned back."""
READ_STEP = 1000
"""Entries of before of which one turn notes the words."""
AT_ONCE = 100
"""People, and teams, that one look takes in at most."""
LOOK_SECONDS = 0.05
"""For which a look of a running bot plans, because whoever reads meanwhile waits for its end."""


@record(kw_only=True)
class DuePlan:
    """What one look found: what came due, and for whom the next wake-up time is when (aware UTC).

    `failures` are of recipients who could not be planned; they sleep until they are tried again.
    `claimable`: the outbox holds something to send already. `leaves_some`: others may be due whom it did not take in.
    `sets_mark` and `reads_words` say what else to write.
    """

    due: Sequence[Occurrence] = ()
    wakeups: Sequence[tuple[WakeUp, datetime]] = ()
    failures: Sequence[Failure] = ()
    clock_went_back: bool = False
    sets_mark: bool = False
    reads_words: bool = False
    claimable: bool = False
    leaves_some: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.wakeups or self.clock_went_back or self.sets_mark or self.reads_words)

    def goes_on(self, met: set[Recipient]) -> bool:
        """Whether to look again at once, as others may be due; adds whom it planned to those whom the turn has `met`.

        Whoever every line of others wakes would keep the turn from ending, and the machine at work.
        """
        known = len(met)
        met.update(Recipient(person=each.person, team=each.team) for each, _ in self.wakeups)
        return self.clock_went_back or self.leaves_some or len(met) > known


def find_due(work: Work, now: datetime, seconds: float = math.inf) -> DuePlan:
    """Plan whoever is due, `AT_ONCE` people and teams at most, for so many seconds but at least one; change nothing."""
    mark = work.people.mark(MARK)
    before = datetime.fromisoformat(mark) if mark else now
    if before > now + AHEAD:
        # Why nobody is planned yet: what the wrong clock ended too early has to be reopened before, see store_plan.
        return DuePlan(clock_went_back=True)
    recipients = work.wakeups.due(now, AT_ONCE)
    due: list[Occurrence] = []
    wakeups: list[tuple[WakeUp, datetime]] = []
    failures: list[Failure] = []
    began = seconds_run()
    for recipient in recipients:
        if wakeups and seconds_run() - began >= seconds:
            break  # they are still due: the next look takes them in
        # Not from the mark alone: after a long standstill every day of it would be planned.
        plan = attempt(partial(_plan_recipient, work, recipient, max(before, now - CATCH_UP), now))
        if isinstance(plan, Exception):
            failures.append(
                Failure(recipient=Recipient(person=recipient.person, team=recipient.team), step=Step.PLAN, error=plan)
            )
            plan = [], now + RETRY
        due += plan[0]
        wakeups.append((recipient, plan[1]))
    # Why only when nobody is due: a mark set earlier would hide the days of those whom this look did not take in.
    sets_mark = not recipients and (not mark or now - before >= MARK_EVERY)
    return DuePlan(
        due=tuple(due),
        wakeups=tuple(wakeups),
        failures=tuple(failures),
        sets_mark=sets_mark,
        reads_words=work.noted_words.has_unread(),
        claimable=work.outbox.claimable(now),
        leaves_some=len(wakeups) < len(recipients) or len(recipients) >= AT_ONCE,
    )


def _plan_recipient(work: Work, recipient: WakeUp, since: datetime, now: datetime) -> tuple[list[Occurrence], datetime]:
    return _plan_days(work, list(_days(work, recipient, since, now)), now)


def _days(work: Work, recipient: WakeUp, since: datetime, now: datetime) -> Iterator[Picture]:
    """Yield somebody's local days from an instant until now."""
    if recipient.person:
        person = work.people.get(recipient.person)
        yield from (day_of_person(work, person, day, now) for day in _dates(since, now, person.zone))
    else:
        team = work.teams.get(recipient.team or 0)
        zone = day_of_team(work, team, now.date(), now).zone_name
        yield from (day_of_team(work, team, day, now) for day in _dates(since, now, zone))


def _dates(since: datetime, now: datetime, zone: str) -> Sequence[date]:
    # The mark may lie a little ahead, as another process with another clock may have set it.
    first, last = local_day(min(since, now), zone), local_day(now, zone)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _plan_days(work: Work, days: Sequence[Picture], now: datetime) -> tuple[list[Occurrence], datetime]:
    """Return what came due on somebody's days and is not in the outbox yet, and when to plan them next.

    Days go from the oldest to today: what a lasting rule could not say on one of them is `missed` on the next, although
    the outbox does not hold it yet.
    """
    due: list[Occurrence] = []
    # At the latest then, because the next day has rules and hours of its own.
    ahead = [days[-1].midnight]
    missed: set[tuple[str, str]] = set()
    for picture in days if _is_there(days[-1]) else ():
        for planned in list(unsent_nudges(picture, missed)):
            if planned.nudge.due > now:
                ahead.append(planned.nudge.due)
            elif was_there(planned) and work.outbox.with_key(planned.key) is None:
                # Drawn now, to be thrown away: a row that no card can be made of fails here, where mending it wakes its
                # person at once; a claim that fails waits for an hour.
                _ = planned.nudge.card
                due.append(planned.occurrence())
                if planned.rule.lasting and not planned.repeat_day:
                    missed.add((planned.rule.id, planned.nudge.subject))
    return due, min(ahead)


def _is_there(picture: Picture) -> bool:
    return (
        picture.person.active if isinstance(picture, SalesDay) else bool(picture.team.channel and not picture.team.gone)
    )


def store_plan(work: Work, plan: DuePlan, now: datetime) -> None:
    """Store what a look found, in one transaction."""
    if plan.clock_went_back:
        work.outbox.reopen(now)
        # Whoever was planned by the wrong clock would sleep until its hour.
        work.wakeups.wake_all()
    for occurrence in plan.due:
        work.outbox.plan(occurrence)
    # Why with the occurrences in one transaction: whoever sleeps without them in the outbox would never get them.
    for recipient, until in plan.wakeups:
        work.wakeups.sleep_until(recipient, until)
    if plan.sets_mark or plan.clock_went_back:
        work.people.set_mark(MARK, now.isoformat())
    if plan.reads_words:
        work.noted_words.read_old(READ_STEP)
