"""The promise ledger: what is open, due, told, kept and broken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import takewhile
from typing import Protocol

BREACH_DAYS = 365
"""How long a breach is remembered."""


class PromiseState(StrEnum):
    """Where a promise stands."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A promise as it stands after its live steps; `due` is the day that counts now."""

    number: int
    account: int
    person: int
    what: str
    due: date
    state: PromiseState = PromiseState.OPEN
    told: bool = False
    closed: date | None = None
    made_at: datetime | None = None

    @property
    def ref(self) -> str:
        """What people call it, such as P41."""
        return f"P{self.number}"


def told_in_a_row(newest_first: Iterable[bool]) -> int:
    """Return how many of the newest promises the customer was told about first, in a row.

    Promises that were kept, broken or told first count; one that was told first and then kept counts as told.
    """
    return sum(1 for _ in takewhile(bool, newest_first))


@dataclass(frozen=True, kw_only=True)
class Breach:
    """How many breaches an account has seen within the last 12 months, and when the last one was logged."""

    count: int
    at: datetime


class Promises(Protocol):
    """The promises of one company."""

    def find(self, number: int) -> Promise | None: ...
    def open_of(self, person: int) -> Sequence[Promise]: ...
    def open_in_team(self, team: int | None) -> Sequence[Promise]: ...
    def open_for(self, account: int) -> Sequence[Promise]: ...
    def breaches(self, account: int, asof: date) -> int: ...
    def told_run(self, account: int, asof: date) -> int: ...
    def breached(self, asof: date, since: date) -> Mapping[int, Breach]: ...
