"""Reads a CSV file of accounts: text to a table."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from bot.cli.import_cells import CELL_LIMIT, unescaped
from bot.cli.import_columns import HEADERS, NoAccounts, field_of
from bot.cli.import_encodings import decoded
from bot.cli.import_table import TITLE_ROWS, AccountTable, read_table
from bot.disk import read_file
from bot.errors import ConfigError
from bot.records import changed

MOST_BYTES = 64 * 1024 * 1024
"""More than half a million accounts."""
SEPARATORS = ",;\t|"
DECLARED_SEPARATOR = re.compile(r'"?sep=([,;\t|])"?[,;\t|]*\r?\n', re.IGNORECASE)
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


def read_accounts(file: Path, columns: Mapping[str, str], chosen: str = "") -> AccountTable:
    """Return the accounts of a file; raises ConfigError when it cannot be read or holds none."""
    try:
        raw = read_file(file, MOST_BYTES)
        text, encoding = decoded(raw, chosen)
        return changed(read_table(table_of(text), columns, encoding), digest=_digest(raw, columns, chosen))
    except OSError as error:
        raise ConfigError(f"The file {file} cannot be read: {error.strerror}.") from None
    except NoAccounts as error:
        raise ConfigError(str(error)) from None


def _digest(raw: bytes, columns: Mapping[str, str], chosen: str) -> str:
    """Return what tells a file that is read in one way from all others."""
    return hashlib.sha256(raw + json.dumps([sorted(columns.items()), chosen]).encode()).hexdigest()


def table_of(text: str) -> Iterator[list[str]]:
    """Yield the rows of a CSV file; raises NoAccounts at a line that is no row.

    An empty line is an empty row, and a row of several lines is followed by empty ones: the n-th row is on line n.
    """
    declared = DECLARED_SEPARATOR.match(text)
    separator = declared[1] if declared else _separator(text)
    if declared:
        yield []
        text = text[declared.end() :]
    text = unescaped(text, but=f'{SEPARATORS}"')  # before the cells are told apart: each of these holds a semicolon
    # newline="": the csv module itself has to see line breaks, since a quoted cell may hold one.
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
    before, begun, done = (1 if declared else 0), 0, 0
    try:
        for row in rows:
            yield row
            yield from ([] for _ in range(rows.line_num - done - 1))
            begun, done = done, rows.line_num
    except csv.Error as error:
        raise NoAccounts(f"Line {rows.line_num + before} is no row of a table: {error}.") from None
    if _stays_open(text, begun, separator):
        raise NoAccounts(f"Line {begun + before + 1} opens a quote that is never closed.")


def _stays_open(text: str, begun: int, separator: str) -> bool:
    """Whether the last row of a text, which begins behind so many lines, ends within quotes."""
    lines = islice(io.StringIO(text, newline=""), begun, None)
    try:
        list(csv.reader(lines, delimiter=separator, strict=True, skipinitialspace=True))
    except csv.Error as error:
        return "end of data" in str(error)
    return False


def _separator(text: str) -> str:
    """Return the separator under which one of the first lines has most known headers, else what it holds most often."""
    lines = [line[:CELL_LIMIT] for line in re.split(r"[\r\n]+", text.lstrip()[: TITLE_ROWS * CELL_LIMIT])[:TITLE_ROWS]]

    def fits(separator: str) -> tuple[int, int, int]:
        rows = (next(csv.reader([line], delimiter=separator, skipinitialspace=True), []) for line in lines)
        known = max(sum(bool(field_of(name)) for name in row) for row in rows)
        return known, lines[0].count(separator), text[:CELL_LIMIT].count(separator)

    return max(SEPARATORS, key=fits)
