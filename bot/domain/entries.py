"""The log: entries that are added, edited and taken back; only their age deletes them.

Every figure is a function of the live entries, so undo is exact: it leaves the state in which the entry never was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date, datetime
from typing import Protocol

from bot.domain.details import Detail, Kind
from bot.records import record


@record(kw_only=True)
class Entry:
    """One line of the log; it counts for its local `day`, however much later it was typed (`at`, aware UTC)."""

    id: int
    number: int
    person: int
    account: int | None
    day: date
    at: datetime
    detail: Detail
    edits: int | None = None
    """The id of the entry that this one replaces under the same number."""
    live: bool = True
    via: str = ""
    """The program by which it came, "" for a person's own line."""
    may_rest: bool = field(default=False, compare=False)
    """Of one that was just added: whether its account was ever frozen or lost."""

    @property
    def kind(self) -> Kind:
        """The kind of its detail."""
        return self.detail.kind

    @property
    def ref(self) -> str:
        """What people call it, such as C212."""
        return f"{self.kind}{self.number}"


class Entries(Protocol):
    """The log of one company; a change moves every figure that rests on it in the same transaction."""

    def add(self, detail: Detail, *, person: int, account: int | None, day: date, at: datetime) -> Entry: ...
    def edit(self, entry: Entry, *, person: int, at: datetime) -> Entry: ...
    def take_back(self, entry: Entry, at: datetime, *, edit: bool = False) -> None: ...
    def put_back(self, entry: Entry, at: datetime) -> None: ...
    def get(self, entry: int) -> Entry: ...
    def latest(self, person: int) -> Entry | None: ...
    def latest_of(self, person: int, kind: Kind) -> Entry | None: ...
    def latest_at(self, person: int, kind: Kind, account: int) -> Entry | None: ...
    def live(self, kind: Kind, number: int) -> Entry | None: ...
    def newest(self, kind: Kind, number: int) -> Entry | None: ...
    def numbered(self, number: int, person: int) -> Sequence[Entry]: ...
    def join(self, entries: Sequence[Entry]) -> None: ...
    def note_made(self, entry: Entry, account: int) -> None: ...
    def of_line(self, entry: Entry) -> Sequence[Entry]: ...
    def noted(self, account: int, *, person: int | None, skip: int, limit: int) -> Sequence[Entry]: ...
    def heard_last(self, account: int, person: int) -> Entry | None: ...
    def following(self, entry: Entry) -> Sequence[Entry]: ...
    def counts(self, account: int) -> Mapping[Kind, int]: ...


def undo(entries: Entries, entry: Entry, at: datetime) -> tuple[Entry, ...]:
    """Take back an entry and return all that was taken back, in that order.

    1. What rests on the entry goes first, newest first: the steps of a promise, who went to a waiting customer.
    2. Then the entry itself.
    3. An edit takes nothing with it; the version that it replaced counts again.
    """
    dependants = () if entry.edits else tuple(entries.following(entry))
    undone = (*reversed(dependants), entry)
    for undoable in undone:
        entries.take_back(undoable, at, edit=bool(entry.edits))
    if entry.edits:
        entries.put_back(entries.get(entry.edits), at)
    return undone


def changed(entry: Entry, detail: Detail, day: date | None = None) -> Entry:
    """Return the entry with another detail, and another day if one is given, as `Entries.edit` takes it."""
    return replace(entry, detail=detail, day=day or entry.day)
