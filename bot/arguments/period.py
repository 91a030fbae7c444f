"""The argument for a period: a day, a week or a month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.arguments.parser import Arg, Match, ParseContext
from bot.domain.periods import period_of, week_of
from bot.language.dates import parse_week
from bot.language.tokens import Token, text_of
from bot.language.vocabulary import PERIODS


@dataclass(frozen=True, kw_only=True)
class PeriodArg(Arg):
    """A period by its name or its week number: today, week, month or w47, in any language."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        for count in range(min(len(words), 2), 0, -1):
            text = text_of(words[:count])
            monday = parse_week(text, context.today)
            if monday:
                return Match(week_of(monday), count)
            if name := PERIODS.find(text, context.language):
                return Match(period_of(name, context.today), count)
        return None

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return self.match(words, context, ()) is not None
