"""A whole import within one transaction, as tests of what it changes want it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.import_owners import owners_of
from bot.domain.import_rows import ImportResult, ImportRow, RowChange, SkippedRow, UnreadCell, sift
from bot.domain.import_runs import RunState
from bot.domain.imports import begin_import, compared, import_portion, undo_portion
from bot.domain.work import Work

ALL = 1000
"""Rows in a portion: more than a test has."""


@dataclass(kw_only=True)
class WholeImport:
    """What an import did, or would do, with all rows of its file; without a number it was not stored."""

    rows: int
    new: int
    updated: int
    unchanged: int
    skipped: int
    owners_unknown: Sequence[str]
    owners_unclear: Sequence[str]
    number: int | None
    skipped_rows: Sequence[SkippedRow]
    unread: Sequence[UnreadCell]
    changes: Sequence[RowChange]


def import_accounts(
    work: Work, rows: Sequence[ImportRow], at: datetime, *, apply: bool, portion: int = ALL
) -> WholeImport:
    """Import as the operator's command does, but in one transaction."""
    sifted = sift(rows, at)
    owners = owners_of(work, sifted.rows)
    if not apply:
        return _whole([sifted.found, compared(work, sifted.rows, at)], owners.unknown, owners.unclear, None)
    run = begin_import(work, file="a.csv", digest="", rows=len(rows), at=at)
    while run.state is RunState.OPEN:
        run = import_portion(work, run.number, sifted.rows, portion)
    kept = map(ImportResult.of, work.import_runs.found(run.number))
    return _whole([sifted.found, *kept], owners.unknown, owners.unclear, run.number)


def _whole(
    parts: Iterable[ImportResult], unknown: Sequence[str], unclear: Sequence[str], number: int | None
) -> WholeImport:
    found = ImportResult.total(parts)
    return WholeImport(
        **{name: getattr(found, name) for name in ("rows", "skipped")},
        **vars(found),
        owners_unknown=unknown,
        owners_unclear=unclear,
        number=number,
    )


def undo_import(work: Work, number: int, at: datetime, *, portion: int = ALL) -> int:
    """Take a whole import back and return how many accounts that changed; raises LookupError."""
    undone = 0
    while True:
        changed, run = undo_portion(work, number, at, portion)
        undone += changed
        if run.state is RunState.UNDONE:
            return undone
