"""The day of a plan: before or behind the customers who are named."""

from __future__ import annotations

from collections.abc import Sequence

from bot.arguments.day_frame import frame_of, unquoted
from bot.arguments.parser import Arg, Match, ParseContext
from bot.arguments.until_day import UntilDayArg
from bot.errors import UserMistake
from bot.language.days.frame import Aim
from bot.language.days.reading import read_front
from bot.language.i18n import Quoted
from bot.language.tokens import Token
from bot.records import record


@record(kw_only=True)
class PlanDayArg(UntilDayArg):
    """A day from today on, in front of the names or behind them."""

    def match_front(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        used = self._front(words, context)
        return super().match(words[:used], context, ()) if used else None

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return bool(self._front(words, context))

    def _front(self, words: tuple[Token, ...], context: ParseContext) -> int:
        """Return how many words in front surely are a day."""
        texts = unquoted(words)
        reading = read_front(texts, frame_of(context, Aim.UNTIL)) if texts else None
        return reading.used if reading and reading.sure else 0

    def read(self, text: str, context: ParseContext) -> object:
        try:
            return super().read(text, context)
        except UserMistake as mistake:
            if mistake.field:
                raise
            raise UserMistake(
                "plan", "{text} is not a day, and a plan has at most three customers.", text=Quoted(text[:80])
            ) from mistake
