"""Promises: which are open, kept or broken, whose customer was told first, and breaches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from enum import StrEnum
from itertools import takewhile
from typing import Protocol

from bot.domain.details import Kind, PromiseMade, PromiseOutcome, PromiseStep
from bot.domain.entries import Entries, Entry
from bot.records import record

BREACH_DAYS = 365
"""Days for which a breach counts."""


class PromiseState(StrEnum):
    """What has become of a promise."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"


@record(kw_only=True)
class Promise:
    """A promise after its live steps.

    `due` is the local day that counts now, `hour` the local time on it if there is one, `closed` the day on which it
    was kept or broken. `told` says that the customer was told that it would not be kept on that day, `moved` that the
    customer was told of that day instead of another: which is a promise of its own. `made_at` is aware UTC.
    """

    number: int
    account: int
    person: int
    what: str
    due: date
    hour: time | None = None
    state: PromiseState = PromiseState.OPEN
    told: bool = False
    moved: bool = False
    closed: date | None = None
    made_at: datetime | None = None

    @property
    def ref(self) -> str:
        """The name that people type, such as P41."""
        return f"P{self.number}"

    def late_on(self, day: date) -> bool:
        """Whether it is past its day and nobody said kept, told or broken."""
        return self.state is PromiseState.OPEN and not self.told and self.due < day


class CountsAs(StrEnum):
    """What a promise of one day counts as; `unanswered` is late once that day is over."""

    KEPT = "kept"
    TOLD = "told"
    BROKEN = "broken"
    UNANSWERED = "unanswered"


@record(kw_only=True)
class StepTaken:
    """A live step of a promise, on its local day; `number` is that of its ref."""

    number: int
    day: date
    outcome: str
    told: bool
    due: date | None = None
    hour: time | None = None


@record(kw_only=True)
class PromiseOutcomes:
    """What a promise is after its steps, and what it counts as, on which days: the newest last."""

    due: date
    hour: time | None
    state: PromiseState
    told: bool
    moved: bool
    closed: date | None
    counted: tuple[tuple[date, CountsAs], ...]


def outcome_of(
    steps: Iterable[StepTaken],
    *,
    made: date,
    due: date,
    hour: time | None,
    state: PromiseState,
    told: bool,
    after_step: int,
) -> PromiseOutcomes:
    """Return what has become of a promise that was made, or recorded as broken, on the day `made`.

    1. The steps come in the order in which they were first logged. One that tells of a new day ends the promise of the
       old one as told, and begins a promise of the new day; what else was told before is not about that one.
    2. A day that was edited counts instead of those told up to the step `after_step`.
    3. The last step that says kept or broken closes it. Broken counts as told where the customer had been told.
    4. Each promise of a day counts once: on the day of its answer, at the latest on the day that it was due.
    """
    edited, moved, counted = (due, hour), False, []
    closed, answered = None if state is PromiseState.OPEN else made, made
    for step in steps:
        moves = step.outcome == CountsAs.TOLD and step.due is not None
        if moves:
            counted.append((min(due, step.day), CountsAs.TOLD))
        if step.due:
            due, hour = (step.due, step.hour) if step.number > after_step else edited
        moved, told = moved or moves, (told or step.told) and not moves
        if step.outcome != CountsAs.TOLD:
            state, closed = PromiseState(step.outcome), step.day
        answered = closed or step.day
    final = _answer(state, told)
    counted.append((due if final is CountsAs.UNANSWERED else min(due, answered), final))
    return PromiseOutcomes(
        due=due, hour=hour, state=state, told=told, moved=moved, closed=closed, counted=tuple(counted)
    )


def _answer(state: PromiseState, told: bool) -> CountsAs:
    if state is PromiseState.KEPT:
        return CountsAs.KEPT
    if told:
        return CountsAs.TOLD
    return CountsAs.BROKEN if state is PromiseState.BROKEN else CountsAs.UNANSWERED


def told_in_a_row(newest_first: Iterable[bool]) -> int:
    """Return how many promises from the newest back were told first, without one in between that was not.

    The input is one flag per promise that was kept, broken or told; one that was told and then kept is told.
    """
    return sum(1 for _ in takewhile(bool, newest_first))


def told_since(entries: Entries, promise: int, since: int) -> Entry | None:
    """Return the newest live telling of a promise behind the step with the number `since`, None without any."""
    new = (step for step in reversed(_steps(entries, promise)) if step.number > since)
    told = (step for step in new if isinstance(step.detail, PromiseStep) and step.detail.outcome is PromiseOutcome.TOLD)
    return next(told, None)


def last_step(entries: Entries, promise: int) -> int:
    """Return the number of the last live step of a promise, 0 without any."""
    return max((step.number for step in _steps(entries, promise)), default=0)


def _steps(entries: Entries, promise: int) -> Sequence[Entry]:
    made = entries.live(Kind.PROMISE, promise)
    return entries.following(made) if made else ()


def with_new_day(entries: Entries, entry: Entry, made: PromiseMade) -> PromiseMade:
    """Return a promise whose day was said anew: it counts instead of the days that its customer was told of so far."""
    steps = [step.number for step in entries.following(entry)]
    return replace(made, after_step=max(steps, default=0))


@record(kw_only=True)
class Breach:
    """The breaches of an account within BREACH_DAYS, and when the last one was logged (aware UTC).

    A breach is a promise broken without a word beforehand, or a 0 on quality.
    """

    count: int
    at: datetime


class Promises(Protocol):
    """The promises of one company; a number is that of the ref, `asof` a local day."""

    def find(self, number: int) -> Promise | None: ...
    def open_of(self, person: int) -> Sequence[Promise]: ...
    def open_in_team(self, team: int | None) -> Sequence[Promise]: ...
    def open_for(self, account: int) -> Sequence[Promise]: ...
    def breaches(self, account: int, asof: date) -> int: ...
    def told_run(self, account: int, asof: date) -> int: ...
    def breached(self, person: int, asof: date, since: date) -> Mapping[int, Breach]: ...
    def breached_in_team(self, team: int | None, asof: date, since: date) -> Mapping[int, Breach]: ...
