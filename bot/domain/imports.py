"""Accounts from another program's export: what its columns mean, and what an import changes.

A table of text cells becomes rows (`rows_of_table`), rows become accounts (`import_accounts`), and `undo_import` takes
one import back. Reading the file is the caller's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bot.domain.accounts import Account
from bot.domain.people import Person
from bot.domain.person_search import (
    address_of,
    certain_person,
    parse_person_address,
    people_meant,
)
from bot.domain.work import Work
from bot.language.day_arithmetic import plus_days
from bot.language.names import NAME_LIMIT, account_key, clean_name, fold
from bot.language.word_files import WORD_FILES

CELL_LIMIT = 1000
"""Characters of a cell that are read."""
PROGRAMS: dict[str, tuple[str, ...]] = {
    "external": ("Record ID", "Account ID", "Organization - ID"),
    "name": ("Company name", "Account Name", "Organization - Name"),
    "owner": ("Company owner", "OwnerId", "Account Owner", "Organization - Owner"),
    "contact": ("Last Activity Date", "LastActivityDate", "Last Activity", "Organization - Last activity date"),
    "place": ("City", "Country/Region", "BillingCity", "BillingCountry", "Organization - Address"),
    "value": (),
}
"""How the programs that people come from call their columns, by field."""
HEADERS = {
    field: (*names, *dict.fromkeys(word for file in WORD_FILES.values() for word in file.tables["columns"][field].all))
    for field, names in PROGRAMS.items()
}
"""Every header by which a column is known, by field: those of programs, and plain words of every language."""
NEVER = frozenset({"annualrevenue", "annual revenue"})
"""The customer's own revenue, which says nothing about what they buy from us."""
SYSTEM_ID = re.compile(r".*system id$")


class NoAccounts(Exception):
    """A table that holds no accounts; the text says in one sentence what is missing."""


@dataclass(frozen=True, kw_only=True)
class ImportRow:
    """One account as the file has it; `external` is its id in the other program, `value` yearly revenue in whole units.

    An empty text or None says nothing: that column of the account stays as it is.
    """

    name: str
    external: str = ""
    owner: str = ""
    place: str = ""
    contact: date | None = None
    value: int | None = None


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


def rows_of_table(table: Iterable[Sequence[str]], chosen: Mapping[str, str] | None = None) -> Iterator[ImportRow]:
    """Yield the accounts of a table whose first row that is not empty names the columns; empty rows are passed over.

    `chosen` maps a field of HEADERS to a header of the table. Raises NoAccounts when no column holds a name.
    """
    rows = (row for row in table if row)
    columns = _columns(next(rows, ()), chosen or {})
    if "name" not in columns:
        raise NoAccounts("No column holds the account's name: give it a header such as name, or use --map name=HEADER.")
    for row in rows:
        yield _row({known: [_cell(row[n]) for n in places if n < len(row)] for known, places in columns.items()})


def _cell(text: str) -> str:
    """Return a cell on one line, without what no screen can show."""
    return clean_name(text, CELL_LIMIT)


def _columns(header: Sequence[str], chosen: Mapping[str, str]) -> dict[str, list[int]]:
    """Return the positions of the columns that hold a field, by field."""
    found: dict[str, list[int]] = {}
    wanted = {fold(name): known for known, names in HEADERS.items() for name in names}
    # Last, so that the operator's --map wins over what a header is taken for.
    wanted |= {fold(name): known for known, name in chosen.items()}
    for place, name in enumerate(header):
        folded = fold(name)
        known = "external" if SYSTEM_ID.fullmatch(folded) else wanted.get(folded, "external" if folded == "id" else "")
        if known and folded not in NEVER:
            found.setdefault(known, []).append(place)
    return found


def _row(cells: Mapping[str, Sequence[str]]) -> ImportRow:
    def first(known: str) -> str:
        return next((cell for cell in cells.get(known, ()) if cell), "")

    return ImportRow(
        name=first("name")[:NAME_LIMIT], external=first("external")[:NAME_LIMIT], owner=first("owner"),
        place=", ".join(cell for cell in cells.get("place", ()) if cell)[:NAME_LIMIT],
        contact=_day(first("contact")), value=_amount(first("value")),
    )  # fmt: skip


def _day(text: str) -> date | None:
    """Return the day of a cell, ISO or day first, None when it is neither; a time of day behind it is ignored."""
    shapes: tuple[Callable[[str], date], ...] = (
        lambda t: date.fromisoformat(t[:10]),
        lambda t: datetime.strptime(t[:10], "%d.%m.%Y").date(),  # noqa: DTZ007 - a day has no zone
        lambda t: datetime.strptime(t[:10], "%d/%m/%Y").date(),  # noqa: DTZ007
        lambda t: datetime.strptime(t[:10], "%d-%m-%Y").date(),  # noqa: DTZ007
    )
    for shape in shapes:
        try:
            return shape(text.strip())
        except ValueError:
            continue
    return None


