"""From a table of text cells to the accounts that it holds, and to what of it was not read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from bot.cli.import_amounts import amount_reader, is_no_money, scale_of
from bot.cli.import_cells import UnreadableCell, id_reader, is_zero, plain_cell, read_phone, says_nothing
from bot.cli.import_columns import JOINED, NoAccounts, field_of, likely_field, missing_name, places_of
from bot.cli.import_days import day_order, day_reader, doubtful_day
from bot.cli.import_footers import bare_lines, footer_line, is_header_again, is_sum
from bot.cli.import_letters import BROKEN
from bot.domain.import_rows import ImportRow, UnreadCell
from bot.language.names import NAME_LIMIT
from bot.records import record

TITLE_ROWS = 20
"""Rows among which the columns may be named."""
SILENT = {"contact": is_zero, "phone": is_zero, "value": is_no_money}
"""What else a cell of a field may hold for nothing."""
LOST = re.compile(r"[^\W\d_]\?[^\W\d_]|^\?[^\W\d_]")
"""A question mark where a letter was."""
RARE = 0.35
"""Share of the rows below which those with nothing but a name may be headings."""
NAMED = 5
"""Lines that a note names."""


@record(kw_only=True)
class AccountTable:
    """The accounts of a table; the headers that each field is read from, and those that are not read.

    `digest` tells the file, and how it is read, from all others. `notes` are sentences about what may be meant in
    another way than it is read.
    """

    rows: Sequence[ImportRow]
    digest: str = ""
    encoding: str = "utf-8"
    mapping: Mapping[str, Sequence[str]]
    ignored: Sequence[str]
    notes: Sequence[str] = ()


@record(kw_only=True)
class Columns:
    """Where each field stands, and how its cells are read."""

    header: Sequence[str]
    fields: Sequence[str]
    """What each header is known as, "" for nothing."""
    places: Mapping[str, Sequence[int]]
    external: Callable[[str], str]
    amount: Callable[[str], int]
    day: Callable[[str], date]


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
    candidates = places_of(header, chosen or {}, _numbers(header, body))
    if "name" not in candidates:
        raise NoAccounts(missing_name(header))
    places = {known: some if known in JOINED else some[:1] for known, some in candidates.items()}
    columns = _columns([plain_cell(name) for name in header], places, body)
    footer = footer_line(body)
    read = {place for some in places.values() for place in some}
    return AccountTable(
        encoding=encoding,
        rows=[_row(columns, line, row, in_footer=line >= footer) for line, row in body],
        mapping={known: [columns.header[place] for place in some] for known, some in places.items()},
        ignored=[name for place, name in enumerate(columns.header) if place not in read and name],
        notes=[*_notes_on_columns(columns, candidates), *_notes_on_cells(columns, body, footer)],
    )


def _columns(
    header: Sequence[str], places: Mapping[str, Sequence[int]], body: Sequence[tuple[int, Sequence[str]]]
) -> Columns:
    def cells(known: str) -> list[str]:
        return [plain_cell(cell) for cell in _cells(body, places.get(known))]

    def name(known: str) -> str:
        return header[places[known][0]] if known in places else ""

    return Columns(
        header=header,
        fields=[field_of(name) for name in header],
        places=places,
        external=id_reader(cells("external")),
        amount=amount_reader(cells("value"), scale_of(name("value"))),
        day=day_reader(day_order(cells("contact"), name("contact"))),
    )


def _header_at(lines: Sequence[tuple[int, Sequence[str]]]) -> int:
    """Return which row names the columns: that of the first ones which names most, the first row if none does."""
    known = [{field_of(cell) for cell in row} - {""} for _, row in lines[:TITLE_ROWS]]
    counts = [len(fields) if "name" in fields else 0 for fields in known]
    return counts.index(max(counts)) if counts and max(counts) > 1 else 0


def _cells(body: Sequence[tuple[int, Sequence[str]]], places: Sequence[int] | None) -> list[str]:
    return [row[place] for _, row in body for place in places or () if place < len(row)]


def _numbers(header: Sequence[str], body: Sequence[tuple[int, Sequence[str]]]) -> frozenset[int]:
    """Return the columns that hold nothing but digits."""
    columns = ((place, [cell for cell in _cells(body, [place]) if cell.strip()]) for place in range(len(header)))
    return frozenset(place for place, cells in columns if cells and all(cell.strip().isdigit() for cell in cells))


def _notes_on_columns(columns: Columns, candidates: Mapping[str, Sequence[int]]) -> Iterator[str]:
    """Yield what else a column may be, and how much its numbers count."""
    for known, (first, *others) in candidates.items():
        for place in others if known not in JOINED else ():
            if columns.header[place] != columns.header[first]:
                yield (
                    f"{known} is read from “{columns.header[first]}”; “{columns.header[place]}” may hold it too: "
                    f'--map "{known}={columns.header[place]}" decides.'
                )
            else:
                yield f"“{columns.header[first]}” is the header of several columns: the first one is read."
    for name in columns.header:
        known = "" if field_of(name) else likely_field(name)
        if known and known not in columns.places:
            yield f'“{name}” is not read, and may be {known}: --map "{known}={name}" reads it.'
    if "value" in columns.places and (scale := scale_of(header := columns.header[columns.places["value"][0]])) > 1:
        yield f"“{header}”: each number counts {scale:,}."


def _notes_on_cells(columns: Columns, body: Sequence[tuple[int, Sequence[str]]], footer: int) -> Iterator[str]:
    """Yield how days are read where no cell tells, and which rows look like headings."""
    for place in columns.places.get("contact", ()):
        cells = [plain_cell(cell) for cell in _cells(body, [place])]
        order = day_order(cells, columns.header[place])
        if cell := "" if order.sure else doubtful_day(cells):
            yield f"“{columns.header[place]}”: {cell} is read as {columns.day(cell)}, the day first: no cell tells."
    at = columns.places["name"][0]
    lost = [line for line, row in body if at < len(row) and LOST.search(row[at])]
    if lost:
        yield f"{_lines(lost)} “?” within a name: a program may have lost letters, save the file as CSV UTF-8."
    if len(columns.header) > 2:
        bare = [line for line in bare_lines(body, at, RARE) if line < footer]
        if bare:
            yield f"{_lines(bare)} nothing but a name: look whether it is a heading or a footer, and no customer."


def _lines(lines: Sequence[int]) -> str:
    """Return which lines have something, the first ones by number."""
    if len(lines) == 1:
        return f"line {lines[0]} has"
    more = f" and {len(lines) - NAMED} more" if len(lines) > NAMED else ""
    return f"lines {', '.join(map(str, lines[:NAMED]))}{more} have"


def _row(columns: Columns, line: int, row: Sequence[str], *, in_footer: bool) -> ImportRow:
    """Return a row as the account that it is, or with the reason for which it is none."""
    unread: list[UnreadCell] = []

    def first(known: str) -> tuple[int, str]:
        """Return the first cell of a field that says something, and where; one with a broken letter is noted."""
        for place in columns.places.get(known, ()):
            cell = plain_cell(row[place]) if place < len(row) else ""
            if BROKEN in cell:
                unread.append(UnreadCell(line, columns.header[place], cell, "it has a letter that is broken"))
            elif not (says_nothing(cell) or (known in SILENT and SILENT[known](cell))):
                return place, cell
        return 0, ""

    def read(known: str, how: Callable[[str], object]) -> object:
        """Return what a cell of a field means; one that means nothing is noted."""
        place, cell = first(known)
        try:
            return how(cell) if cell else None
        except UnreadableCell as why:
            unread.append(UnreadCell(line, columns.header[place], cell, str(why)))
            return None

    at = columns.places["name"][0]
    name = plain_cell(row[at]) if at < len(row) else ""
    place = ", ".join(cell for each in columns.places.get("place", ()) if (cell := _place(row, each)))
    external = read("external", columns.external)
    contact, value, phone = read("contact", columns.day), read("value", columns.amount), read("phone", read_phone)
    return ImportRow(
        name=name[:NAME_LIMIT], external=str(external or "")[:NAME_LIMIT], owner=first("owner")[1],
        place=place[:NAME_LIMIT],
        contact=contact if isinstance(contact, date) else None, value=value if isinstance(value, int) else None,
        phone=str(phone or ""), contact_person=first("contact_person")[1][:NAME_LIMIT],
        fault=_fault(columns, row, name, in_footer=in_footer), line=line, unread=tuple(unread),
    )  # fmt: skip


def _place(row: Sequence[str], at: int) -> str:
    cell = plain_cell(row[at]) if at < len(row) else ""
    return "" if says_nothing(cell) or BROKEN in cell else cell


def _fault(columns: Columns, row: Sequence[str], name: str, *, in_footer: bool) -> str:
    """Return why a row is no account, "" when it is one."""
    at = columns.places["name"][0]
    if any(cell.strip() for cell in row[len(columns.header) :]):
        return "it has more cells than the header: put a cell that holds the separator in quotes"
    if name and (says_nothing(name) or is_zero(name)):
        return "its name stands for nothing"
    if BROKEN in name:
        return "its name has a letter that is broken"
    if (in_footer and name) or (is_sum(name) and not _says(columns, row, ("external", "owner"))):
        return "it is the end of a report, and no account"
    if is_header_again(row, columns.header, columns.fields):
        return "it is the header again"
    if at < len(row) and "\n" in row[at].strip() and any(mark in row[at] for mark in ";\t|"):
        return "a quote in it is opened and not closed where it should be"
    return ""


def _says(columns: Columns, row: Sequence[str], fields: Iterable[str]) -> bool:
    places = [place for known in fields for place in columns.places.get(known, ())]
    return any(place < len(row) and not says_nothing(plain_cell(row[place])) for place in places)
