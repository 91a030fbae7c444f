"""From a table of text cells to the accounts that it holds, and to what of it was not read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from bot.cli.import_cells import BROKEN, amount_reader, day_reader, is_id, plain_cell, says_nothing
from bot.cli.import_columns import NoAccounts, field_of, places_of
from bot.domain.import_rows import ImportRow, UnreadCell
from bot.language.names import NAME_LIMIT, fold
from bot.language.phones import parse_phone
from bot.records import record

TITLE_ROWS = 10
"""Rows among which the columns may be named."""
LINE_BREAK = re.compile(r"\r\n|\r|\n")
TOTALS = frozenset(
    ("total", "totals", "grand total", "subtotal", "sum", "i alt", "ialt", "totalt", "summa", "suma", "razem",
     "lacznie", "gesamt", "summe", "gesamtsumme", "gesamtergebnis")
)  # fmt: skip
"""How the last row of a report is called, folded."""


@record(kw_only=True)
class AccountTable:
    """The accounts of a table; the headers that each field is read from, and those that are not read.

    `digest` tells the file, and how it is read, from all others.
    """

    rows: Sequence[ImportRow]
    digest: str = ""
    encoding: str = "utf-8"
    mapping: Mapping[str, Sequence[str]]
    ignored: Sequence[str]


@record(kw_only=True)
class Columns:
    """Where each field stands, and how its cells are read."""

    header: Sequence[str]
    places: Mapping[str, Sequence[int]]
    amount: Callable[[str], int | None]
    day: Callable[[str], date | None]


def read_table(
    table: Iterable[Sequence[str]], chosen: Mapping[str, str] | None = None, encoding: str = "utf-8"
) -> AccountTable:
    """Read a table whose first row that is not empty names the columns; empty rows are passed over.

    A report's title may stand above these: they then have two known names at least.
    `chosen` maps a field of HEADERS to a header of the table. Raises NoAccounts when no column holds a name, and for a
    chosen header that the table lacks or that is never read.
    """
    lines = [(line, row) for line, row in enumerate(table, 1) if row]
    lines = lines[_header_at(lines) :]
    header = lines[0][1] if lines else ()
    body = lines[1:]
    places = places_of(header, chosen or {}, _numbers(header, body))
    if "name" not in places:
        raise NoAccounts("No column holds the account's name: give it a header such as name, or use --map name=HEADER.")
    columns = Columns(
        header=[plain_cell(name) for name in header],
        places=places,
        amount=amount_reader(_cells(body, places.get("value"))),
        day=day_reader(_cells(body, places.get("contact"))),
    )
    footer = _footer(body)
    read = {place for some in places.values() for place in some}
    return AccountTable(
        encoding=encoding,
        rows=[_row(columns, line, row, in_footer=line >= footer) for line, row in body],
        mapping={known: [columns.header[place] for place in some] for known, some in places.items()},
        ignored=[name for place, name in enumerate(columns.header) if place not in read and name],
    )


def _header_at(lines: Sequence[tuple[int, Sequence[str]]]) -> int:
    """Return which row names the columns: the first one, unless only one of the next does."""
    known = [{field_of(cell) for cell in row} - {""} for _, row in lines[:TITLE_ROWS]]
    named = (place for place, fields in enumerate(known) if "name" in fields and len(fields) > 1)
    return next(named, 0) if known and "name" not in known[0] else 0


def _cells(body: Sequence[tuple[int, Sequence[str]]], places: Sequence[int] | None) -> list[str]:
    return [row[place] for _, row in body for place in places or () if place < len(row)]


def _numbers(header: Sequence[str], body: Sequence[tuple[int, Sequence[str]]]) -> frozenset[int]:
    """Return the columns that hold nothing but digits."""
    columns = ((place, [cell for cell in _cells(body, [place]) if cell.strip()]) for place in range(len(header)))
    return frozenset(place for place, cells in columns if cells and all(cell.strip().isdigit() for cell in cells))


def _footer(body: Sequence[tuple[int, Sequence[str]]]) -> int:
    """Return the line from which a table only has a report's footer: behind an empty line, one cell in each row."""
    place = len(body)
    while place and sum(bool(cell.strip()) for cell in body[place - 1][1]) < 2:
        place -= 1
    # Where every row has one cell, it is a list of names.
    tail = range(max(place, 1), len(body)) if place else ()
    return next((body[n][0] for n in tail if _gap_before(body, n)), body[-1][0] + 1 if body else 0)


