"""Entries taken back with all that goes with them: the record for others, and what their line had made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.domain.accounts import Account
from bot.domain.audit import record_undone
from bot.domain.desks import Desk
from bot.domain.details import Detail, HandOff, Touch
from bot.domain.entries import Entry, undo
from bot.domain.named_lists import LineNamedItems
from bot.domain.touchpoints import Touchpoint
from bot.domain.work import Work
from bot.records import record

Made = Account | Touchpoint | Desk


@record(kw_only=True)
class Undone:
    """What an undo took back, in that order, and what it removed as the line had made it for nothing else."""

    entries: tuple[Entry, ...]
    removed: tuple[Made, ...]


def take_back_entry(work: Work, entry: Entry, by: int, at: datetime) -> Undone:
    """Take back an entry and what rests on it, and remove what its line made, unless something else is about it."""
    entries = undo(work.entries, entry, at)
    record_undone(work.audit, work.promises, work.accounts, entries, by, at)
    return Undone(entries=entries, removed=tuple(_removed(work, entries)))


def _removed(work: Work, undone: tuple[Entry, ...]) -> Iterator[Made]:
    """Remove what was made for entries that were taken back, and yield it."""
    for number in sorted({entry.account for entry in undone if entry.account}):
        account = work.accounts.find(number)
        if account and work.accounts.remove_made_in_vain(account.id):
            yield account
    for entry in undone:
        if (point := _touchpoint(work, entry.detail)) and _taken_off(work.touchpoints, point.id):
            yield point
        if (desk := _desk(work, entry.detail)) and _taken_off(work.desks, desk.id):
            yield desk


def _taken_off(items: LineNamedItems, item: int) -> bool:
    if not items.made_in_vain(item):
        return False
    items.remove(item)
    return True


def _touchpoint(work: Work, detail: Detail) -> Touchpoint | None:
    return work.touchpoints.get(detail.touchpoint) if isinstance(detail, Touch) else None


def _desk(work: Work, detail: Detail) -> Desk | None:
    return work.desks.get(detail.desk) if isinstance(detail, HandOff) else None


def made_for_nothing_else(work: Work, old: Entry, detail: Detail, account: int | None) -> bool:
    """Whether the line of an entry made what the entry would not be about any more with another detail and account."""
    before = old.detail
    if old.account and old.account != account and work.accounts.made_in_vain(old.account, old):
        return True
    if isinstance(before, Touch) and isinstance(detail, Touch) and before.touchpoint != detail.touchpoint:
        return work.touchpoints.made_in_vain(before.touchpoint, old.number)
    if isinstance(before, HandOff) and isinstance(detail, HandOff) and before.desk != detail.desk:
        return work.desks.made_in_vain(before.desk, old.number)
    return False
