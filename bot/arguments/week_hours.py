"""Working hours of a week, such as `mon-thu 08:00-16:00, fri 8-14`, or of the days that are worked: `8-16`."""

from __future__ import annotations

from collections.abc import Sequence

from bot.arguments.parser import Arg, Match, ParseContext
from bot.domain.people import Hours
from bot.errors import UserMistake
from bot.language.days.working_hours import WorkingHours, read_working_hours
from bot.language.i18n import Quoted
from bot.language.tokens import Token
from bot.records import record


@record(kw_only=True)
class WeekHoursArg(Arg):
    """Hours by weekday; the value is (ISO weekday, start, end) triples, with weekday 0 for hours that name no days.

    Raises UserMistake for hours that end before they begin.
    """

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        found = _read(words, context)
        if found.backwards:
            raise UserMistake(
                "args",
                "{text} ends before it begins: type the hours of one day, such as “mon-fri 08:00-16:00”.",
                text=Quoted(found.backwards[:40]),
            ).at(self.name)
        spans = tuple((day, *span) for day, span in sorted(found.spans.items()))
        return Match(spans, found.used) if spans else None

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        found = _read(words, context)
        return bool(found.spans or found.backwards)


def _read(words: Sequence[Token], context: ParseContext) -> WorkingHours:
    return read_working_hours([word.text for word in words], context.language)


def hours_of(typed: Hours, worked: Hours) -> Hours:
    """Return typed hours by weekday; where they name no days, they are those of the days worked until now."""
    anywhere = [(start, end) for day, start, end in typed if not day]
    named = {day: (start, end) for day, start, end in typed if day}
    days = {day: anywhere[-1] for day, _, _ in worked} if anywhere else {}
    return tuple((day, *span) for day, span in sorted((days | named).items()))
