"""Handovers: what a person who left answered for went to somebody else, by one entry that can be undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.records import record


class Handed(StrEnum):
    """What goes beside accounts; the values are stored."""

    PROMISE = "P"
    FOLLOWUP = "F"
    TOUCHPOINT = "T"
    PERSON = "G"


@record(kw_only=True)
class PastHandover:
    """A handover that counts; `ref` is that of its entry, `at` aware UTC."""

    entry: int
    ref: str
    leaver: int
    heir: int
    at: datetime


class Handovers(Protocol):
    """The handovers of one company."""

    def counts(self, entry: int) -> Mapping[Handed, int]: ...
    def to_heir(self, heir: int, since: datetime) -> Sequence[PastHandover]: ...
    def last_of(self, leaver: int) -> int | None: ...