def _amount(text: str) -> int | None:
    """Read 7 000 000, 7.000.000,50 and 7,000,000.50; None when it is no amount."""
    bare = re.sub(r"[\s\u00a0\u202f]|kr|nok|dkk|sek|pln|zł|eur|€", "", text.casefold())
    # One or two digits behind the last mark are decimals, three are a group: 7.000 is seven thousand.
    bare = re.sub(r"[.,][0-9]{1,2}$", "", bare).replace(".", "").replace(",", "")
    return int(bare) if re.fullmatch("[0-9]{1,15}", bare) else None


def import_accounts(work: Work, rows: Sequence[ImportRow], at: datetime, *, apply: bool) -> ImportResult:
    """Compare the file's accounts with ours, and change ours when `apply` is set.

    1. A row without a name, or whose id or name an earlier row had, is skipped.
    2. An owner is a person of that name or address on the list; one who is unknown is reported and changes nothing,
       and so is a name that several people go by or that somebody took after first contact.
    3. The account is the one with the row's id, else the one with its name, else a new one.
    4. What changed is kept under a number, so that the import can be undone.
    """
    result = ImportResult(rows=len(rows))
    owners = _owners(work, rows, result)
    seen: set[str] = set()
    changes: list[dict[str, Any]] = []
    for row in rows:
        keys = {f"id:{row.external}"} if row.external else set()
        keys |= {f"name:{account_key(row.name)}"}
        if not account_key(row.name) or keys & seen:
            result.skipped += 1
            continue
        seen |= keys
        _import_row(work, row, owners.get(row.owner), at, result, changes, apply=apply)
    if apply:
        result.number = work.import_runs.add(at, changes)
    return result


def _owners(work: Work, rows: Sequence[ImportRow], result: ImportResult) -> dict[str, Person]:
    """Return the owners that are certain by what the file calls them; the others are noted in the result."""
    found: dict[str, Person] = {}
    for text in dict.fromkeys(row.owner for row in rows if row.owner):
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
    changed = {name: value for name, value in _values(row, owner, at).items() if before[name] != value}
    if before["external"]:  # the id under which it came first stays: a later file must find it again
        changed.pop("external", None)
    # Two accounts under one key could not be told apart in a typed line, so a taken name changes nothing.
    if before["name"] != row.name and _is_free(work, known.id, row.name):
        changed["name"] = row.name
    if not changed:
        result.unchanged += 1
        return
    result.updated += 1
    if apply:
        work.accounts.change(known.id, **changed)
        changes.append({"account": known.id, "before": {name: before[name] for name in changed}, "after": changed})


def _known_account(work: Work, row: ImportRow) -> Account | None:
    by_id = work.accounts.by_external_id(row.external) if row.external else None
    return by_id or work.accounts.by_key(account_key(row.name))


def _is_free(work: Work, account: int, name: str) -> bool:
    """Whether an account may go by a name: nobody else does."""
    holder = work.accounts.by_key(account_key(name))
    return holder is None or holder.id == account


def _values(row: ImportRow, owner: Person | None, at: datetime) -> dict[str, str | int | None]:
    """Return the columns of an account that a row says something about; a contact that lies ahead was none."""
    today = plus_days(at.date(), 1)  # somewhere it is tomorrow already
    contact = row.contact.isoformat() if row.contact and row.contact <= today else None
    named: dict[str, str | int | None] = {
        "external": row.external or None, "place": row.place or None, "value": row.value, "imported_contact": contact,
        "owner": owner.id if owner else None,
    }  # fmt: skip
    return {name: value for name, value in named.items() if value is not None}


def undo_import(work: Work, number: int, at: datetime) -> int | None:
    """Take an import back and return how many accounts it changed; None when there is none of that number to undo.

    What was logged about, or changed since, stays as it is now.
    """
    changes = work.import_runs.changes(number)
    if changes is None:
        return None
    undone = 0
    # The last change first: an earlier row can have its name back only when the later one has given it up.
    for change in reversed(changes):
        # An account that the import made goes only if nothing was logged about it since.
        if change["before"] is None:
            undone += work.accounts.remove_unused(change["account"])
        elif work.accounts.find(change["account"]):
            undone += _restore(work, change)
    work.import_runs.mark_undone(number, at)
    return undone


def _restore(work: Work, change: Mapping[str, Any]) -> bool:
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
