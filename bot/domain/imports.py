"""Accounts from a CRM's export: which column is what, and what an import would change."""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bot.domain.people import Person
from bot.domain.work import Work
from bot.language.names import account_key, fold

POLISH_IN_1250 = frozenset("łŁąĄęĘśŚżŻźŹćĆńŃ")
SEPARATORS = ",;\t|"
NAME_LIMIT = 80
HEADERS: dict[str, tuple[str, ...]] = {
    "external": ("Record ID", "Id", "Account ID", "Organization - ID", "kundenr", "kundenummer", "kundnr", "kundnummer",
                 "nr klienta"),
    "name": ("Company name", "Name", "Account Name", "Organization - Name", "firma", "kunde", "företag", "kund", "nazwa",
             "navn", "namn", "firmanavn", "kundenavn", "företagsnamn", "kundnamn", "nazwa firmy", "customer",
             "account", "company", "klient", "virksomhed", "bedrift", "konto"),
    "owner": ("Company owner", "OwnerId", "Account Owner", "Organization - Owner", "owner", "sælger", "selger", "säljare",
              "handlowiec", "ejer", "eier", "ägare", "właściciel", "opiekun"),
    "contact": ("Last Activity Date", "LastActivityDate", "Last Activity", "Organization - Last activity date", "last contact",
                "sidste kontakt", "siste kontakt", "senaste kontakt", "ostatni kontakt"),
    "place": ("City", "Country/Region", "BillingCity", "BillingCountry", "Organization - Address", "place", "by", "ort", "stad",
              "sted", "miasto"),
    "value": ("omsætning", "omsetning", "omsättning", "obrót", "value", "revenue", "værdi", "verdi", "värde", "wartość"),
}  # fmt: skip
NEVER = frozenset({"annualrevenue", "annual revenue"})
"""The customer's own revenue, which says nothing about what they buy from us."""
DECLARED = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
"""The line by which a spreadsheet names its separator."""
SYSTEM_ID = re.compile(r".*system id$")


class BadFile(Exception):
    """A file that holds no accounts; the text says what is missing."""


@dataclass(frozen=True, kw_only=True)
class ImportRow:
    """One account as the file has it."""

    name: str
    external: str = ""
    owner: str = ""
    place: str = ""
    contact: date | None = None
    value: int | None = None


@dataclass(kw_only=True)
class ImportResult:
    """What an import would do or did; the four counts add up to `rows`."""

    rows: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    owners_unknown: list[str] = field(default_factory=list)
    number: int | None = None


