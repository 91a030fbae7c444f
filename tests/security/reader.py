"""A model of a spreadsheet that opens a CSV file with any separator, right or wrong."""

from __future__ import annotations

import csv
import io
import unicodedata

SEPARATORS = (",", ";", "\t", "|")
FORMULA = frozenset("=+-@")


def opened(text: str, separator: str) -> list[str]:
    """Return every cell that a spreadsheet may see in a file, with quotes understood and with quotes ignored."""
    limit = csv.field_size_limit(10_000_000)
    try:
        quoted = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) for cell in row]
    finally:
        csv.field_size_limit(limit)
    lines = text.replace("\r", "\n").split("\n")
    return [*quoted, *(cell for line in lines for cell in line.split(separator))]


def is_run(cell: str) -> bool:
    """Whether a spreadsheet may run a cell as a formula: what no screen shows, spaces and quotes are passed over.

    A number with a sign is no formula.
    """
    shown = "".join(char for char in unicodedata.normalize("NFKC", cell) if unicodedata.category(char)[0] not in "CMZ")
    shown = shown.lstrip('"')
    return shown[:1] in FORMULA and not shown.rstrip('"').removeprefix("-").replace(".", "", 1).isdecimal()


def formulas(text: str) -> list[str]:
    """Return every cell of a file that some spreadsheet may run."""
    return [cell for separator in SEPARATORS for cell in opened(text.removeprefix("\ufeff"), separator) if is_run(cell)]
