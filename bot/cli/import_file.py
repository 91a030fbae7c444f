"""Reads a CSV file of accounts: bytes to text, text to a table."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.cli.import_columns import HEADERS, NoAccounts, rows_of_table
from bot.disk import read_file
from bot.domain.imports import ImportRow
from bot.errors import ConfigError

POLISH_IN_1250 = frozenset("łŁąĄęĘśŚżŻźŹćĆńŃ")
MOST_BYTES = 64 * 1024 * 1024
"""More than half a million accounts."""
SEPARATORS = ",;\t|"
DECLARED_SEPARATOR = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
"""The line by which a spreadsheet names its separator."""


def chosen_columns(pairs: list[str]) -> dict[str, str]:
    """Return the headers that --map names, by field; raises ConfigError for anything else."""
    chosen: dict[str, str] = {}
    for pair in pairs:
        field, _, header = pair.partition("=")
        if field not in HEADERS or not header:
            raise ConfigError(f"--map {pair[:40]!r} is not understood: write FIELD=HEADER with {', '.join(HEADERS)}.")
        chosen[field] = header
    return chosen


def read_accounts(file: Path, columns: Mapping[str, str]) -> list[ImportRow]:
    """Return the accounts of a file; raises ConfigError when it cannot be read or holds none."""
    try:
        return list(rows_of_table(table_of(read_file(file, MOST_BYTES)), columns))
    except OSError as error:
        raise ConfigError(f"The file {file} cannot be read: {error.strerror}.") from None
    except NoAccounts as error:
        raise ConfigError(str(error)) from None


def table_of(raw: bytes) -> Iterator[list[str]]:
    """Yield the rows of a CSV file, an empty line as an empty row; raises NoAccounts at a line that is no row."""
    text = decoded(raw)
    declared = DECLARED_SEPARATOR.match(text)
    text = text[declared.end() :] if declared else text
    # newline="": the csv module itself has to see line breaks, since a quoted cell may hold one.
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=declared[1] if declared else _separator(text))
    try:
        yield from rows
    except csv.Error as error:
        raise NoAccounts(f"Line {rows.line_num} is no row of a table: {error}.") from None


def decoded(raw: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 with its byte-order mark, Windows-1252 or Windows-1250.

    Which of the two Windows code pages it is, the letters tell: bytes of Polish ones against bytes of Nordic ones.
    """
    try:
        # UTF-8 before the code pages: their text is hardly ever valid UTF-8, while they take almost any bytes.
        if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return raw.decode("utf-16")
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        western, eastern = raw.decode("cp1252", "replace"), raw.decode("cp1250", "replace")
    polish = sum(c in POLISH_IN_1250 for c in eastern)
    nordic = sum(c in "æøåÆØÅ" for c in western)
    return eastern if polish > nordic else western


def _separator(text: str) -> str:
    """Return the separator that the first line holds most often, a comma when it holds none."""
    first = text.lstrip().partition("\n")[0]
    return max(SEPARATORS, key=first.count) if any(s in first for s in SEPARATORS) else ","
