"""The argument for a period: a day, a week or a month."""

from __future__ import annotations

from collections.abc import Sequence

from bot.arguments.day_frame import unquoted
from bot.arguments.parser import Arg, Match, ParseContext
from bot.domain.periods import period_of
from bot.language.days.named_periods import read_period
from bot.language.tokens import Token, text_of
from bot.language.vocabulary import PERIODS
from bot.records import record


@record(kw_only=True)
class PeriodArg(Arg):
    """A period by its name or number: today, last week, month, november or w47."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        named = read_period(unquoted(words), context.today, context.language)
        if named:
            return Match(period_of(named[0], named[1]), named[2])
        for count in range(min(len(words), 2), 0, -1):
            if name := PERIODS.find(text_of(words[:count]), context.language):
                return Match(period_of(name, context.today), count)
        return None

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return self.match(words, context, ()) is not None
