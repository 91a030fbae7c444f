"""What a person's own calendar shows of the log: open promises and follow-ups."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Protocol

from bot.domain.details import Kind
from bot.records import record


@record(kw_only=True)
class CalendarItem:
    """An open promise or follow-up on its local day, perhaps at an hour of it.

    `changes` counts what was done to it since it was made, and what of that was taken back: it never goes down.
    `changed_at` is when that was last, aware UTC.
    """

    kind: Kind
    number: int
    account: str
    words: str
    due: date
    hour: time | None
    changes: int
    changed_at: datetime

    @property
    def ref(self) -> str:
        """What people call it, such as P41."""
        return f"{self.kind}{self.number}"


class CalendarFeed(Protocol):
    """The items of one company's people."""

    def items(self, person: int, since: date) -> Sequence[CalendarItem]: ...
