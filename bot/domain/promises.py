"""Promises: which are open, kept or broken, whose customer was told first, and breaches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from enum import StrEnum
from itertools import takewhile
from typing import Protocol

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
    was kept or broken. `told` says that the customer was told, before it was due, that it would not be kept. `made_at`
    is aware UTC.
    """

    number: int
    account: int
    person: int
    what: str
    due: date
    hour: time | None = None
    state: PromiseState = PromiseState.OPEN
    told: bool = False
    closed: date | None = None
    made_at: datetime | None = None

    @property
    def ref(self) -> str:
        """The name that people type, such as P41."""
        return f"P{self.number}"


def told_in_a_row(newest_first: Iterable[bool]) -> int:
    """Return how many promises from the newest back were told first, without one in between that was not.

    The input is one flag per promise that was kept, broken or told; one that was told and then kept is told.
    """
    return sum(1 for _ in takewhile(bool, newest_first))


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
