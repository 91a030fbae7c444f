"""Accounts at rest: left alone on purpose, or lost; no nudge speaks of them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Protocol

from bot.domain.details import (
    Detail,
    FollowUp,
    Kind,
    PromiseMade,
    PromiseOutcome,
    PromiseStep,
    RefillOrder,
    RefillRhythm,
)
from bot.records import record


class Rest(StrEnum):
    """Why an account rests."""

    FROZEN = "frozen"
    LOST = "lost"


@record(kw_only=True)
class Resting:
    """One account at rest since a local day: who said so and why; `value` is what it brought a year when frozen.

    `said` is the id of the entry that said so first: what was logged after it has a higher one.
    """

    account: int
    rest: Rest
    number: int
    person: int
    since: date
    said: int
    why: str = ""
    value: int | None = None

    @property
    def ref(self) -> str:
        """The name that people type, such as Z3."""
        return f"{Kind.FREEZE if self.rest is Rest.FROZEN else Kind.DEPARTURE}{self.number}"


def asks_for_reminder(detail: Detail) -> bool:
    """Whether a nudge speaks of what an entry tells later, unless its account rests."""
    if isinstance(detail, PromiseMade):
        return not detail.broken
    if isinstance(detail, PromiseStep):
        return detail.outcome is PromiseOutcome.TOLD
    if isinstance(detail, RefillRhythm):
        return detail.every > 0
    return isinstance(detail, (FollowUp, RefillOrder))


class RestingAccounts(Protocol):
    """The accounts of one company that rest.

    What was said of an account last counts. A frozen one rests until it is unfrozen; one that was lost is back with
    the next call to it that is logged later and counts for that day or a later one.
    """

    def of(self, account: int) -> Resting | None: ...
    def ids(self) -> frozenset[int]: ...
