"""Rows as a CSV file (RFC 4180) or an XLSX file, in which no cell is ever run as a formula.

Numbers stay numbers and days are ISO. A CSV file is safe whatever separator its reader expects: every field is quoted,
and an apostrophe leads each formula that would begin a cell at any separator or line break within a text, and each text
that a spreadsheet would read as another number. In XLSX a text is declared as one, so that it needs none.
"""

from __future__ import annotations

import base64
import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

from babel.numbers import get_decimal_symbol

from bot.messages.card import File
from bot.records import record

Cell = str | int | float | date | None
FORMULA_SIGNS = frozenset(
    "=+-@\u2212\ufb29\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u207c\u207a\u207b\u208c\u208a\u208b"
)
"""The first sign of what some spreadsheet runs as a formula; the later ones are forms that mean the same sign."""
UNSEEN_FIRST = frozenset("\t\r\n\x00")
"""What no cell may begin with, whatever follows: some spreadsheets drop it and read on."""
CELL_ENDS = frozenset(",;\t|\r\n")
"""Where some reader begins a new cell; the right one does not, since the whole text is quoted."""
OTHER_NUMBER = re.compile(r"0[0-9][0-9.,]*|[0-9]{16,}|[0-9.,]+[eE][+-]?[0-9]+")
"""Texts of which a spreadsheet drops the leading zeros, the last digits, or the letter."""
NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 has no way to write."""
UNSAFE_IN_FILENAME = re.compile(r"[^\w-]+")
STAMP = datetime(2026, 1, 1, tzinfo=UTC)
"""A fixed creation time, so that equal rows give equal bytes."""
# XlsxWriter otherwise writes temporary files, which a read-only container refuses.
OPTIONS = {"in_memory": True}


@record(kw_only=True)
class Sheet:
    """Rows under a header; `name` becomes the name of the file."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def lines(self) -> tuple[tuple[Cell, ...], ...]:
        """The header and the rows."""
        return (self.header, *self.rows)


def file_of(sheet: Sheet, kind: str, language: str) -> File:
    """Return a sheet as a file of a kind, "csv" or "xlsx"."""
    text = csv_text(sheet.lines, language)
    # Without a byte-order mark Excel takes UTF-8 for the local code page, and Ø and Ł come out garbled.
    raw = xlsx_bytes(sheet.lines) if kind == "xlsx" else ("\ufeff" + text).encode("utf-8", "replace")
    name = f"{UNSAFE_IN_FILENAME.sub('-', sheet.name.casefold()).strip('-') or 'snurr'}.{kind}"
    return File(name=name, data=base64.b64encode(raw).decode(), text=text)


def csv_text(lines: Iterable[Sequence[Cell]], language: str) -> str:
    """Return lines as CSV (RFC 4180), with the separator that a language's spreadsheets expect."""
    out = io.StringIO()
    symbol = get_decimal_symbol(language)
    # Where a comma parts the decimals, spreadsheets take a semicolon between cells, and 2.5 for the second of May.
    delimiter = ";" if symbol == "," else ","
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerows([_guarded(cell, symbol) for cell in line] for line in lines)
    return out.getvalue()


def _guarded(cell: Cell, symbol: str) -> str:
    if cell is None:
        return ""
    # Only texts: -5 as a number is no formula, and with an apostrophe it could not be summed.
    if isinstance(cell, str):
        return f"'{cell}" if OTHER_NUMBER.fullmatch(cell.strip()) else without_formulas(cell)
    return cell.isoformat() if isinstance(cell, date) else str(cell).replace(".", symbol)


def without_formulas(text: str) -> str:
    """Return a text with an apostrophe wherever a cell could begin like a formula: first, and behind each CELL_ENDS.

    One pass from the end, so that it is linear: `formula` says whether what follows would be run if a cell began there.
    """
    guarded: list[str] = []
    formula = False
    for char in reversed(text):
        if formula and char in CELL_ENDS:
            guarded.append("'")
            formula = False
        formula = char in FORMULA_SIGNS or (formula and _passed_over(char))
        guarded.append(char)
    if formula or text[:1] in UNSEEN_FIRST:
        guarded.append("'")
    return "".join(reversed(guarded))


def _passed_over(char: str) -> bool:
    """Whether a reader may drop a character at the beginning of a cell: quotes, spaces, marks, what no screen shows."""
    return char == '"' or unicodedata.category(char)[0] in "CMZ"


def xlsx_bytes(lines: Iterable[Sequence[Cell]]) -> bytes:
    """Return lines as a workbook of one sheet."""
    import xlsxwriter  # noqa: PLC0415 - only whoever takes a workbook away needs it

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as workbook:
        workbook.set_properties({"created": STAMP})
        sheet = workbook.add_worksheet("Snurr")
        for row, line in enumerate(lines):
            for column, cell in enumerate(line):
                if isinstance(cell, int | float):
                    sheet.write_number(row, column, cell)
                elif cell is not None:
                    # Not write(), which takes a text that begins with = for a formula.
                    sheet.write_string(row, column, _text(cell))
    return out.getvalue()


def _text(cell: str | date) -> str:
    return NO_XML.sub("", cell.isoformat() if isinstance(cell, date) else cell)
