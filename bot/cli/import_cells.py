"""What the cells of another program's table say: amounts, days, ids, as spreadsheets of every country write them.

How a column writes its numbers and days, all of its cells tell together.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache

from bot.language.amounts import LIMIT, parse_amount
from bot.language.day_names import CONTEXTS, WIDTHS, month_names
from bot.language.names import clean_name, fold
from bot.language.word_files import LANGUAGES

CELL_LIMIT = 1000
"""Characters of a cell that are read."""
BROKEN = "\ufffd"
"""Stands where bytes were no letter."""
WRAPPED = re.compile(r'="(.*)"', re.DOTALL)
"""How a spreadsheet is told that 0012 is a text."""
ENTITY = re.compile(r"&(?:#[0-9]{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8});", re.IGNORECASE)
NOTHING = frozenset(
    ("-", "--", "---", "–", "—", "?", ".", "n/a", "na", "#n/a", "#n/d", "#ref!", "#value!", "#name?", "#i/t", "null",
     "none", "nil", "(blank)", "(none)", "(null)", "<null>", "(tom)", "(tomt)", "(leer)", "(puste)", "(ingen)",
     "(inga)", "(keine)", "(brak)", "undefined", "unknown", "not specified", "not set", "ikke angivet",
     "ikke oppgitt", "ej angivet", "nicht angegeben", "nie podano")
)  # fmt: skip
"""What stands in a cell for nothing, folded."""
SHORTENED = re.compile(r"[0-9](?:[.,][0-9]+)?e\+[0-9]+", re.IGNORECASE)
"""A long number as a spreadsheet shows it: its last digits are lost."""
MONEY_SIGNS = re.compile(r"kr\.?|nok|dkk|sek|pln|zł|zl|eur|usd|gbp|chf|[€$£]")
# With its mark: 1.000- is what is owed in some books, and less than nothing.
NO_DECIMALS = re.compile(r"[.,:][-–—]{1,2}$")
NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
SCIENTIFIC = re.compile(r"([0-9]+(?:[.,][0-9]+)?)e\+?([0-9]{1,2})")
ISO_DAY = re.compile(r"([0-9]{4})[-/.]?([0-9]{2})[-/.]?([0-9]{2})(?=$|[T ])")
NUMBERED_DAY = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?=$|[, ])")
# A weekday may stand before it, or a word such as "den".
NAMED_DAY = re.compile(r"(?:[^\W\d]+[.,]* )?([0-9]{1,2})[. -]+([^\W\d]+)[. ,-]+([0-9]{4}|[0-9]{2})(?=$|[, ])")
NAMED_MONTH_FIRST = re.compile(r"([^\W\d]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})(?=$|[, ])")
EARLIEST_YEAR = 1970
"""What lies before is what a program writes for no day at all."""


def plain_cell(text: str) -> str:
    """Return a cell on one line, as it was meant: unwrapped, letters for entities, without what no screen shows."""
    if text.isascii() and text.isprintable() and not ("&" in text or '="' in text):
        return " ".join(text[:CELL_LIMIT].split())  # nearly every cell of a large file
    wrapped = WRAPPED.fullmatch(text.strip())
    text = wrapped[1] if wrapped else text
    return clean_name(unescaped(text), CELL_LIMIT)


def unescaped(text: str, but: str = "") -> str:
    """Return a text with letters instead of a web page's entities, but for those of some letters."""

    def letter(hit: re.Match[str]) -> str:
        found = html.unescape(hit[0])
        return hit[0] if found in but or not found.isprintable() else found

    return ENTITY.sub(letter, text)


def says_nothing(text: str) -> bool:
    """Whether a cell is empty, or holds what programs write for nothing."""
    return not text or fold(text) in NOTHING


def is_id(text: str) -> bool:
    """Whether a cell may tell one company from another: no zero, and no number whose last digits are lost."""
    return not (says_nothing(text) or set(text) == {"0"} or SHORTENED.fullmatch(text))


def amount_reader(cells: Iterable[str]) -> Callable[[str], int | None]:
    """Return how to read the amounts of a column, given its cells; None for what is no amount, or may be two.

    Three digits behind a full stop or comma are a group of thousands, unless other cells of the column show that the
    mark is that of decimals: three of them, as in 1250,500, or another number, as in 3,5, and then nobody can tell.
    """
    decimals = _decimals(cells)
    return lambda text: _amount(text, decimals)


def _bare(text: str) -> str:
    """Return a cell of money without spaces, currencies and the sign for no decimals."""
    return NO_DECIMALS.sub("", MONEY_SIGNS.sub("", re.sub(r"[\s'’]", "", text.casefold())))


