"""Rows as a CSV file (RFC 4180) or an XLSX file, in which no cell is ever run as a formula.

Numbers stay numbers and days are ISO. In CSV a text that a spreadsheet might take for a formula is led by an
apostrophe; in XLSX a text is declared as one, so that it needs none.
"""

from __future__ import annotations

import base64
import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from bot.messages.card import File

Cell = str | int | float | date | None
FORMULA = re.compile(r"[\s\ufeff\u200b]*[=+\-@\t\r\n\x00\uff1d\uff0b\uff0d\uff20]")
"""The beginning of a text that some spreadsheet runs as a formula; the last four are full-width forms."""
NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SEMICOLON = frozenset({"da", "nb", "sv", "pl"})
"""Languages with a decimal comma, whose spreadsheets separate cells by semicolon."""
UNSAFE_IN_FILENAME = re.compile(r"[^\w-]+")
STAMP = datetime(2026, 1, 1, tzinfo=UTC)
"""A fixed creation time, so that equal rows give equal bytes."""
# XlsxWriter otherwise writes temporary files, which a read-only container refuses.
OPTIONS = {"in_memory": True}


@dataclass(frozen=True, kw_only=True)
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
    writer = csv.writer(out, delimiter=";" if language in SEMICOLON else ",", lineterminator="\r\n")
    writer.writerows([_guarded(cell) for cell in line] for line in lines)
    return out.getvalue()


def _guarded(cell: Cell) -> str:
    if cell is None:
        return ""
    text = cell.isoformat() if isinstance(cell, date) else str(cell)
    # Only texts: -5 as a number is no formula, and with an apostrophe it could not be summed.
    return f"'{text}" if isinstance(cell, str) and FORMULA.match(text) else text


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
