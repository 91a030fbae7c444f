"""The argument for an amount of money, with or without its keyword."""

from __future__ import annotations

from collections.abc import Sequence

from bot.arguments.keyword import KeywordArg
from bot.arguments.parser import Arg, Match, ParseContext
from bot.errors import UserMistake
from bot.language.amounts import Amount, parse_amount
from bot.language.i18n import Quoted
from bot.language.tokens import Token, text_of
from bot.records import record

LONGEST = 6
"""Words of the longest amount, such as NOK 1 250 000 000."""


@record(kw_only=True)
class MoneyArg(KeywordArg):
    """An amount such as `7M` or `450 000 kr`, behind its keyword or alone."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        return _bare(words, context) or super().match(words, context, after)

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return super().recognises(words, context) or _bare(words, context) is not None


def _bare(words: tuple[Token, ...], context: ParseContext) -> Match | None:
    for count in range(min(LONGEST, len(words)), 0, -1):
        amount = parse_amount(text_of(words[:count]), context.language)
        if amount is not None:
            return Match(amount, count)
    return None


def money(text: str, context: ParseContext) -> Amount:
    """Return the amount of a text; raises UserMistake."""
    amount = parse_amount(text, context.language)
    if amount is None:
        raise UserMistake("args", "{text} is not an amount: type “7M” or “450k”.", text=Quoted(text[:40]))
    return amount