def decoded(raw: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 with its mark, Windows-1252 or Windows-1250."""
    try:
        if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return raw.decode("utf-16")
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        western, eastern = raw.decode("cp1252", "replace"), raw.decode("cp1250", "replace")
    polish = sum(c in POLISH_IN_1250 for c in eastern)
    nordic = sum(c in "æøåÆØÅ" for c in western)
    return eastern if polish > nordic else western


def lines(raw: bytes, chosen: Mapping[str, str] | None = None) -> Iterator[ImportRow]:
    """Yield the accounts of a file; raises BadFile when no column holds a name, or when it is no table."""
    text = decoded(raw)
    declared = DECLARED.match(text)
    text = text[declared.end() :] if declared else text
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=declared[1] if declared else _separator(text))
    try:
        columns = _columns(next((row for row in rows if row), []), chosen or {})
        if "name" not in columns:
            raise BadFile(
                "No column holds the account's name: give it a header such as name, or use --map name=HEADER."
            )
        for row in rows:
            if row:
                yield _line(
                    {known: [_cell(row[n]) for n in places if n < len(row)] for known, places in columns.items()}
                )
    except csv.Error as error:
        raise BadFile(f"Line {rows.line_num} is no row of a table: {error}.") from None


def _cell(text: str) -> str:
    """Return a cell on one line, without what no screen can show."""
    return " ".join("".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in text).split())


def _separator(text: str) -> str:
    first = text.lstrip().partition("\n")[0]
    return max(SEPARATORS, key=first.count) if any(s in first for s in SEPARATORS) else ","


def _columns(header: Sequence[str], chosen: Mapping[str, str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    wanted = {fold(name): known for known, names in HEADERS.items() for name in names}
    wanted |= {fold(name): known for known, name in chosen.items()}
    for place, name in enumerate(header):
        folded = fold(name)
        known = "external" if SYSTEM_ID.fullmatch(folded) else wanted.get(folded, "external" if folded == "id" else "")
        if known and folded not in NEVER:
            found.setdefault(known, []).append(place)
    return found


def _line(cells: Mapping[str, Sequence[str]]) -> ImportRow:
    def first(known: str) -> str:
        return next((cell for cell in cells.get(known, ()) if cell), "")

    return ImportRow(
        name=first("name")[:NAME_LIMIT], external=first("external")[:NAME_LIMIT], owner=first("owner"),
        place=", ".join(cell for cell in cells.get("place", ()) if cell)[:NAME_LIMIT],
        contact=_day(first("contact")), value=_amount(first("value")),
    )  # fmt: skip


def _day(text: str) -> date | None:
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
    bare = re.sub(r"[.,][0-9]{1,2}$", "", bare).replace(".", "").replace(",", "")
    return int(bare) if re.fullmatch("[0-9]{1,15}", bare) else None


def run(work: Work, accounts: Sequence[ImportRow], at: datetime, *, apply: bool) -> ImportResult:
    """Compare the file's accounts with ours, and change ours when `apply` is set."""
    outcome = ImportResult(rows=len(accounts))
    people = {fold(person.name): person for person in work.people.everyone()}
    seen: set[str] = set()
    changes: list[dict[str, Any]] = []
    for line in accounts:
        keys = {f"id:{line.external}"} if line.external else set()
        keys |= {f"name:{account_key(line.name)}"}
        if not account_key(line.name) or keys & seen:
            outcome.skipped += 1
            continue
        seen |= keys
        owner = people.get(fold(line.owner)) if line.owner else None
        if line.owner and owner is None and line.owner not in outcome.owners_unknown:
            outcome.owners_unknown.append(line.owner)
        _one(work, line, owner, at, outcome, changes, apply=apply)
    if apply:
        outcome.number = work.accounts.add_run(at, changes)
    return outcome


def _one(
    work: Work,
    line: ImportRow,
    owner: Person | None,
    at: datetime,
    outcome: ImportResult,
    changes: list[dict[str, Any]],
    *,
    apply: bool,
) -> None:
    known = (work.accounts.external(line.external) if line.external else None) or work.accounts.exact(
        account_key(line.name)
    )
    values = _values(line, owner)
    if known and _free(work, known.id, line.name):
        values["name"] = line.name
    if known and work.accounts.particulars(known.id)["external"]:
        values.pop("external", None)
    if known is None:
        outcome.new += 1
        if apply:
            made = work.accounts.add(line.name, owner.id if owner else None, at)
            work.accounts.change(made.id, **values)
            changes.append({"account": made.id, "before": None})
        return
    before = work.accounts.particulars(known.id)
    changed = {name: value for name, value in values.items() if before[name] != value}
    if not changed:
        outcome.unchanged += 1
        return
    outcome.updated += 1
    if apply:
        work.accounts.change(known.id, **changed)
        changes.append({"account": known.id, "before": {name: before[name] for name in changed}, "after": changed})


def _free(work: Work, account: int, name: str) -> bool:
    """Whether an account may go by a name: nobody else does."""
    holder = work.accounts.exact(account_key(name))
    return holder is None or holder.id == account


def _values(line: ImportRow, owner: Person | None) -> dict[str, str | int | None]:
    contact = line.contact.isoformat() if line.contact else None
    named: dict[str, str | int | None] = {
        "external": line.external or None, "place": line.place or None, "value": line.value, "imported_contact": contact,
        "owner": owner.id if owner else None,
    }  # fmt: skip
    return {name: value for name, value in named.items() if value is not None}


def undo(work: Work, number: int, at: datetime) -> int | None:
    """Take an import back; what was logged about or changed since stays. None when there is nothing to undo."""
    changes = work.accounts.run(number)
    if changes is None:
        return None
    undone = 0
    for change in reversed(changes):
        if change["before"] is None:
            undone += work.accounts.drop(change["account"])
        elif work.accounts.find(change["account"]):
            undone += _restored(work, change)
    work.accounts.end_run(number, at)
    return undone


def _restored(work: Work, change: Mapping[str, Any]) -> bool:
    now, before = work.accounts.particulars(change["account"]), change["before"]
    after = change.get("after", {name: now[name] for name in before})
    back = {name: value for name, value in before.items() if now[name] == after[name]}
    if "name" in back and not _free(work, change["account"], back["name"]):
        del back["name"]
    if back:
        work.accounts.change(change["account"], **back)
    return bool(back)
