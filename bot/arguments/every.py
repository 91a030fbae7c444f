"""How often something comes back, anywhere in a line: 6w, every 6 weeks, hver 14. dag."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.arguments.parser import Arg, Match, ParseContext
from bot.arguments.rhythm import no_rhythm, rhythm
from bot.errors import UserMistake
from bot.language.rhythms import LONGEST, parse_rhythm
from bot.language.tokens import Token, text_of
from bot.language.vocabulary import KEYWORDS
from bot.records import record

NO_COUNT = re.compile("[0-9]+[.,][0-9]+|[0-9]{4,}")
MOST_DAYS = 731
"""Two years: as far ahead as any day that people name."""


@record(kw_only=True)
class EveryArg(Arg):
    """A rhythm or a length of time, the last that the words hold; the words before it stay free.

    The keyword `off` as the last word ends it: the value is 0.
    """

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        if words and not words[-1].quoted and _is_off(words[-1].text, context):
            return Match(0, 1, len(words) - 1)
        for end in range(len(words), 0, -1):
            for start in range(max(0, end - LONGEST), end):
                said = words[start:end]
                days = None if any(word.quoted for word in said) else parse_rhythm(text_of(said), context.language)
                if days is not None:
                    counted = (
                        start and end - start == 1 and not said[0].text[:1].isdigit() and _counts_none(words[start - 1])
                    )
                    front = start - 1 if counted else start
                    return Match(_checked(0 if counted else days, text_of(words[front:end])), end - start, start)
        return None

    def read(self, text: str, context: ParseContext) -> object:
        return 0 if _is_off(text, context) else _checked(rhythm(text, context), text)


def _counts_none(word: Token) -> bool:
    """Whether a word in front of a unit is a number that counts none of it: "every 1.5 weeks" is no week."""
    return not word.quoted and NO_COUNT.fullmatch(word.text) is not None


def _is_off(text: str, context: ParseContext) -> bool:
    return KEYWORDS.find(text, context.language) == "off"


def _checked(days: int, text: str) -> int:
    if not days:
        raise no_rhythm(text)
    if days > MOST_DAYS:
        raise UserMistake("args", "{text} is more than two years: type a shorter time.", text=text[:40]).at("every")
    return days
