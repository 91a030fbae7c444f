"""What the amounts of a column are: as spreadsheets of every country write them, and in which unit its header says.

How a column writes its numbers, all of its cells tell together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from bot.cli.import_cells import UnreadableCell, says_nothing
from bot.language.amounts import FACTORS, LIMIT, UNITS, parse_amount
from bot.language.names import fold
from bot.language.word_files import LANGUAGES

CURRENCIES = "kr|nok|dkk|sek|pln|zl|euro|eur|usd|gbp|chf|[€$£]"
MONEY_SIGNS = re.compile(r"kr\.?|s?fr\.?(?=[\s0-9])|nok|dkk|sek|pln|zł|zl|eur|usd|gbp|chf|[€$£]")
# With its mark: 1.000- is what is owed in some books, and less than nothing.
NO_DECIMALS = re.compile(r"[.,:][-–—]{1,2}$")
GAP = re.compile(
    r"(?<![0-9])[0-9]{1,3}(?:[\s'’][0-9]{3})+(?![0-9])|(?<![0-9])[0-9]{1,2}(?:\s[0-9]{2})*\s[0-9]{3}(?![0-9])"
)
"""Groups of three digits, or of two before the last three, with gaps between them."""
NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
SCIENTIFIC = re.compile(r"([0-9]+(?:[.,][0-9]+)?)e\+?([0-9]{1,2})")
GROUP_OR_DECIMALS = re.compile(r"[0-9]{1,3}[.,][0-9]{3}\s*[^\W\d]")
NEGATIVE = re.compile(r"[(\-−–].*[0-9].*|.*[0-9]\s*-", re.DOTALL)
THOUSANDS = re.compile(r"[x×*]?\s?(?:1[.,\s'’]?)?000(?:s|'s)?")
"""How a header says that its numbers are thousands, in digits."""
CURRENCY = re.compile(CURRENCIES)
UNIT_OF_CURRENCY = re.compile(rf"(t|k|m)(?:{CURRENCIES})")
PREFIXES = {"t": 10**3, "k": 10**3, "m": 10**6}
BEFORE_UNIT = frozenset(("in", "i", "w"))
MONTHS = "md"
"""A billion in Swedish; in a header in Danish it is what a month is."""


def without_unit(header: str) -> str:
    """Return a folded header without the unit or the currency of its numbers, such as "omsætning i tkr"."""
    words = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", header).replace(",", " ").split()
    while len(words) > 1 and (CURRENCY.fullmatch(words[-1].rstrip(".")) or _factor_of(words[-1])):
        words.pop()
        if len(words) > 1 and words[-1] in BEFORE_UNIT:
            words.pop()
    return " ".join(words)


def scale_of(header: str) -> int:
    """Return how much each number of a column counts by its header: 1000 for "value (tkr)" or "Umsatz in T€"."""
    folded = fold(header)
    parts = re.findall(r"\(([^()]*)\)|\[([^\[\]]*)\]", folded)
    bare = without_unit(folded)
    behind = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", folded).removeprefix(bare)
    texts = [text for part in (*(a or b for a, b in parts), behind) for text in part.split(",")]
    return max((factor for text in texts if (factor := _factor_in(text))), default=1)


def _factor_in(text: str) -> int:
    """Return the factor that a part of a header says, 0 when it says something else."""
    rest = CURRENCY.sub("", text) if THOUSANDS.search(text) else text
    if THOUSANDS.fullmatch(" ".join(word for word in rest.split() if word not in BEFORE_UNIT).strip(" .'’")):
        return 1000
    factors = [
        1 if CURRENCY.fullmatch(word.rstrip(".")) else _factor_of(word)
        for word in text.split()
        if word not in BEFORE_UNIT
    ]
    return max(factors) if factors and all(factors) else 0


def _factor_of(word: str) -> int:
    """Return the factor of a unit, such as tkr, mio or T€; 0 for any other word."""
    bare = word.rstrip(".")
    if bare == MONTHS:
        return 0
    if prefixed := UNIT_OF_CURRENCY.fullmatch(bare):
        return PREFIXES[prefixed[1]]
    if THOUSANDS.fullmatch(bare):
        return 1000
    if bare in PREFIXES:
        return PREFIXES[bare]
    found = {UNITS.find(bare, code) for code in LANGUAGES}
    return max((FACTORS[unit] for unit in found if unit in FACTORS), default=0)


def is_no_money(text: str) -> bool:
    """Whether a cell has a currency and a stroke, as a spreadsheet shows a zero."""
    return says_nothing(MONEY_SIGNS.sub("", text.casefold()).strip())


def amount_reader(cells: Iterable[str], scale: int = 1) -> Callable[[str], int]:
    """Return how to read the amounts of a column, given its cells and how much each number counts.

    Three digits behind a full stop or comma are a group of thousands, unless other cells of the column show that the
    mark is that of decimals: three of them, as in 1250,500, or another number, as in 3,5, and then nobody can tell.
    What is read raises UnreadableCell when it is no amount, or may be two.
    """
    decimals = _decimals(cells)
    return lambda text: _amount(text, decimals, scale)


def _bare(text: str) -> str:
    """Return a cell of money without gaps between groups of digits, currencies and the sign for no decimals."""
    plain = MONEY_SIGNS.sub("", re.sub(r"\s", " ", text.casefold())).strip()
    closed = GAP.sub(lambda groups: re.sub(r"[\s'’]", "", groups[0]), plain)
    return NO_DECIMALS.sub("", closed.strip(" '’"))


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


def _amount(text: str, decimals: Mapping[str, frozenset[int]], scale: int) -> int:
    """Read 7 000 000, 7.000.000,50, 512.770000, 1.000,-, $1,000.00, 1.25E+06 and 1,2 mio as whole units."""
    bare = _bare(text)
    if scientific := SCIENTIFIC.fullmatch(bare):
        return _whole(scale * Decimal(scientific[1].replace(",", ".")).scaleb(int(scientific[2])))
    if NUMBER.fullmatch(bare):
        # A cell that says it has no decimals, as 1.000,- does, has none, whatever its column has.
        none = NO_DECIMALS.search(MONEY_SIGNS.sub("", text.casefold()).strip())
        return _whole(scale * _number(bare, {} if none else decimals, scale))
    amounts = {amount.value for code in LANGUAGES if (amount := parse_amount(text, code))}
    if len(amounts) != 1:
        raise UnreadableCell(_why_none(text, len(amounts)))
    return amounts.pop()


def _why_none(text: str, meanings: int) -> str:
    if meanings or GROUP_OR_DECIMALS.match(text):
        return "it may be two amounts"
    if "%" in text:
        return "it is a share, and no amount"
    return "it is below zero" if NEGATIVE.fullmatch(MONEY_SIGNS.sub("", text.casefold()).strip()) else "it is no amount"


def _number(bare: str, column: Mapping[str, frozenset[int]], scale: int) -> Decimal:
    """Return the number that digits with full stops and commas are; raises UnreadableCell for none, or for two."""
    marks = re.findall("[.,]", bare)
    if not marks:
        return Decimal(bare)
    last = marks[-1]
    head, _, tail = bare.rpartition(last)
    may_be_group = len(marks) == 1 and len(tail) == 3 and len(head) <= 3 and head != "0"
    # A thousand millions of a year are rarer than one of 1.250 millions.
    if may_be_group and ((last in column and 3 not in column[last]) or (last not in column and scale >= 10**6)):
        raise UnreadableCell("it may be two amounts")
    has_decimals = last not in marks[:-1] and not (may_be_group and last not in column)
    whole, decimals = (head, tail) if has_decimals else (bare, "0")
    first, *groups = re.split("[.,]", whole)
    one_mark = len(set(marks[:-1] if has_decimals else marks)) < 2
    if not one_mark or any(len(group) != 3 for group in groups) or len(first) > (3 if groups else 15):
        raise UnreadableCell("it is no amount")
    return Decimal(f"{first}{''.join(groups)}.{decimals}")


def _whole(number: Decimal) -> int:
    if number >= LIMIT:
        raise UnreadableCell("it is too large")
    return int(number)
