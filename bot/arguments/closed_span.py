"""Days that a company closes, such as `24/12` or `27-30 dec`, in front of their name."""

from __future__ import annotations

from collections.abc import Sequence

from bot.arguments.day_frame import frame_of, unquoted
from bot.arguments.day_range import DayRangeArg
from bot.arguments.parser import Match, ParseContext
from bot.errors import UserMistake
from bot.language.days.frame import Aim
from bot.language.days.ranges import MOST_WORDS, read_leave
from bot.language.i18n import Quoted
from bot.language.tokens import Token, text_of
from bot.records import record


@record(kw_only=True)
class ClosedSpanArg(DayRangeArg):
    """First and last day, in the longest of the first words that say days; the words behind them are not its own.

    Raises UserMistake where the first word says no day, Ambiguous where the days are not sure.
    """

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[object]) -> Match | None:
        if not words:
            return None
        frame = frame_of(context, Aim.UNTIL)
        counts = range(min(len(words), MOST_WORDS), 0, -1)
        used = next((n for n in counts if read_leave(" ".join(unquoted(words[:n])), frame)), 0)
        if not used:
            raise UserMistake(
                "admin",
                "{text} is not a day: type “24/12”, “2 jan” or “27-30 dec”, then its name.",
                text=Quoted(text_of(words)[:60]),
            ).at(self.name)
        return super().match(words[:used], context, ())
