"""Minutes that something took: 25m, 1h 30m, 1.5 h, 90 min."""

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
HOURS = re.compile(
    r"([0-9]+)(?:[.,]([0-9]{1,2}))?"
    r"(?:[htg](?:([0-9]{1,2})m?)?| ?(?:h|hours?|hrs?|timer?|timm[^\W\d]+|godz[^\W\d]*|stund[^\W\d]*|std)\.?)"
    r"(?: ([0-9]{1,2}) ?(?:m|mins?|minut\w*)\.?)?"
)
"""Hours, perhaps with a part of one, and minutes behind them: 1h, 1,5 timer, 1h30, 1 hour 30 minutes.

h, t and g are hours, timer and timmar, godziny.
"""
MINUTES = re.compile(r"([0-9]+)(?:m| ?(?:mins?|minut\w*)\.?)")
"""A number with the letter of a unit glued to it, or with the word of one; "3 machines" and "3 m" are no time."""
LENGTH_WORDS = 4
"""Words of the longest one: 1 hour 30 minutes."""
BARE = re.compile("[0-9]{1,4}")


def parse_minutes(text: str) -> int | None:
    """Return the minutes of 25m, 1h 30m or 90 min; None for anything else.

    Raises UserMistake for none, and for more than a day has.
    """
    folded = text.casefold()
    if hit := MINUTES.fullmatch(folded):
        return _checked(_number(hit[1]), text)
    if hit := HOURS.fullmatch(folded):
        part = round(60 * float(f"0.{hit[2] or 0}"))
        return _checked(60 * _number(hit[1]) + part + int(hit[3] or hit[4] or 0), text)
    return None


def is_length(text: str) -> bool:
    """Whether a text is a length of time, of whatever minutes."""
    return any(pattern.fullmatch(text.casefold()) for pattern in (MINUTES, HOURS))


def _number(digits: str) -> int:
    """Return a number of few digits; one of more is longer than any day."""
    return int(digits) if len(digits) <= DIGITS else 2 * MOST_MINUTES


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
        known = clause_words(context.language)
        lead = known.spent.leading(words)
        found = super().match(words[lead:], context, after)
        used = lead + found.used if found else 0
        return Match(found.value, used) if found and not known.unspent.leading(words[used:]) else None

    def match_clause(self, words: tuple[Token, ...], context: ParseContext) -> Match | None:
        # What follows is what they went into: "20 minutes on a wrong label".
        return self.match(words, context, ())


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
