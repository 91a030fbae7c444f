"""Refills: what customers use up, how long it lasts, and when to ring before they run out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Protocol

from bot.domain.calendar import WorkCalendar
from bot.language.day_arithmetic import plus_days
from bot.records import record

NOTICE = 5
"""Working days before a customer runs out at which their seller is reminded."""


@record(kw_only=True)
class Refill:
    """What an account uses up every so many days.

    `since` is the local day of the last order; without any, that of the entry.
    `typed_at`, aware UTC, is when the last of them was logged.

    `person` is who is reminded: the owner of the account, or who logged it where nobody owns that.
    """

    number: int
    account: int
    person: int
    item: str
    every: int
    since: date
    typed_at: datetime

    @property
    def ref(self) -> str:
        """The name that people type, such as B4."""
        return f"B{self.number}"

    @property
    def lasts_until(self) -> date:
        """The day on which the customer runs out."""
        return plus_days(self.since, self.every)

    def reminder(self, calendar: WorkCalendar) -> date:
        """Return the working day on which to ring: `NOTICE` of them before the end, but after what was just ordered."""
        day = self.lasts_until
        for _ in range(NOTICE):
            day = calendar.last_workday(day)
        return max(day, calendar.next_workday(self.since))


class Refills(Protocol):
    """The refills of one company that count: of one item of an account the rhythm that was typed last."""

    def find(self, number: int) -> Refill | None: ...
    def at(self, account: int) -> Sequence[Refill]: ...
    def of(self, person: int) -> Sequence[Refill]: ...


def due_refills(refills: Iterable[Refill], calendar: WorkCalendar, day: date) -> tuple[Refill, ...]:
    """Return those about which to ring on a day or earlier, the first to run out first."""
    due = (refill for refill in refills if refill.reminder(calendar) <= day)
    return tuple(sorted(due, key=lambda refill: (refill.lasts_until, refill.number)))
