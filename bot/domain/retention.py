"""Retention: for how long each kind of data is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil
from typing import Protocol

from bot.records import record


class Kept(StrEnum):
    """Kinds of data that have an end, in the order in which a round goes through them; the values are stored."""

    LOG = "log"
    LINES = "lines"
    AUDIT = "audit"
    NUDGES = "nudges"
    ANSWERS = "answers"
    SUMS = "sums"
    LEAVERS = "leavers"
    WORKSPACES = "workspaces"


USUAL_MONTHS = 13
"""So that a month can be compared with the same month a year before."""
LINE_DAYS = 30
"""How long a repeated delivery gets its old receipt, where the company wants nothing longer."""
SHORTEST: Mapping[Kept, int] = {Kept.LOG: 7, Kept.NUDGES: USUAL_MONTHS}
"""Months below which a kind cannot be kept: scores count for 180 days, and a forgotten nudge would be sent again."""
LONGEST = 120
DAYS_A_YEAR = 365.25


def shortest(kind: Kept) -> int:
    """Return the months for which a kind is kept at least."""
    return SHORTEST.get(kind, 1)


def kept_for(kind: Kept, months: Mapping[Kept, int]) -> timedelta:
    """Return for how long a kind is kept, given what the company set."""
    if kind is Kept.LINES and kind not in months:
        return timedelta(days=LINE_DAYS)
    return timedelta(days=ceil(months.get(kind, USUAL_MONTHS) * DAYS_A_YEAR / 12))


@record(kw_only=True)
class Deleted:
    """What one step deleted: so many rows; `after` is where the next one goes on, None where nothing is left."""

    rows: int
    after: str | None


class Retention(Protocol):
    """What one company keeps, and for how long."""

    def months(self) -> Mapping[Kept, int]: ...
    def set_months(self, kind: Kept, months: int | None) -> None: ...
    def note_leavers(self, at: datetime) -> None: ...
    def leavers(self, before: datetime) -> Sequence[int]: ...
    def delete(self, kind: Kept, before: datetime, after: str) -> Deleted: ...
    def wipe(self) -> int: ...
