"""The outbox: each nudge that came due, what became of it, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol


class State(StrEnum):
    """Where an occurrence stands; the last five add up to what came due."""

    DUE = "due"
    CLAIMED = "claimed"
    SENT = "sent"
    SKIPPED = "skipped"
    EXPIRED = "expired"
    PARKED = "parked"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, kw_only=True)
class Occurrence:
    """One nudge for one recipient on one local day; `key` is unique for ever.

    `person` or `team` says to whom. `subject` names what it is about, such as F12. `due` and `until` are aware UTC.
    """

    key: str
    rule: str
    local_day: date
    due: datetime
    until: datetime
    person: int | None = None
    team: int | None = None
    subject: str = ""
    id: int = 0
    state: State = State.DUE
    why: str = ""
    attempt: int = 0
    receipt: str = ""
    message: str = ""
    """The key under which the platform knows the message that carried it."""
    words: int = 0
    sent_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How the occurrences of one recipient's local day ended; the five add up to `due`."""

    day: date
    recipient: str
    due: int = 0
    sent: int = 0
    skipped: int = 0
    expired: int = 0
    parked: int = 0
    uncertain: int = 0


class Outbox(Protocol):
    """The occurrences of one company."""

    def plan(self, occurrence: Occurrence) -> bool: ...
    def get(self, occurrence: int) -> Occurrence | None: ...
    def claim(self, at: datetime, owner: str, lease_until: datetime, limit: int) -> Sequence[Occurrence]: ...
    def claimable(self, at: datetime) -> bool: ...
    def revive(self, at: datetime) -> int: ...
    def finish(self, occurrence: Occurrence, owner: str) -> bool: ...
    def doubt(self, occurrence: Occurrence) -> None: ...
    def retry(self, occurrence: Occurrence, owner: str, at: datetime) -> bool: ...
    def mark_sending(self, occurrence: Occurrence, owner: str, lease_until: datetime) -> bool: ...
    def of_day(self, person: int, day: date) -> Sequence[Occurrence]: ...
    def between(self, person: int, first: date, last: date) -> Sequence[Occurrence]: ...
    def at_receipt(self, receipt: str) -> Sequence[Occurrence]: ...
    def sent(self, rule: str, team: int, limit: int = 30) -> Sequence[Occurrence]: ...
    def known(self, key: str) -> Occurrence | None: ...
    def next_due(self) -> datetime | None: ...
    def tallies(self, first: date, last: date) -> Sequence[Tally]: ...
    def answer(self, team: int, day: date, person: int, choice: str) -> None: ...
    def answers(self, team: int, day: date) -> Mapping[str, int]: ...