def _gap_before(body: Sequence[tuple[int, Sequence[str]]], place: int) -> bool:
    line, (line_before, before) = body[place][0], body[place - 1]
    lines_of_it = 1 + sum(len(LINE_BREAK.findall(cell)) for cell in before)
    return line > line_before + lines_of_it or not any(cell.strip() for cell in before)


def _row(columns: Columns, line: int, row: Sequence[str], *, in_footer: bool) -> ImportRow:
    """Return a row as the account that it is, or with the reason for which it is none."""
    unread: list[UnreadCell] = []

    def first(known: str) -> str:
        """Return the first cell of a field that says something; one with a broken letter is noted."""
        for place in columns.places.get(known, ()):
            cell = plain_cell(row[place]) if place < len(row) else ""
            if BROKEN in cell:
                unread.append(UnreadCell(line, columns.header[place], cell))
            elif not says_nothing(cell):
                return cell
        return ""

    def read(known: str, how: Callable[[str], object]) -> object:
        """Return what a cell of a field means; one that means nothing is noted."""
        cell = first(known)
        found = how(cell) if cell else None
        if cell and found is None:
            unread.append(UnreadCell(line, columns.header[columns.places[known][0]], cell))
        return found

    at = columns.places["name"][0]
    name = plain_cell(row[at]) if at < len(row) else ""
    # An apostrophe is how a spreadsheet is told that what follows is a text.
    external = read("external", lambda cell: cell.removeprefix("'") if is_id(cell) else None)
    place = ", ".join(cell for each in columns.places.get("place", ()) if (cell := _place(row, each)))
    contact, value, phone = read("contact", columns.day), read("value", columns.amount), read("phone", parse_phone)
    return ImportRow(
        name=name[:NAME_LIMIT], external=str(external or "")[:NAME_LIMIT], owner=first("owner"),
        place=place[:NAME_LIMIT],
        contact=contact if isinstance(contact, date) else None, value=value if isinstance(value, int) else None,
        phone=str(phone or ""), contact_person=first("contact_person")[:NAME_LIMIT],
        fault=_fault(columns, row, name, in_footer=in_footer), line=line, unread=tuple(unread),
    )  # fmt: skip


def _place(row: Sequence[str], at: int) -> str:
    cell = plain_cell(row[at]) if at < len(row) else ""
    return "" if says_nothing(cell) or BROKEN in cell else cell


def _fault(columns: Columns, row: Sequence[str], name: str, *, in_footer: bool) -> str:
    """Return why a row is no account, "" when it is one."""
    width = len(columns.header)
    at = columns.places["name"][0]
    if any(cell.strip() for cell in row[width:]):
        return "it has more cells than the header: put a cell that holds the separator in quotes"
    if name and says_nothing(name):
        return "its name stands for nothing"
    if BROKEN in name:
        return "its name has a letter that is broken"
    if (in_footer and name) or (_is_total(name) and not _says(columns, row, ("external", "owner"))):
        return "it is the end of a report, and no account"
    if (
        width > 1
        and fold(name) == fold(columns.header[at])
        and [fold(cell) for cell in row] == [fold(cell) for cell in columns.header]
    ):
        return "it is the header again"
    if at < len(row) and "\n" in row[at].strip() and any(mark in row[at] for mark in ";\t|"):
        return "a quote in it is opened and not closed where it should be"
    return ""


def _is_total(name: str) -> bool:
    """Whether a name is that of a sum, such as "Total" or "Total: 14 rows"."""
    return re.split("[:(]", fold(name))[0].strip() in TOTALS


def _says(columns: Columns, row: Sequence[str], fields: Iterable[str]) -> bool:
    places = [place for known in fields for place in columns.places.get(known, ())]
    return any(place < len(row) and not says_nothing(plain_cell(row[place])) for place in places)
