"""The rows of another program's export of accounts: which of them may be accounts, and what becomes of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bot.language.day_arithmetic import plus_days
from bot.language.legal_forms import company_key
from bot.language.names import account_key
from bot.records import record


@record
class SkippedRow:
    """A row that changed nothing: where it stands, what it is called there, and why."""

    line: int
    name: str
    reason: str


@record
class UnreadCell:
    """A cell that says nothing to us: where it stands, under which header, what is in it, and why it says nothing."""

    line: int
    column: str
    cell: str
    reason: str = ""


@record
class RowChange:
    """What a row would change about an account: each column with what it is and what it would be, "" for nothing."""

    line: int
    name: str
    columns: Mapping[str, tuple[str, str]]


@record(kw_only=True)
class ImportRow:
    """One account as the file has it; `external` is its id in the other program, `value` yearly revenue in whole units.

    An empty text or None says nothing: that column of the account stays as it is. `line` is where it stands in the
    file, `fault` why it is no account, if so, and `unread` the cells that say nothing although something is in them.
    """

    name: str
    external: str = ""
    owner: str = ""
    place: str = ""
    contact: date | None = None
    value: int | None = None
    phone: str = ""
    contact_person: str = ""
    fault: str = ""
    line: int = field(default=0, compare=False)
    unread: tuple[UnreadCell, ...] = field(default=(), compare=False)


@dataclass(kw_only=True)
class ImportResult:
    """What an import would do or did with rows; the four counts add up to them."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped_rows: list[SkippedRow] = field(default_factory=list)
    unread: list[UnreadCell] = field(default_factory=list)
    changes: list[RowChange] = field(default_factory=list)
    """Before they are made; the runs keep what was."""

    @property
    def skipped(self) -> int:
        """How many rows changed nothing and are named."""
        return len(self.skipped_rows)

    @property
    def rows(self) -> int:
        """How many rows were looked at."""
        return self.new + self.updated + self.unchanged + self.skipped

    def skip(self, row: ImportRow, reason: str) -> None:
        """Name a row that changes nothing."""
        self.skipped_rows.append(SkippedRow(row.line, row.name, reason))

    def leave_out(self, row: ImportRow, column: str, cell: str, reason: str) -> None:
        """Name a cell that says nothing to us."""
        self.unread.append(UnreadCell(row.line, column, cell, reason))

    @classmethod
    def total(cls, parts: Iterable[ImportResult]) -> ImportResult:
        """Return what was found of all rows, in the order of the file."""
        found = cls()
        for part in parts:
            found.new += part.new
            found.updated += part.updated
            found.unchanged += part.unchanged
            found.skipped_rows += part.skipped_rows
            found.unread += part.unread
            found.changes += part.changes
        found.skipped_rows.sort(key=lambda row: row.line)
        found.unread.sort(key=lambda cell: cell.line)
        return found

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> ImportResult:
        """Return the result that `asdict` made plain."""
        skipped, unread = kept.get("skipped_rows", ()), kept.get("unread", ())
        counts = {name: kept.get(name, 0) for name in ("new", "updated", "unchanged")}
        return cls(
            **counts,
            skipped_rows=[SkippedRow(**row) for row in skipped],
            unread=[UnreadCell(**cell) for cell in unread],
        )


@record(kw_only=True)
class SiftedRows:
    """The rows of a file, None for each that is no account of its own; `found` names these, and what was not read."""

    rows: Sequence[ImportRow | None]
    found: ImportResult


def sift(rows: Sequence[ImportRow], at: datetime) -> SiftedRows:
    """Leave out the rows with a fault, without a name, or whose id or name an earlier row had."""
    found = ImportResult()
    seen: dict[str, ImportRow] = {}
    sifted: list[ImportRow | None] = []
    for row in rows:
        if reason := _why_not(row, seen):
            found.skip(row, reason)
            sifted.append(None)
            continue
        found.unread += row.unread
        if row.contact and lies_ahead(row.contact, at):
            found.leave_out(row, "last contact", row.contact.isoformat(), "it lies ahead")
        seen |= dict.fromkeys((*_keys(row), _spelling(row)), row)
        sifted.append(row)
    return SiftedRows(rows=sifted, found=found)


def _keys(row: ImportRow) -> list[str]:
    """Return what a row is known by: the id, if it has one, and the name."""
    return [*([f"id {row.external}"] if row.external else []), f"name {account_key(row.name)}"]


def _spelling(row: ImportRow) -> str:
    return f"company {company_key(row.name)}"


def _why_not(row: ImportRow, seen: Mapping[str, ImportRow]) -> str:
    """Return why a row is no account of its own, "" when it is one."""
    if row.fault:
        return row.fault
    if not account_key(row.name):
        return "it has no name"
    earlier = next((seen[key] for key in _keys(row) if key in seen), None)
    if earlier is None:
        alike = seen.get(_spelling(row))
        same = alike is not None and not (row.external and alike.external)
        return f"line {alike.line} is the same company in another spelling, {alike.name}" if alike and same else ""
    if row.external and row.external == earlier.external:
        return f"line {earlier.line} has the same id"
    told_apart = row.external and earlier.external
    advice = ": give one of the two a name that tells them apart" if told_apart else ""
    return f"line {earlier.line} has the same name, {earlier.name}{advice}"


def lies_ahead(day: date, at: datetime) -> bool:
    """Whether a day has begun nowhere yet."""
    return day > plus_days(at.date(), 1)  # somewhere it is tomorrow already
