"""The log: entries that are added, edited and taken back, never deleted.

Every figure is a function of the live entries, so taking one back restores the state in which it never was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum, unique
from typing import ClassVar, Protocol

from bot.domain.ratings import Factor, Source


@unique
class Kind(StrEnum):
    """What an entry is; the letter leads its ref."""

    CALL = "C"
    RATING = "R"
    PROMISE = "P"
    STEP = "S"
    FOLLOWUP = "F"
    WAITING = "W"
    WENT = "G"
    HANDOFF = "H"


class CallOutcome(StrEnum):
    """How a call went."""

    SPOKE = "spoke"
    VOICEMAIL = "vm"
    NONE = "none"
    MEETING = "meet"
    MAIL = "mail"


@dataclass(frozen=True, kw_only=True)
class Call:
    """One contact with a customer; `questions` counts the open ones, `heard` keeps the customer's words."""

    kind: ClassVar[Kind] = Kind.CALL
    outcome: CallOutcome = CallOutcome.SPOKE
    questions: int | None = None
    listened: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class FactorScore:
    """One score on one factor: 0 less than expected, 1 as expected, 2 more than expected."""

    factor: Factor
    score: int


@dataclass(frozen=True, kw_only=True)
class Touch:
    """What a customer got at one touchpoint, on one or more factors."""

    kind: ClassVar[Kind] = Kind.RATING
    touchpoint: int
    marks: tuple[FactorScore, ...]
    source: Source = Source.GUESS
    why: str = ""


class PromiseOutcome(StrEnum):
    """What became of a promise; `told` moves or keeps it open with the customer told first."""

    KEPT = "kept"
    TOLD = "told"
    BROKEN = "broken"


@dataclass(frozen=True, kw_only=True)
class PromiseStep:
    """One step in the life of promise number `promise`; `due` is its new day, if any."""

    kind: ClassVar[Kind] = Kind.STEP
    promise: int
    outcome: PromiseOutcome
    told: bool = False
    due: date | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class PromiseMade:
    """What was promised and until when; `broken` says that it is only recorded because it was broken."""

    kind: ClassVar[Kind] = Kind.PROMISE
    what: str
    due: date
    broken: bool = False
    told: bool = False


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """A customer to come back to on a day."""

    kind: ClassVar[Kind] = Kind.FOLLOWUP
    due: date
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A customer who waits, at a place or for something."""

    kind: ClassVar[Kind] = Kind.WAITING
    place: str
    what: str = ""


@dataclass(frozen=True, kw_only=True)
class WaitTaken:
    """Somebody took waiting customer number `waiting`."""

    kind: ClassVar[Kind] = Kind.WENT
    waiting: int


@dataclass(frozen=True, kw_only=True)
class HandOff:
    """A customer was handed to desk number `desk`; `minutes` are what it had cost the seller, 0 when not said."""

    kind: ClassVar[Kind] = Kind.HANDOFF
    desk: int
    minutes: int = 0
    cause: str = ""


Detail = Call | Touch | PromiseMade | PromiseStep | FollowUp | Waiting | WaitTaken | HandOff


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the log; it counts for its own local `day`, however late it was typed."""

    id: int
    number: int
    person: int
    account: int | None
    day: date
    at: datetime
    detail: Detail
    edits: int | None = None
    """The entry that this one replaces."""
    live: bool = True

    @property
    def kind(self) -> Kind:
        """The kind of its detail."""
        return self.detail.kind

    @property
    def ref(self) -> str:
        """What people call it, such as C212."""
        return f"{self.kind}{self.number}"


class Entries(Protocol):
    """The log of one company; each change keeps every figure in step within the same transaction."""

    def add(self, detail: Detail, *, person: int, account: int | None, day: date, at: datetime) -> Entry: ...
    def edit(self, entry: Entry, *, person: int, at: datetime) -> Entry: ...
    def take_back(self, entry: Entry, at: datetime) -> None: ...
    def put_back(self, entry: Entry) -> None: ...
    def get(self, entry: int) -> Entry: ...
    def latest(self, person: int) -> Entry | None: ...
    def live(self, kind: Kind, number: int) -> Entry | None: ...
    def newest(self, kind: Kind, number: int) -> Entry | None: ...
    def numbered(self, number: int, person: int) -> Sequence[Entry]: ...
    def following(self, entry: Entry) -> Sequence[Entry]: ...


def undo(entries: Entries, entry: Entry, at: datetime) -> tuple[Entry, ...]:
    """Take back one action and what rests on it; an edit gives way to what it replaced."""
    dependants = () if entry.edits else tuple(entries.following(entry))
    undone = (*reversed(dependants), entry)
    for each in undone:
        entries.take_back(each, at)
    if entry.edits:
        entries.put_back(entries.get(entry.edits))
    return undone


def changed(entry: Entry, detail: Detail, day: date | None = None) -> Entry:
    """Return the entry as an edit would leave it."""
    return replace(entry, detail=detail, day=day or entry.day)
