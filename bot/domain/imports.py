"""Accounts from another program's export: what an import changes.

Rows become accounts (`import_accounts`), and `undo_portion` takes one import back bit by bit, so that nobody waits for
the end of a long one. Reading the file is the caller's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bot.domain.accounts import Account
from bot.domain.import_runs import Change
from bot.domain.people import Person
from bot.domain.person_search import (
    address_of,
    certain_person,
    parse_person_address,
    people_meant,
)
from bot.domain.work import Work
from bot.language.day_arithmetic import plus_days
from bot.language.legal_forms import company_key, forms_differ
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
    """A cell that says nothing to us: where it stands, under which header, and what is in it."""

    line: int
    column: str
    cell: str


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
    """What an import would do or did; the four counts add up to `rows`. `number` takes it back, None in a dry run."""

    rows: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    owners_unknown: list[str] = field(default_factory=list)
    owners_unclear: list[str] = field(default_factory=list)
    """Names of owners that may mean several people, each with the addresses to write instead."""
    number: int | None = None
    skipped_rows: list[SkippedRow] = field(default_factory=list)
    unread: list[UnreadCell] = field(default_factory=list)

    def skip(self, row: ImportRow, reason: str) -> None:
        """Count a row as skipped, and name it."""
        self.skipped += 1
        self.skipped_rows.append(SkippedRow(row.line, row.name, reason))


def import_accounts(work: Work, rows: Sequence[ImportRow], at: datetime, *, apply: bool) -> ImportResult:
    """Compare the file's accounts with ours, and change ours when `apply` is set.

    1. A row with a fault, without a name, or whose id or name an earlier row had, is skipped and named.
    2. An owner is a person of that name or address on the list; one who is unknown is reported and changes nothing,
       and so is a name that several people go by or that somebody took after first contact.
    3. The account is the one with the row's id, else the one with its name, else a new one. One that is known under
       another id is another company, whatever its name: such a row is skipped.
    4. What changed is kept under a number, so that the import can be undone.
    """
    result = ImportResult(rows=len(rows))
    owners = _owners(work, rows, result)
    seen: dict[str, ImportRow] = {}
    changes: list[dict[str, Any]] = []
    for row in rows:
        if reason := _why_not(row, seen):
            result.skip(row, reason)
            continue
        result.unread += row.unread
        if row.contact and _lies_ahead(row.contact, at):
            result.unread.append(UnreadCell(row.line, "last contact", row.contact.isoformat()))
        seen |= dict.fromkeys((*_keys(row), _spelling(row)), row)
        _import_row(work, row, owners.get(row.owner), at, result, changes, apply=apply)
    if apply:
        result.number = work.import_runs.add(at, changes)
    return result


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


def _owners(work: Work, rows: Sequence[ImportRow], result: ImportResult) -> dict[str, Person]:
    """Return the owners that are certain by what the file calls them; the others are noted in the result."""
    found: dict[str, Person] = {}
    for text in dict.fromkeys(row.owner for row in rows if row.owner and not row.fault):
        people = people_meant(work, text)
        if person := certain_person(people) if parse_person_address(text) is None else next(iter(people), None):
            found[text] = person
        elif people:
            choices = [str(address) for person in people if (address := address_of(work, person))]
            result.owners_unclear.append(f"{text}: {' or '.join(choices)}")
        else:
            result.owners_unknown.append(text)
    return found


def _import_row(
    work: Work,
    row: ImportRow,
    owner: Person | None,
    at: datetime,
    result: ImportResult,
    changes: list[dict[str, Any]],
    *,
    apply: bool,
) -> None:
    known = _known_account(work, row)
    if known is None:
        result.new += 1
        if apply:
            made = work.accounts.add(row.name, owner.id if owner else None, at)
            work.accounts.change(made.id, **_values(row, owner, at))
            changes.append({"account": made.id, "before": None})
        return
    before = work.accounts.columns(known.id)
    if row.external and before["external"] and not work.accounts.by_external_id(row.external):
        _skip_other(result, row, f"{before['name']} has this name under the id {before['external']}")
        return
    if not row.external and forms_differ(str(before["name"]), row.name):
        _skip_other(result, row, f"{before['name']} has this name with another legal form")
        return
    changed = {name: value for name, value in _values(row, owner, at).items() if before[name] != value}
    if before["external"]:  # the id under which it came first stays: a later file must find it again
        changed.pop("external", None)
    # Two accounts under one key could not be told apart in a typed line, so a taken name changes nothing.
    if before["name"] != row.name:
        if _is_free(work, known.id, row.name):
            changed["name"] = row.name
        else:
            result.unread.append(UnreadCell(row.line, "name", f"{row.name}: another customer has that name"))
    if not changed:
        result.unchanged += 1
        return
    result.updated += 1
    if apply:
        work.accounts.change(known.id, **changed)
        changes.append({"account": known.id, "before": {name: before[name] for name in changed}, "after": changed})


def _skip_other(result: ImportResult, row: ImportRow, holder: str) -> None:
    result.skip(row, f"{holder}: give one of the two a name that tells them apart")


def _known_account(work: Work, row: ImportRow) -> Account | None:
    by_id = work.accounts.by_external_id(row.external) if row.external else None
    return by_id or work.accounts.by_key(account_key(row.name))


def _is_free(work: Work, account: int, name: str) -> bool:
    """Whether an account may go by a name: nobody else does."""
    holder = work.accounts.by_key(account_key(name))
    return holder is None or holder.id == account


def _values(row: ImportRow, owner: Person | None, at: datetime) -> dict[str, str | int | None]:
    """Return the columns of an account that a row says something about; a contact that lies ahead was none."""
    contact = row.contact.isoformat() if row.contact and not _lies_ahead(row.contact, at) else None
    named: dict[str, str | int | None] = {
        "external": row.external or None, "place": row.place or None, "value": row.value, "imported_contact": contact,
        "phone": row.phone or None, "contact_person": row.contact_person or None,
        "owner": owner.id if owner else None,
    }  # fmt: skip
    return {name: value for name, value in named.items() if value is not None}


def _lies_ahead(day: date, at: datetime) -> bool:
    return day > plus_days(at.date(), 1)  # somewhere it is tomorrow already


def undo_portion(work: Work, number: int, changes: Sequence[Change], at: datetime, limit: int) -> int:
    """Take the last `limit` of an import's remaining `changes` back, and return how many accounts that changed.

    What was logged about, or changed since, stays as it is now. The portion that leaves nothing ends the import.
    Raises LookupError when another process has taken some of them back meanwhile.
    """
    portion = changes[-limit:]
    if not work.import_runs.take_back(number, len(changes), len(portion), at):
        raise LookupError(f"import {number} is being undone already")
    undone = 0
    # The last change first: an earlier row can have its name back only when the later one has given it up.
    for change in reversed(portion):
        # An account that the import made goes only if nothing was logged about it since.
        if change["before"] is None:
            undone += work.accounts.remove_unused(change["account"])
        elif work.accounts.find(change["account"]):
            undone += _restore(work, change)
    return undone


def _restore(work: Work, change: Change) -> bool:
    """Give an account back what the import changed and nobody changed since; whether there was anything."""
    now, before = work.accounts.columns(change["account"]), change["before"]
    after = change.get("after", {name: now[name] for name in before})
    # What somebody changed by hand since is theirs, and stays.
    back = {name: value for name, value in before.items() if now[name] == after[name]}
    if "name" in back and not _is_free(work, change["account"], back["name"]):
        del back["name"]
    if back:
        work.accounts.change(change["account"], **back)
    return bool(back)
