"""Rows as a file for a spreadsheet in which nothing ever acts: CSV by the book, or XLSX without a formula.

Numbers stay numbers and days are ISO. In CSV a text that a spreadsheet might take for a formula is led by an
apostrophe; in XLSX a text is declared as one, so that it needs none.
"""

from __future__ import annotations

import base64
import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from bot.message import File

Cell = str | int | float | date | None
FORMULA = re.compile(r"[\s\ufeff\u200b]*[=+\-@\t\r\n\x00\uff1d\uff0b\uff0d\uff20]")
"""How a text begins that some spreadsheet carries out; the last four are the full-width forms."""
NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SEMICOLON = frozenset({"da", "nb", "sv", "pl"})
"""Languages whose comma is a decimal one, so that their spreadsheets part cells by semicolon."""
NOWHERE = re.compile(r"[^\w-]+")
STAMP = (2026, 1, 1, 0, 0, 0)
"""The same rows are the same bytes."""
TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
</Types>"""
RELATION = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{what}" Target="{target}"/>
</Relationships>"""
WORKBOOK = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheets><sheet name="Snurr" sheetId="1" r:id="rId1"/></sheets></workbook>"""
SHEET = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"""


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
    raw = xlsx_bytes(sheet.lines) if kind == "xlsx" else ("\ufeff" + text).encode("utf-8", "replace")
    name = f"{NOWHERE.sub('-', sheet.name.casefold()).strip('-') or 'snurr'}.{kind}"
    return File(name=name, data=base64.b64encode(raw).decode(), text=text)


def csv_text(lines: Iterable[Sequence[Cell]], language: str) -> str:
    """Return lines as RFC 4180 has them, parted as a language's spreadsheets expect."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if language in SEMICOLON else ",", lineterminator="\r\n")
    writer.writerows([_guarded(cell) for cell in line] for line in lines)
    return out.getvalue()


def _guarded(cell: Cell) -> str:
    if cell is None:
        return ""
    text = cell.isoformat() if isinstance(cell, date) else str(cell)
    return f"'{text}" if isinstance(cell, str) and FORMULA.match(text) else text


def xlsx_bytes(lines: Iterable[Sequence[Cell]]) -> bytes:
    """Return lines as the smallest workbook that spreadsheets open."""
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATION.format(what="officeDocument", target="xl/workbook.xml"),
        "xl/_rels/workbook.xml.rels": RELATION.format(what="worksheet", target="worksheets/sheet1.xml"),
        "xl/workbook.xml": WORKBOOK,
        "xl/worksheets/sheet1.xml": SHEET.format(rows="".join(_rows(lines))),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, STAMP), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _rows(lines: Iterable[Sequence[Cell]]) -> Iterator[str]:
    for line in lines:
        yield f"<row>{''.join(map(_cell, line))}</row>"


def _cell(cell: Cell) -> str:
    if cell is None:
        return "<c/>"
    if isinstance(cell, int | float):
        return f"<c><v>{cell}</v></c>"
    text = escape(NO_XML.sub("", cell.isoformat() if isinstance(cell, date) else cell))
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
