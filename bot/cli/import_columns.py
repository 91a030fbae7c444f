"""What the columns of another program's table of accounts mean: a table of text cells becomes rows to import."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from bot.domain.imports import ImportRow
from bot.language.names import NAME_LIMIT, clean_name, fold
from bot.language.phones import parse_phone
from bot.language.word_files import WORD_FILES

CELL_LIMIT = 1000
"""Characters of a cell that are read."""
SHOWN_COLUMNS = 400
"""Characters of the headers that a refusal lists."""
PROGRAMS: dict[str, tuple[str, ...]] = {
    "external": ("Record ID", "Account ID", "Organization - ID"),
    "name": ("Company name", "Account Name", "Organization - Name"),
    "owner": ("Company owner", "OwnerId", "Account Owner", "Organization - Owner"),
    "contact": ("Last Activity Date", "LastActivityDate", "Last Activity", "Organization - Last activity date"),
    "place": ("City", "Country/Region", "BillingCity", "BillingCountry", "Organization - Address"),
    "value": (),
    "phone": ("Phone", "Phone Number", "Organization - Phone"),
    "contact_person": ("Primary Contact", "Contact Name"),
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


def rows_of_table(table: Iterable[Sequence[str]], chosen: Mapping[str, str] | None = None) -> Iterator[ImportRow]:
    """Yield the accounts of a table whose first row that is not empty names the columns; empty rows are passed over.

    `chosen` maps a field of HEADERS to a header of the table. Raises NoAccounts when no column holds a name, and for a
    chosen header that the table lacks or that is never read.
    """
    rows = (row for row in table if row)
    header = next(rows, ())
    _check_chosen(header, chosen or {})
    columns = _columns(header, chosen or {})
    if "name" not in columns:
        raise NoAccounts("No column holds the account's name: give it a header such as name, or use --map name=HEADER.")
    for row in rows:
        yield _row({known: [_cell(row[n]) for n in places if n < len(row)] for known, places in columns.items()})


def _check_chosen(header: Sequence[str], chosen: Mapping[str, str]) -> None:
    """Raise NoAccounts for a chosen header that would not be read: what somebody asked for is never passed over."""
    there = {fold(name) for name in header}
    for known, name in chosen.items():
        if fold(name) in NEVER:
            raise NoAccounts(f"--map {known}={name[:40]}: that column is the customer's own revenue and is never read.")
        if fold(name) not in there:
            columns = ", ".join(_cell(each) for each in header)[:SHOWN_COLUMNS]
            raise NoAccounts(f"--map {known}={name[:40]}: no column has that header. The columns are: {columns}.")


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
        phone=parse_phone(first("phone")) or "", contact_person=first("contact_person")[:NAME_LIMIT],
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