def _decimals(cells: Iterable[str]) -> Mapping[str, frozenset[int]]:
    """Return how many decimals stand behind each mark that only decimals explain, unless it groups thousands too."""
    decimals: dict[str, set[int]] = {}
    groups: set[str] = set()
    for cell in cells:
        marks = re.findall("[.,]", bare := _bare(cell))
        if not NUMBER.fullmatch(bare) or not marks:
            continue
        head, _, tail = bare.rpartition(marks[-1])
        if len(marks) > 1 and marks[-1] == marks[-2]:
            groups.add(marks[-1])
        elif len(set(marks)) > 1 or len(tail) != 3 or len(head) > 3 or head == "0":
            groups.update(marks[:-1])
            decimals.setdefault(marks[-1], set()).add(len(tail))
    return {mark: frozenset(counts) for mark, counts in decimals.items() if mark not in groups}


def _amount(text: str, decimals: Mapping[str, frozenset[int]]) -> int | None:
    """Read 7 000 000, 7.000.000,50, 512.770000, 1.000,-, $1,000.00, 1.25E+06 and 1,2 mio as whole units."""
    bare = _bare(text)
    if scientific := SCIENTIFIC.fullmatch(bare):
        return _whole(Decimal(scientific[1].replace(",", ".")).scaleb(int(scientific[2])))
    if NUMBER.fullmatch(bare):
        # A cell that says it has no decimals, as 1.000,- does, has none, whatever its column has.
        number = _number(bare, {} if NO_DECIMALS.search(MONEY_SIGNS.sub("", text.casefold()).strip()) else decimals)
        return None if number is None else _whole(number)
    amounts = {amount.value for code in LANGUAGES if (amount := parse_amount(text, code))}
    return amounts.pop() if len(amounts) == 1 else None


def _number(bare: str, column: Mapping[str, frozenset[int]]) -> Decimal | None:
    """Return the number that digits with full stops and commas are, None when they are none, or may be two."""
    marks = re.findall("[.,]", bare)
    if not marks:
        return Decimal(bare)
    last = marks[-1]
    head, _, tail = bare.rpartition(last)
    may_be_group = len(marks) == 1 and len(tail) == 3 and len(head) <= 3 and head != "0"
    if may_be_group and last in column and 3 not in column[last]:
        return None
    has_decimals = last not in marks[:-1] and not (may_be_group and last not in column)
    whole, decimals = (head, tail) if has_decimals else (bare, "0")
    first, *groups = re.split("[.,]", whole)
    one_mark = len(set(marks[:-1] if has_decimals else marks)) < 2
    if not one_mark or any(len(group) != 3 for group in groups) or len(first) > (3 if groups else 15):
        return None
    return Decimal(f"{first}{''.join(groups)}.{decimals}")


def _whole(number: Decimal) -> int | None:
    return int(number) if number < LIMIT else None


def day_reader(cells: Iterable[str]) -> Callable[[str], date | None]:
    """Return how to read the days of a column, given its cells; None is read of what is no day.

    Days come first, unless some cell can only be month first and none only day first: a column is written in one way.
    """
    numbered = [hit for cell in cells if (hit := NUMBERED_DAY.match(cell.strip())) and hit[2] != "."]
    month_first = any(int(hit[3]) > 12 for hit in numbered) and not any(int(hit[1]) > 12 for hit in numbered)
    return lambda text: _day(text.strip(), month_first=month_first)


def _day(text: str, *, month_first: bool) -> date | None:
    try:
        found = _read_day(text, month_first=month_first)
    except ValueError:
        return None
    return found if found and found.year >= EARLIEST_YEAR else None


def _read_day(text: str, *, month_first: bool) -> date | None:
    """Return the day at the front of a cell; a time of day behind it is passed over. Raises ValueError."""
    if hit := ISO_DAY.match(text):
        return date(int(hit[1]), int(hit[2]), int(hit[3]))
    if hit := NUMBERED_DAY.match(text):
        first, second, year = int(hit[1]), int(hit[3]), int(hit[4])
        day, month = (second, first) if month_first and hit[2] != "." else (first, second)
        return date(_full(year), month, day)
    if hit := NAMED_DAY.match(text):
        return _of_month(hit[2], hit[1], hit[3])
    if hit := NAMED_MONTH_FIRST.match(text):
        return _of_month(hit[1], hit[2], hit[3])
    return None


def _of_month(name: str, day: str, year: str) -> date | None:
    month = _months().get(fold(name).rstrip("."))
    return date(_full(int(year)), month, int(day)) if month else None


def _full(year: int) -> int:
    return year if year > 99 else 2000 + year


@cache
def _months() -> Mapping[str, int]:
    """Return the months by their names in every language, long and short."""
    return {
        fold(name).rstrip("."): number
        for code in LANGUAGES
        for width in WIDTHS
        for context in CONTEXTS
        for number, name in enumerate(month_names(code, width, context), 1)
    }
