"""Deeds: what a person changed outside of the log, such as days off, so that undo takes back what was done last."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.entries import Entry
from bot.records import record

MOST = 20
"""Deeds that are kept of one person."""


@record(kw_only=True)
class Deed:
    """One change of no entry by the command `verb`, after the entry with the id `entry`, 0 for none.

    `undo` is the packed press that takes it back, "" where nothing does; `origin` the message that held its line.
    """

    verb: str
    undo: str = ""
    origin: str = ""
    entry: int = 0


def with_deed(deeds: Sequence[Deed], deed: Deed) -> tuple[Deed, ...]:
    """Return the deeds of a person with one more; the oldest goes."""
    return (*deeds, deed)[-MOST:]


def without_deed(deeds: Sequence[Deed], deed: Deed) -> tuple[Deed, ...]:
    """Return them without one that was taken back."""
    return tuple(each for each in deeds if each != deed)


def last_deed(deeds: Sequence[Deed], entry: Entry | None) -> Deed | None:
    """Return the last deed, where it was done after the last entry; None where that is what was done last."""
    last = deeds[-1] if deeds else None
    return last if last and (entry is None or entry.id <= last.entry) else None
