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
from bot.cli.import_other_files import other_file
from bot.cli.import_quotes import with_quotes_doubled
from bot.cli.import_table import TITLE_ROWS, AccountTable, read_table
from bot.disk import read_file
from bot.errors import ConfigError
from bot.records import changed

MOST_BYTES = 64 * 1024 * 1024
"""More than half a million accounts."""
SEPARATORS = ",;\t|"
DECLARED_SEPARATOR = re.compile(r'"?sep=([^\w\s"\\]|\t)"?[,;\t|]*\r?\n', re.IGNORECASE)
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
        if refusal := other_file(raw):
            raise NoAccounts(refusal)
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
    if declared:
        yield []
        text = text[declared.end() :]
    separator = _separator(text, declared[1] if declared else "")
    text = unescaped(text, but=f'{SEPARATORS}"')  # before the cells are told apart: each of these holds a semicolon
    yield from _rows(with_quotes_doubled(text, separator), separator, 1 if declared else 0)


def _rows(text: str, separator: str, before: int) -> Iterator[list[str]]:
    """Yield the rows of a text that begins behind so many lines."""
    # newline="": the csv module itself has to see line breaks, since a quoted cell may hold one.
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
    begun = done = 0
    inner = _separator_within(text, separator)
    try:
        for row in rows:
            yield _cells_of(row[0], inner) if inner and not any(row[1:]) and row else row
            yield from ([] for _ in range(rows.line_num - done - 1))
            begun, done = done, rows.line_num
    except csv.Error:
        several = (
            f", or a quote in it that is not closed by line {rows.line_num + before}"
            if rows.line_num > done + 1
            else ""
        )
        limit = f"{csv.field_size_limit():,}"
        raise NoAccounts(f"Line {done + before + 1} has a cell of more than {limit} characters{several}.") from None
    if _stays_open(text, begun, separator):
        raise NoAccounts(f"Line {begun + before + 1} opens a quote that is never closed.")


def _cells_of(line: str, separator: str) -> list[str]:
    return next(csv.reader([line], delimiter=separator, skipinitialspace=True), [])


def _separator_within(text: str, separator: str) -> str:
    """Return the separator within the cells of a file each line of which is one cell in quotes, "" for any other."""
    first = _cells_of(text.lstrip()[:CELL_LIMIT].splitlines()[0], separator) if text.strip() else []
    if not first or any(first[1:]) or not any(mark in first[0] for mark in SEPARATORS):
        return ""
    inner = _separator(first[0])
    return inner if sum(bool(field_of(name)) for name in _cells_of(first[0], inner)) > 1 else ""


def _stays_open(text: str, begun: int, separator: str) -> bool:
    """Whether the last row of a text, which begins behind so many lines, ends within quotes."""
    lines = islice(io.StringIO(text, newline=""), begun, None)
    try:
        list(csv.reader(lines, delimiter=separator, strict=True, skipinitialspace=True))
    except csv.Error as error:
        return "end of data" in str(error)
    return False


def _separator(text: str, declared: str = "") -> str:
    """Return the separator under which one of the first lines has most known headers, else what it holds most often.

    One that is declared goes before others that are as good.
    """
    lines = [line[:CELL_LIMIT] for line in re.split(r"[\r\n]+", text.lstrip()[: TITLE_ROWS * CELL_LIMIT])[:TITLE_ROWS]]

    def fits(separator: str) -> tuple[int, bool, int, int]:
        rows = (_cells_of(line, separator) for line in lines)
        known = max(sum(bool(field_of(name)) for name in row) for row in rows)
        return known, separator == declared, lines[0].count(separator), text[:CELL_LIMIT].count(separator)

    marks: dict[str, None] = dict.fromkeys(declared + SEPARATORS)
    return max(marks, key=fits)
