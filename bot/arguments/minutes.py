"""Minutes that something took: 25m, 1h, 90 min."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.arguments.keyword import ShapedWordsArg
from bot.arguments.parser import Arg, Match, ParseContext
from bot.errors import UserMistake
from bot.language.clause_words import clause_words
from bot.language.i18n import Quoted
from bot.language.tokens import Token
from bot.records import record

MOST_MINUTES = 24 * 60
DIGITS = 4
LENGTH = re.compile(r"([0-9]+)(?:([mhtg])| ?(mins?|minut\w*|hours?|hrs?|timer?|timm\w+|godz\w*|stund\w*|std)\.?)")
"""A number with the letter of a unit glued to it, or with the word of one; "3 machines" and "3 m" are no time."""
BARE = re.compile("[0-9]{1,4}")


def parse_minutes(text: str) -> int | None:
    """Return the minutes of 25m, 1h or 90 min; None for anything else. Raises UserMistake for none or over a day."""
    hit = LENGTH.fullmatch(text.casefold())
    if hit is None:
        return None
    unit = hit[2] or hit[3]
    # h, t, g and s are hours, timer and timmar, godziny, Stunden.
    return _checked(int(hit[1]) * (60 if unit[0] in "htgs" else 1) if len(hit[1]) <= DIGITS else 0, text)


def _checked(minutes: int, text: str) -> int:
    if 0 < minutes <= MOST_MINUTES:
        return minutes
    raise UserMistake("handoff", "{text} is not a length of time: type “1m” to “24h”.", text=Quoted(text[:40])).at(
        "minutes"
    )


@record(kw_only=True)
class SpentMinutesArg(ShapedWordsArg):
    """Minutes with or without a word for what they went into: 12m, "took 12 min"."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        lead = clause_words(context.language).spent.leading(words)
        found = super().match(words[lead:], context, after)
        return Match(found.value, lead + found.used) if found else None


@record(kw_only=True)
class MinutesArg(ShapedWordsArg):
    """Minutes anywhere in a line, or a bare number in front of it; the words before them stay free."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        for at in range(len(words)):
            if found := super().match(words[at:], context, after):
                return Match(found.value, found.used, at)
        if words and BARE.fullmatch(words[0].text):
            return Match(_checked(int(words[0].text), words[0].text), 1)
        return None
