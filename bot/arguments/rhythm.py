"""The argument for a rhythm, such as every 3 weeks or varannan vecka."""

from __future__ import annotations

from collections.abc import Sequence

from bot.arguments.keyword import KeywordArg
from bot.arguments.parser import Arg, Match, ParseContext
from bot.errors import UserMistake
from bot.language.i18n import Quoted
from bot.language.rhythms import LONGEST, led_rhythm, parse_rhythm
from bot.language.tokens import Token, text_of
from bot.records import record


@record(kw_only=True)
class RhythmArg(KeywordArg):
    """A rhythm as it is printed or said; behind the keyword anything else is refused."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        return _led(words, context) or super().match(words, context, after)

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return super().recognises(words, context) or _led(words, context) is not None


def _led(words: tuple[Token, ...], context: ParseContext) -> Match | None:
    for count in range(min(LONGEST, len(words)), 0, -1):
        days = led_rhythm(text_of(words[:count]), context.language)
        if days:
            return Match(days, count)
    return None


def rhythm(text: str, context: ParseContext) -> int:
    """Return the days of a rhythm such as 3w, 10 days or every third week; raises UserMistake."""
    days = parse_rhythm(text, context.language)
    if not days:
        raise no_rhythm(text)
    return days


def no_rhythm(text: str) -> UserMistake:
    """Return what is wrong with words that are no rhythm, or one of no days."""
    return UserMistake("args", "{text} is not a rhythm: type “3w” or “10d”.", text=Quoted(text[:40]))
