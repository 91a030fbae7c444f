"""A range of days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.arguments.day_bounds import bounded_day
from bot.arguments.parser import Arg, Match, ParseContext
from bot.domain.calendar import calendar_of
from bot.errors import UserMistake
from bot.language.dates import LONGEST_LEAVE, parse_length, parse_range
from bot.language.day_arithmetic import plus_days, plus_months
from bot.language.i18n import Quoted
from bot.language.tokens import Token, text_of


@dataclass(frozen=True, kw_only=True)
class DayRangeArg(Arg):
    """First and last day, such as 16-22 dec or 2 weeks, read from all words.

    Raises UserMistake for anything else and for days too far ahead.
    """

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        if not words:
            return None
        text = text_of(words)
        length = parse_length(text, context.today)
        found = _days_of_length(*length, context) if length else parse_range(text, context.today)
        if found is None:
            raise UserMistake(
                "off", "{text} is not time off: type “16-22 dec”, “fri” or “24/12-2/1”.", text=Quoted(text[:60])
            )
        bounded_day(found[1], context.today, context.translator, self.name)
        return Match(found, len(words))


def _days_of_length(count: int, unit: str, first: date, context: ParseContext) -> tuple[date, date] | None:
    """Return workdays of the person's own calendar, or whole weeks or months; None for no day and for over a year."""
    match unit:
        case "week":
            last = plus_days(first, 7 * count - 1)
        case "month":
            last = plus_days(plus_months(first, count), -1)
        case _:
            workdays = calendar_of(context.who)
            last = first = workdays.workday_from(first)
            for _ in range(min(count, LONGEST_LEAVE + 1) - 1):
                last = workdays.next_workday(last)
    return (first, last) if count and (last - first).days <= LONGEST_LEAVE else None
