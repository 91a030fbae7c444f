"""A range of days."""

from __future__ import annotations

from collections.abc import Sequence

from bot.arguments.back_at_work import until_back
from bot.arguments.day_bounds import bounded_day
from bot.arguments.day_frame import frame_of, unquoted
from bot.arguments.parser import Ambiguous, Arg, Candidate, Match, ParseContext
from bot.errors import UserMistake
from bot.language.days.frame import WHICH_DAY, Aim
from bot.language.days.ranges import LeaveReading, Span, read_leave
from bot.language.i18n import Quoted
from bot.language.tokens import Token, text_of
from bot.records import record


@record(kw_only=True)
class DayRangeArg(Arg):
    """First and last day, such as 16-22 dec, 2 weeks or "back on monday", read from all words.

    Raises UserMistake for anything else and for days too far ahead, Ambiguous where the days are not sure.
    """

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        if not words:
            return None
        if found := until_back(words, context):
            return found
        text = text_of(words)
        leave = read_leave(" ".join(unquoted(words)), frame_of(context, Aim.UNTIL))
        if leave is None:
            raise UserMistake(
                "off", "{text} is not time off: type “16-22 dec”, “fri” or “24/12-2/1”.", text=Quoted(text[:60])
            )
        if len(leave.spans) > 1 or leave.why:
            raise self._which(leave, text, len(words), context)
        bounded_day(leave.spans[0][1], context.today, context.translator, self.name)
        return Match(leave.spans[0], len(words))

    def _which(self, leave: LeaveReading, text: str, used: int, context: ParseContext) -> Ambiguous:
        title = context.translator.m(leave.why or WHICH_DAY, text=text[:60])
        choices = [
            Candidate(label=span_label(span, context), value=f"{span[0].isoformat()} - {span[1].isoformat()}")
            for span in leave.spans
        ]
        return Ambiguous(self.name, title, choices, used)


def span_label(span: Span, context: ParseContext) -> str:
    """Return a leave as people read it: its day, or its first and last."""
    first, last = (context.translator.day(day) for day in span)
    return first if first == last else f"{first} – {last}"
