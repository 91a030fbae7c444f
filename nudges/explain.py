"""Why one person did or did not get a nudge: what became of each rule on a day, or would, and when it comes next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import cached_property

from bot.clock import local_day
from bot.domain.outbox import UNCONFIRMED, Occurrence, Reason, Stage, State
from bot.domain.people import Person
from bot.domain.work import Work
from bot.records import record
from nudges.budget import budget
from nudges.compose import ClaimedNudge
from nudges.conditions import end_unsent, reachable_at
from nudges.planner import PlannedNudge, day_of_person, nudges_by_subject, skip_reason, unsent_nudges, was_there
from nudges.rule import Rule, To, rules
from nudges.salesday import DAY

DAYS_AHEAD = 9
"""Days that are looked at for the next one, so that a rule of one weekday is found from that very weekday on."""


@record(kw_only=True)
class RuleAnswer:
    """What became of one nudge of a rule on a day, or that it had none; `next_time` is when the rule speaks next.

    Both times are local, ISO 8601, and empty where there is none.
    """

    rule: str
    to: str
    day: str
    local_time: str
    outcome: str
    next_time: str


def explain_day(work: Work, person: Person, day: date, now: datetime) -> list[RuleAnswer]:
    """Return for each rule that speaks to people what it did on a day, or would do, as planner and claim decide."""
    explained = _Explained(work, person, day, now)
    return [answer for rule in _by_number() for answer in explained.answers(rule)]


def _by_number() -> list[Rule]:
    return sorted((rule for rule in rules() if rule.to is To.PERSON), key=lambda rule: int(rule.id[1:]))


class _Explained:
    """One person's day, read once for all rules."""

    def __init__(self, work: Work, person: Person, day: date, now: datetime) -> None:
        self.work, self.person, self.day, self.now = work, person, day, now
        self.picture = day_of_person(work, person, day, now)
        self.stored = work.outbox.of_day(person.id, day)
        addresses, parked = reachable_at(work, self.picture)
        self.parked = parked or ("" if addresses else Reason.NO_ADDRESS)
        self.yielded = nudges_by_subject(self.picture)

    def answers(self, rule: Rule) -> Iterator[RuleAnswer]:
        """Yield what a rule did or would do, in the outbox and outside it, or that nothing is due."""
        stored = [(nudge, self._known(nudge)) for nudge in self.stored if nudge.rule == rule.id]
        coming = [
            (planned.occurrence(), self._unplanned(planned))
            for planned in unsent_nudges(self.picture)
            if planned.rule is rule and self.work.outbox.with_key(planned.key) is None
        ]
        for nudge, outcome in [*stored, *coming]:
            yield self._answer(rule, self.picture.local_text(nudge.due), outcome)
        if not stored and not coming:
            reason = skip_reason(self.picture, rule)
            yield self._answer(rule, "", f"nothing due; it would be skipped: {reason}" if reason else "nothing due")

    def _answer(self, rule: Rule, local_time: str, outcome: str) -> RuleAnswer:
        next_time = self._next_times.get(rule.id)
        return RuleAnswer(
            rule=rule.id,
            to=self.person.name,
            day=self.day.isoformat(),
            local_time=local_time,
            outcome=outcome,
            next_time=self.picture.local_text(next_time) if next_time else "",
        )

    def _known(self, nudge: Occurrence) -> str:
        """Return how an occurrence of the outbox ended, or where it stands."""
        if nudge.state is State.SENT:
            return f"sent at {self.picture.local_text(nudge.sent_at)}" if nudge.sent_at else "sent"
        if nudge.state not in (State.DUE, State.CLAIMED):
            return f"{nudge.state}: {nudge.reason}"
        if nudge.stage in UNCONFIRMED:
            return "a send began, and its answer is not known yet"
        outlook = self._outlook(self.yielded.get((nudge.rule, nudge.subject)), nudge)
        if nudge.stage is Stage.REFUSED:
            return f"{outlook}; the platform refused it for now: {nudge.reason}"
        return outlook

    def _unplanned(self, planned: PlannedNudge) -> str:
        """Return what would become of what the outbox does not hold."""
        if planned.nudge.due <= self.now and not was_there(planned):
            return "not planned: it was due before they were there"
        if self.picture.midnight <= self.now:
            return "not planned: nobody knew of it on that day"
        return self._outlook(planned, planned.occurrence())

    def _outlook(self, planned: PlannedNudge | None, nudge: Occurrence) -> str:
        """Return what the claim would decide when it is due, or now where that is later."""
        at = max(self.now, nudge.due)
        if end := end_unsent(self.work, self.picture, planned, nudge, at, self.parked):
            return f"would be {end[0]}: {end[1]}"
        return self._within_budget(ClaimedNudge(occurrence=nudge, planned=planned), at) if planned else ""

    def _within_budget(self, nudge: ClaimedNudge, at: datetime) -> str:
        """Return whether the budget leaves room, by what was sent until now."""
        left = budget(self.picture, [known for known in self.stored if not known.snoozes], at)
        free = bool(nudge.occurrence.snoozes) or not nudge.planned.rule.limited
        if free or (left.open and nudge.words <= left.words):
            return "would send"
        if left.later and at < left.later <= nudge.occurrence.until:
            return f"would wait until {self.picture.local_text(left.later)}: {Reason.NO_BUDGET}"
        return f"would be {State.SKIPPED}: {Reason.NO_BUDGET}"

    @cached_property
    def _next_times(self) -> dict[str, datetime]:
        """When each rule speaks next, after now."""
        times: dict[str, datetime] = {}
        for rule, due in [*self._waiting(), *self._ahead()]:
            times[rule] = min(due, times.get(rule, due))
        return times

    def _waiting(self) -> Iterator[tuple[str, datetime]]:
        today = local_day(self.now, self.person.zone)
        for nudge in self.work.outbox.between(self.person.id, today, today + DAYS_AHEAD * DAY):
            if nudge.state is State.DUE and nudge.due > self.now:
                yield nudge.rule, nudge.due

    def _ahead(self) -> Iterator[tuple[str, datetime]]:
        for ahead in range(DAYS_AHEAD):
            at = self.now + ahead * DAY
            picture = day_of_person(self.work, self.person, local_day(at, self.person.zone), at)
            for planned in unsent_nudges(picture):
                unwanted = skip_reason(picture, planned.rule) or planned.nudge.skip
                if planned.nudge.due > self.now and not unwanted and not self.work.outbox.with_key(planned.key):
                    yield planned.rule.id, planned.nudge.due
