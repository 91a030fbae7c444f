"""The argument for what was offered: an amount of money behind the customer or at the end of what is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from bot.arguments.account import find_account_in
from bot.arguments.day_frame import names_past_day
from bot.arguments.money import LONGEST, money
from bot.arguments.parser import Arg, Match, ParseContext
from bot.language.amounts import Amount, may_begin_amount, parse_amount
from bot.language.clause_words import clause_words
from bot.language.phrases import plain_text, typable, typable_phrases
from bot.language.tokens import Token, text_of
from bot.records import changed, record

WHOLE = re.compile(r"[0-9]+|[0-9]{1,3}(?:[., ][0-9]{3})+")
"""A number without a unit or a currency that may be an amount: not "12.5", which may as well be a day."""
DIGIT = re.compile("[0-9]")
BEFORE = 3
"""Words in front of the number of an amount: a preposition and its currency, which has two at most."""
METRES = re.compile(r"[0-9] ?[mM]")
"""An amount that may as well be a length."""

LARGE, LATEST = 1000, 2100
"""A number alone from which it is an amount behind a word such as "for", and from which it is no year."""
YEAR = 4
"""Digits of a year."""


@record(kw_only=True)
class OfferedArg(Arg):
    """An amount such as `120k` or `NOK 120 000`, perhaps behind a word such as "of" or "for".

    1. It stands first, or at the end behind what was offered, as in "two machines for 120k".
    2. A number alone is one only where nothing else is said: "offer acme 12 chairs" names no amount. Neither does a
       length, as in "3m cable".
    """

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        found = ((at, *hit) for at in _near_numbers(words) if (hit := _amount_at(words, at, context)))
        return next((Match(amount, used, at) for at, amount, used in found), None)

    def read(self, text: str, context: ParseContext) -> object:
        return money(text, context)

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return 0 in _near_numbers(words) and _amount_at(words, 0, context) is not None


def amount_at_end(words: tuple[Token, ...], context: ParseContext) -> int:
    """Return how many words at the end are an amount, with its preposition; 0 for none, and where nothing else is."""
    for at in _near_numbers(words):
        hit = _amount_at(words, at, context) if at else None
        if hit and at + hit[1] == len(words):
            return hit[1]
    return 0


def amounts_inside(words: tuple[Token, ...], context: ParseContext) -> Iterator[tuple[int, int]]:
    """Yield where amounts begin and end behind other words: those that "for" leads to, with it, and one at the end.

    So do those right before a customer, as in "sent offer 12k to Acme". A number alone is one where it can be no year
    and no count of a few things.
    """
    leads = typable("money", "of", context.language)
    for at in _near_numbers(words):
        if 0 < at < len(words) - 1:
            led = int(plain_text(words[at].text) in leads)
            ends = (
                end
                for end, amount in _amounts(words, at + led, context)
                if _is_money(words[at + led : end], words[end:], amount, context)
                and (led or _is_before_customer(words, end, context))
            )
            yield from ((at, end) for end in islice(ends, 1))
    if count := amount_at_end(words, context):
        yield len(words) - count, len(words)


def _is_before_customer(words: tuple[Token, ...], end: int, context: ParseContext) -> bool:
    """Whether a preposition and the name of a customer stand behind an amount, perhaps with "sent" before them."""
    known = clause_words(context.language)
    sent = end + known.sent.leading(words[end:])
    led = known.leads.leading(words[sent:])
    named = find_account_in(words, context) if led else None
    return named is not None and named.at == sent + led


def _is_money(words: tuple[Token, ...], behind: tuple[Token, ...], amount: Amount, context: ParseContext) -> bool:
    """Whether an amount behind a word that leads to one is surely no year, length or count."""
    text, known = text_of(words), clause_words(context.language)
    if amount.currencies or not text[-1:].isdigit():
        return not METRES.fullmatch(text[-2:])
    follows = (known.leads, known.sent, typable_phrases("money", "of", context.language))
    counts = behind and not any(each.leading(behind) for each in follows)
    if not WHOLE.fullmatch(text) or (counts and not names_past_day(behind, context)):
        return False
    return amount.value >= LARGE and (len(text) > YEAR or amount.value >= LATEST)


def is_amount(words: tuple[Token, ...], context: ParseContext) -> bool:
    """Whether words are an amount, perhaps with its preposition, and nothing else."""
    hit = _amount_at(words, 0, context) if 0 in _near_numbers(words) else None
    return hit is not None and hit[1] == len(words)


def _amount_at(words: tuple[Token, ...], at: int, context: ParseContext) -> tuple[Amount, int] | None:
    """Return the amount that begins at a word, with how many words are it and its preposition."""
    led = int(plain_text(words[at].text) in typable("money", "of", context.language))
    for end, amount in _amounts(words, at + led, context):
        if (led or not at) and _is_money(words[at + led : end], words[end:], amount, context):
            return amount, end - at
        behind, text = words[end:], text_of(words[at + led : end])
        ends = not behind or names_past_day(behind, context)
        bare = WHOLE.fullmatch(text) is not None
        unit = bool(amount.currencies) or not (bare or text[-1:].isdigit())
        if (ends and (unit or (bare and not at))) or (unit and not at and not METRES.fullmatch(text[-2:])):
            return amount, end - at
    return None


def _near_numbers(words: tuple[Token, ...]) -> range:
    """Return the words with which an amount may begin: those with a number, and between them, and a few before."""
    numbers = [at for at, word in enumerate(words) if DIGIT.search(word.text)]
    return range(max(0, numbers[0] - BEFORE), numbers[-1] + 1) if numbers else range(0)


def _amounts(words: tuple[Token, ...], at: int, context: ParseContext) -> Iterator[tuple[int, Amount]]:
    """Yield the amounts that begin at a word, the longest first, each with the place of the word behind it."""
    if not words[at:] or not may_begin_amount(words[at].text):
        return
    for end in range(min(len(words), at + LONGEST), at, -1):
        if True in [word.quoted for word in words[at:end]]:
            continue
        typed = text_of(words[at:end])
        amount = parse_amount(typed, context.language)
        if amount is not None:
            yield end, changed(amount, typed=typed)
