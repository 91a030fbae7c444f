"""Amounts of money as people type them, such as 7M, 450k, 7 mio., 7.000.000, NOK 7M, and the currency of a country."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from babel import Locale
from babel.numbers import get_currency_symbol, get_territory_currencies

from bot.language.names import cached_if_short, fold
from bot.language.vocabulary import vocabulary
from bot.language.word_files import FIRST, LANGUAGES
from bot.records import record

UNITS = vocabulary("money")
FACTORS = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
NAMES = {
    "euro": frozenset({"EUR"}),
    "krone": frozenset({"DKK", "NOK", "SEK"}),
    "zloty": frozenset({"PLN"}),
}
"""What the names of currencies may mean; those of several words are not read."""
LEAST_ROUNDED = 100
"""From which an amount may be rounded to whole units."""
LIMIT = 10**15
"""From here on a number is a slip, and no amount."""
SHAPE = re.compile(r"([^0-9]*)([0-9](?:[0-9., ]*[0-9])?)([^0-9]*)")
PLAIN = re.compile(r"[0-9]{1,15}(?:[.,][0-9]{1,2})?")
GROUPED = re.compile(r"([0-9]{1,3}(?:([., ])[0-9]{3})(?:\2[0-9]{3})*)(?:(?!\2)[.,]([0-9]{1,2}))?")
NO_DECIMALS = re.compile(r"[.,]-$")


@record(kw_only=True)
class Amount:
    """An amount in whole units of a currency; `currencies` are the ISO 4217 codes it may mean, none where untold.

    `typed` is how it stood in a line; "" in a field of its own.
    """

    value: int
    currencies: frozenset[str] = frozenset()
    typed: str = ""

    def is_in(self, currency: str) -> bool:
        """Whether it may be in a currency."""
        return not self.currencies or currency in self.currencies


def currency_of(country: str) -> str:
    """Return the ISO 4217 code of what is paid with in a country (ISO 3166); empty for an unknown one."""
    return next(iter(get_territory_currencies(country)), "")


@cached_if_short
def may_begin_amount(word: str) -> bool:
    """Whether an amount may begin with a word, which then is a currency or has a number."""
    return any(map(str.isdecimal, word)) or bool(_currencies(word)) or fold(word) in _first_words()


def parse_amount(text: str, language: str) -> Amount | None:
    """Return the amount that people of a language mean; None for what is no amount, and for what may be two.

    Three digits behind one mark are a group of thousands, so with a unit (1.250 mio.) nobody can tell.
    """
    shaped = SHAPE.fullmatch(NO_DECIMALS.sub("", re.sub(r"\s", " ", text).strip()))
    if shaped is None:
        return None
    before, number, behind = shaped[1].strip(), shaped[2], shaped[3].split()
    factor = _factor(behind[0], language) if behind else None
    names = ([before] if before else []) + (behind[1:] if factor else behind)
    currencies = _currencies(names[0]) if names else frozenset()
    value = _number(number, grouped=factor is None)
    if value is None or len(names) > 1 or (names and not currencies):
        return None
    amount = value * (factor or 1)
    if amount < LEAST_ROUNDED and amount % 1:
        # Whoever types 1.5 means millions, or a price: of neither is 2 the amount.
        return None
    whole = int(amount.quantize(Decimal(1), ROUND_HALF_UP))
    return Amount(value=whole, currencies=currencies) if whole < LIMIT else None


def _factor(word: str, language: str) -> int | None:
    return FACTORS.get(UNITS.find(word.rstrip("."), language) or "")


def _number(text: str, *, grouped: bool) -> Decimal | None:
    """Return a number with or without groups of three digits; with a unit behind it only spaces hold groups apart."""
    if PLAIN.fullmatch(text):
        return Decimal(text.replace(",", "."))
    hit = GROUPED.fullmatch(text)
    if hit is None or not (grouped or hit[2] == " "):
        return None
    return Decimal(f"{re.sub('[., ]', '', hit[1])}.{hit[3] or 0}")


def _currencies(word: str) -> frozenset[str]:
    """Return the codes of the currencies that a code or a symbol may mean: kr is three."""
    return NAMES.get(UNITS.find(word, FIRST) or "") or _codes_by_name().get(fold(word).rstrip("."), frozenset())


@cache
def _first_words() -> frozenset[str]:
    """Return the first word of each name of a currency."""
    return frozenset(name.partition(" ")[0] for name in _codes_by_name())


@cache
def _codes_by_name() -> dict[str, frozenset[str]]:
    """Return the codes by each code and by each symbol in any language."""
    found: dict[str, set[str]] = defaultdict(set)
    for code in map(str, Locale.parse(FIRST).currencies):
        for name in (code, *(get_currency_symbol(code, language) for language in LANGUAGES)):
            found[fold(name).rstrip(".")].add(code)
    return {name: frozenset(codes) for name, codes in found.items()}
