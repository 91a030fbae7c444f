"""What the days of a column are: day first, month first or year first, which all of its cells tell together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache

from bot.cli.import_cells import UnreadableCell
from bot.language.day_names import CONTEXTS, WIDTHS, month_names, weekday_names
from bot.language.names import fold
from bot.language.word_files import LANGUAGES
from bot.records import record

# Behind a day at most a time of day may stand.
ISO_DAY = re.compile(r"([0-9]{4})(?:([0-9]{2})([0-9]{2})|([-/.])([0-9]{1,2})\4([0-9]{1,2}))(?=$|[T ,])")
NUMBERED_DAY = re.compile(r"([0-9]{1,2})([./-]) ?([0-9]{1,2})\2 ?([0-9]{4}|[0-9]{2})(?=$|[, T]|r\.)")
NAMED_DAY = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th)?(?: of)?[. /-]*([^\W\d]+)[. ,/-]*([0-9]{4}|[0-9]{2})(?=$|[, ])", re.IGNORECASE
)
NAMED_MONTH_FIRST = re.compile(r"([^\W\d]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})(?=$|[, ])", re.IGNORECASE)
ANOTHER_DAY = re.compile(r"(?<![0-9])(?:[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])")
"""A day with its whole year; a time of day has points in some countries."""
LEADING_WORD = re.compile(r"([^\W\d]+)[.,]* +")
ARTICLES = frozenset(("den", "the", "d", "dnia"))
DECEMBER = 12
EARLIEST_YEAR = 1970
"""What lies before is what a program writes for no day at all."""
MONTH_FIRST_HEADER = re.compile(r"\bm{1,2}[./-]d{1,2}[./-]", re.IGNORECASE)
DAY_FIRST_HEADER = re.compile(r"\b[dt]{1,2}[./-]m{1,2}[./-]", re.IGNORECASE)
DASHES = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-"})


@record(kw_only=True)
class DayOrder:
    """How a column writes days in numbers; `sure` when some cell, or the header, tells whether the month is first."""

    month_first: bool = False
    year_first: bool = False
    """Where a year has two digits and stands between hyphens, as in 25-10-14."""
    sure: bool = True


def day_order(cells: Iterable[str], header: str = "") -> DayOrder:
    """Return how a column writes days in numbers.

    Days come first, unless some cell can only be month first and none only day first: a column is written in one way.
    """
    plain = [_plain(cell) for cell in cells]
    numbered = [hit for cell in plain if (hit := NUMBERED_DAY.match(cell)) and hit[2] != "."]
    month_only = any(int(hit[3]) > DECEMBER for hit in numbered)
    day_only = any(int(hit[1]) > DECEMBER for hit in numbered)
    by_header = bool(MONTH_FIRST_HEADER.search(header))
    named = by_header or DAY_FIRST_HEADER.search(header)
    shown = month_only or day_only or named or all(int(hit[1]) == int(hit[3]) for hit in numbered)
    return DayOrder(
        month_first=(month_only or by_header) and not day_only,
        year_first=_is_year_first([hit for hit in numbered if hit[2] == "-" and len(hit[4]) == 2]),
        sure=bool(shown),
    )


def _is_year_first(numbered: Sequence[re.Match[str]]) -> bool:
    """Whether 25-10-14 is a day of 2025: so the days of a column lie closer together, or else nearer to today."""
    day_first = [day for hit in numbered if (day := _valid(int(hit[4]), int(hit[3]), int(hit[1])))]
    year_first = [day for hit in numbered if (day := _valid(int(hit[1]), int(hit[3]), int(hit[4])))]
    if len(day_first) != len(year_first):
        return len(year_first) > len(day_first)
    if not year_first:
        return False
    spans = [(max(days) - min(days)).days for days in (day_first, year_first)]
    return spans[1] < spans[0] or (spans[1] == spans[0] and max(year_first) > max(day_first))


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(2000 + year, month, day)
    except ValueError:
        return None


def doubtful_day(cells: Iterable[str]) -> str:
    """Return the first cell that may be two days, "" for none."""
    hits = ((cell, hit) for cell in cells if (hit := NUMBERED_DAY.match(_plain(cell))) and hit[2] != ".")
    both = (cell for cell, hit in hits if int(hit[1]) != int(hit[3]) and max(int(hit[1]), int(hit[3])) <= DECEMBER)
    return next(both, "")


def day_reader(order: DayOrder) -> Callable[[str], date]:
    """Return how to read the days of a column; what is read raises UnreadableCell when it is no day."""
    return lambda text: _day(text, order)


def _plain(text: str) -> str:
    """Return a cell without what may stand in front of a day: a weekday, "den", or a spreadsheet's apostrophe."""
    bare = text.strip().removeprefix("'").translate(DASHES)
    while (hit := LEADING_WORD.match(bare)) and fold(hit[1]) in _passed_over():
        bare = bare[hit.end() :]
    return bare


def _day(text: str, order: DayOrder) -> date:
    plain = _plain(text)
    try:
        found, end = _read_day(plain, order)
    except ValueError:
        raise UnreadableCell("there is no such day") from None
    if found is None:
        raise UnreadableCell("it is no day")
    if ANOTHER_DAY.search(plain, end):
        raise UnreadableCell("it holds two days")
    if found.year < EARLIEST_YEAR:
        raise UnreadableCell(f"it lies before {EARLIEST_YEAR}")
    return found


def _read_day(text: str, order: DayOrder) -> tuple[date | None, int]:
    """Return the day at the front of a cell, and where it ends; raises ValueError for a day that no month has."""
    if hit := ISO_DAY.match(text):
        return date(int(hit[1]), int(hit[2] or hit[5]), int(hit[3] or hit[6])), hit.end()
    if hit := NUMBERED_DAY.match(text):
        return _numbered(hit, order), hit.end()
    if hit := NAMED_DAY.match(text):
        return _of_month(hit[2], hit[1], hit[3]), hit.end()
    if hit := NAMED_MONTH_FIRST.match(text):
        return _of_month(hit[1], hit[2], hit[3]), hit.end()
    return None, 0


def _numbered(hit: re.Match[str], order: DayOrder) -> date:
    first, second, third = int(hit[1]), int(hit[3]), int(hit[4])
    if order.year_first and hit[2] == "-" and len(hit[4]) == 2:
        return date(_full(first), second, third)
    day, month = (second, first) if order.month_first and hit[2] != "." else (first, second)
    return date(_full(third), month, day)


def _of_month(name: str, day: str, year: str) -> date | None:
    month = _months().get(fold(name).rstrip("."))
    return date(_full(int(year)), month, int(day)) if month else None


def _full(year: int) -> int:
    return year if year > 99 else 2000 + year


@cache
def _months() -> Mapping[str, int]:
    """Return the months by their names in every language, long and short."""
    named = {
        fold(name).rstrip("."): number
        for code in LANGUAGES
        for width in WIDTHS
        for context in CONTEXTS
        for number, name in enumerate(month_names(code, width, context), 1)
    }
    return {**named, "mrz": 3, "marz": 3}


@cache
def _passed_over() -> frozenset[str]:
    """Return the words that may stand before a day: the names of weekdays in every language, and articles."""
    names = (
        fold(name).rstrip(".")
        for code in LANGUAGES
        for width in WIDTHS
        for context in CONTEXTS
        for name in weekday_names(code, width, context)
    )
    return ARTICLES.union(names)
