"""Quotes within quoted cells that a program did not double, as a CSV file should."""

from __future__ import annotations

import csv
import io
import re
from functools import cache

LINE_LIMIT = 2000
"""Characters of a line that is mended."""
BACKSLASHED = re.compile(r'\\"(?=[^,;\t|\r\n]|")')
"""A quote as programs of databases write it; a path may end with a backslash before the quote that closes it."""
DOUBLED = re.compile(r'[^\s,;|"\\]""|""[^\s,;|"]')


def with_quotes_doubled(text: str, separator: str) -> str:
    """Return a CSV text in which each quote within a quoted cell is doubled, as in "the ""best"" one".

    A cell that begins in quotes and goes on behind them, such as "Acme" Bygg, stays as it is, and so does every text
    that is well written.
    """
    if '"' not in text or _is_well_written(text, separator):
        return text
    if BACKSLASHED.search(text) and not DOUBLED.search(text):
        return BACKSLASHED.sub('""', text)
    cell = _cell(separator)
    return "".join(
        cell.sub(lambda hit: f'{hit[1]}"{_doubled(hit[2])}"', line)
        if len(line) <= LINE_LIMIT and not _is_well_written(line, separator)
        else line
        for line in io.StringIO(text, newline="")
    )


def _is_well_written(text: str, separator: str) -> bool:
    """Whether every quote of a text begins or ends a cell, or is doubled."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True, strict=True)
    try:
        for _ in rows:
            pass
    except csv.Error:
        return False
    return True


@cache
def _cell(separator: str) -> re.Pattern[str]:
    """Return what a cell in quotes on one line looks like: it ends with a quote before the next separator."""
    mark = re.escape(separator)
    return re.compile(rf'(^|{mark})"([^\r\n]*?)"(?=\s*(?:{mark}|$))')


def _doubled(inner: str) -> str:
    return re.sub('"+', lambda quotes: quotes[0] if len(quotes[0]) % 2 == 0 else quotes[0] + '"', inner)
