"""A range of days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.arguments.day_bounds import bounded_day
from bot.arguments.parser import Arg, Match, ParseContext
from bot.errors import UserMistake
from bot.language.dates import parse_range
from bot.language.tokens import Token, text_of


@dataclass(frozen=True, kw_only=True)
class DayRangeArg(Arg):
    """First and last day, such as 16-22 dec, read from all words; raises UserMistake for anything else and for days too
    far ahead."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        found = parse_range(text_of(words), context.today)
        if words and found is None:
            text = f'"{text_of(words)[:60]}"'
            raise UserMistake("off", "{text} is no time off: type 16-22 dec, fri or 24/12-2/1.", text=text)
        if found is None:
            return None
        bounded_day(found[1], context.today, context.translator, self.name)
        return Match(found, len(words))
