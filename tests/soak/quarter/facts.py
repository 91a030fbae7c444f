"""What people say in the quarter, one class a kind; each is what its line means to whoever reads the papers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time


@dataclass(kw_only=True)
class Fact:
    """One thing that was said: `seq` is its place among all that was typed, `day` the day that it counts for."""

    ref: str
    who: str
    account: str = ""
    at: datetime
    day: date
    seq: int
    live: bool = True

    @property
    def number(self) -> int:
        """The number of its ref."""
        return int(self.ref[1:])


@dataclass(kw_only=True)
class Contact(Fact):
    """A call, visit, meeting, mail or offer."""

    kind: str
    words: str = ""
    outcome: str = ""


@dataclass(kw_only=True)
class Rating(Fact):
    """Scores by factor at a touchpoint."""

    point: str
    scores: dict[str, int]
    source: str = "guess"
    words: str = ""


@dataclass(kw_only=True)
class Promise(Fact):
    """A promise, or one that is logged as broken."""

    due: date
    hour: time | None = None
    broken: bool = False
    told: bool = False
    edited_after: int = 0
    """The number of the last answer before its day was edited."""


@dataclass(kw_only=True)
class Step(Fact):
    """An answer to a promise: kept, broken or told, perhaps with a new day."""

    promise: str
    fate: str
    told: bool = False
    due: date | None = None
    hour: time | None = None


@dataclass(kw_only=True)
class FollowUp(Fact):
    """A reminder of a customer."""

    due: date
    hour: time | None = None


@dataclass(kw_only=True)
class Wait(Fact):
    """A customer who waits."""

    team: str


@dataclass(kw_only=True)
class Went(Fact):
    """Somebody went to a customer who waits."""

    wait: str


@dataclass(kw_only=True)
class HandOff(Fact):
    """A customer passed on."""

    minutes: int


@dataclass(kw_only=True)
class Junk(Fact):
    """Minutes that no customer had any use of."""

    what: str
    minutes: int


@dataclass(kw_only=True)
class Refill(Fact):
    """What a customer uses up in so many days."""

    item: str
    every: int


@dataclass(kw_only=True)
class Order(Fact):
    """The customer ordered what a refill is about."""

    refill: str


@dataclass(kw_only=True)
class Rest(Fact):
    """Frozen, unfrozen or left."""

    kind: str


@dataclass(kw_only=True)
class PlannedCall(Fact):
    """One of the first calls of a day; `line` is the line that it was typed in."""

    due: date
    line: int


@dataclass(kw_only=True)
class Other(Fact):
    """Whatever no nudge speaks of, such as an exclusivity."""

    extra: dict[str, str] = field(default_factory=dict)
