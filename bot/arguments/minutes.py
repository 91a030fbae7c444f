"""Minutes that something took: 25m, 1h 30m, 1.5 h, 90 min, half an hour."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from bot.arguments.day_frame import unquoted
from bot.arguments.parser import Arg, Match, ParseContext
from bot.errors import UserMistake
from bot.language.clause_words import clause_words
from bot.language.days.lengths import leading_length
from bot.language.i18n import Quoted
from bot.language.names import ENDS
from bot.language.phrases import typable_phrases
from bot.language.tokens import Token, text_of
from bot.records import record

MOST_MINUTES = 24 * 60
DIGITS = 4
HOURS = re.compile(
    r"([0-9]+)(?:[.,]([0-9]{1,2}))?"
    r"(?:[htg](?:([0-9]{1,2})(?:m|min)?)?"
    r"| ?(?:h|hours?|hrs?|timer?|tim|timm[^\W\d]+|godz[^\W\d]*|stund[^\W\d]*|std)\.?)"
    r"(?: ([0-9]{1,2}) ?(?:m|mins?|minut\w*)\.?)?"
)
"""Hours, perhaps with a part of one, and minutes behind them: 1h, 1,5 timer, 1h30, 1 hour 30 minutes.

h, t and g are hours, timer and timmar, godziny.
"""
CLOCK = re.compile(r"([0-9]{1,2}):([0-5][0-9]) ?(?:[htg]|hours?|hrs?|timer|tim|timmar|godz[^\W\d]*|stunden?|std)\.?")
"""Hours and minutes as a clock shows them, with a unit: 1:30 h."""
MINUTES = re.compile(r"([0-9]+)(?:m| ?(?:mins?|minut\w*)\.?)")
"""A number with the letter of a unit glued to it, or with the word of one; "3 machines" and "3 m" are no time."""
LENGTH_WORDS = 4
"""Words of the longest one: 1 hour 30 minutes."""
BARE = re.compile("[0-9]{1,4}")
PAST_HOUR = re.compile("[0-5][0-9]")
QUARTERS = ("15", "30", "45")
"""Minutes that stand behind hours without their unit, whatever follows: "1h 30 wrong part"."""


def parse_minutes(text: str) -> int | None:
    """Return the minutes of 25m, 1h 30m or 90 min; None for anything else.

    Raises UserMistake for none, and for more than a day has.
    """
    folded = text.casefold()
    if hit := MINUTES.fullmatch(folded):
        return _checked(_number(hit[1]), text)
    if hit := CLOCK.fullmatch(folded):
        return _checked(60 * _number(hit[1]) + int(hit[2]), text)
    if hit := HOURS.fullmatch(folded):
        part = round(60 * float(f"0.{hit[2] or 0}"))
        return _checked(60 * _number(hit[1]) + part + int(hit[3] or hit[4] or 0), text)
    return None


def _number(digits: str) -> int:
    """Return a number of few digits; one of more is longer than any day."""
    return int(digits) if len(digits) <= DIGITS else 2 * MOST_MINUTES


def _checked(minutes: int, text: str) -> int:
    if 0 < minutes <= MOST_MINUTES:
        return minutes
    raise UserMistake("handoff", "{text} is not a length of time: type “1m” to “24h”.", text=Quoted(text[:40])).at(
        "minutes"
    )


def leading_minutes(words: tuple[Token, ...], language: str, *, bare: bool = False) -> Match | None:
    """Match a length of time that words begin with, in digits or in words; None for what is late by it, or so long ago.

    With `bare` an hour or a quarter of one may stand without its number. Raises UserMistake.
    """
    found = _in_digits(words) or _in_words(words, language, bare=bare)
    behind, known = words[found.used :] if found else (), clause_words(language)
    late = known.late_by.leading(behind)
    # "20m late" is by how much, "20m late invoice" took so long.
    ends = late and (late == len(behind) or behind[late - 1].text[-1:] in ENDS)
    return None if ends or known.unspent.leading(behind) else found


def _in_digits(words: tuple[Token, ...]) -> Match | None:
    for count in range(min(LENGTH_WORDS, len(words)), 0, -1):
        if (minutes := parse_minutes(text_of(words[:count]))) is not None:
            past = (
                _past_hour(words[count:]) if minutes % 60 == 0 and not MINUTES.fullmatch(text_of(words[:count])) else 0
            )
            return Match(minutes + past, count + bool(past))
    return None


def _past_hour(words: tuple[Token, ...]) -> int:
    """Return the minutes without a unit that stand behind hours, as in "1h 30"; 0 for none.

    Two digits may count what follows, so that only a quarter is sure there: "1h 12 pallets".
    """
    typed = words[0].bare if words and not words[0].quoted else ""
    alone = len(words) == 1 or (bool(words) and words[0].text[-1:] in ENDS)
    return int(typed) if PAST_HOUR.fullmatch(typed) and (alone or typed in QUARTERS) else 0


def _in_words(words: tuple[Token, ...], language: str, *, bare: bool) -> Match | None:
    # What has digits is read by its shape alone: "3 t" may be tons.
    if not words or words[0].text[:1].isdigit():
        return None
    found = leading_length(unquoted(words), language, bare=bare)
    return Match(_checked(found[0], text_of(words[: found[1]])), found[1]) if found else None


def spent_minutes(words: tuple[Token, ...], language: str) -> Match | None:
    """Match a length of time that words begin with, with what says that it was spent around it: "took 12 min".

    Raises UserMistake.
    """
    spent = clause_words(language).spent
    lead = spent.leading(words) or typable_phrases("days", "after", language).leading(words)
    around = (typable_phrases("hours", "around", language), typable_phrases("days", "ago_before", language))
    lead += next((count for each in around if (count := each.leading(words[lead:]))), 0)
    alone = leading_minutes(words[lead:], language, bare=True)
    found = alone if alone and (lead or alone.used == len(words)) else leading_minutes(words[lead:], language)
    if found is None:
        return None
    used = lead + found.used
    return Match(found.value, used + spent.leading(words[used:]))


@record(kw_only=True)
class SpentMinutesArg(Arg):
    """Minutes with or without a word for what they went into: 12m, "took 12 min", "after half an hour"."""

    of_others: ClassVar[bool] = True

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        return spent_minutes(words, context.language)

    def match_clause(self, words: tuple[Token, ...], context: ParseContext) -> Match | None:
        # What follows is what they went into: "20 minutes on a wrong label".
        return self.match(words, context, ())

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return self.match(words, context, ()) is not None


@record(kw_only=True)
class MinutesArg(Arg):
    """Minutes anywhere in a line, or a bare number in front of it; the words before them stay free."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        for at in range(len(words)):
            if found := leading_minutes(words[at:], context.language, bare=len(words) == at + 1):
                return Match(found.value, found.used, at)
        if words and BARE.fullmatch(words[0].text):
            return Match(_checked(int(words[0].text), words[0].text), 1)
        return None

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return self.match(words, context, ()) is not None
