"""The argument for what is asked of a person a day: calls, visits, meetings, mails, offers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.arguments.parser import Arg, Match, ParseContext
from bot.domain.details import Kind
from bot.language.clause_words import clause_words
from bot.language.days.working_hours import parse_weekdays
from bot.language.tokens import Token
from bot.language.vocabulary import QUOTAS
from bot.records import record

WEEK = tuple(range(1, 8))
COUNT = re.compile("[0-9]{1,3}")
ENDS = ",;"
KINDS = {"call": Kind.CALL, "visit": Kind.VISIT, "meet": Kind.MEETING, "mail": Kind.MAIL, "offer": Kind.OFFER}

Quotas = tuple[tuple[Kind, int, int], ...]
"""(kind of contact, ISO weekday, count)."""


@record(kw_only=True)
class QuotasArg(Arg):
    """Counts a day, of calls where no kind is named: `8`, `mon-thu 8 fri 4`, `8 calls 2 visits`.

    Weekdays hold for the counts behind them until others are named. Without any a count holds for all seven, also days
    off: the working hours may change later, and nothing is asked for on a day off.
    """

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        found: dict[tuple[Kind, int], int] = {}
        days, at, used = WEEK, 0, 0
        while at < len(words):
            text = words[at].text.rstrip(ENDS)
            at += 1
            if COUNT.fullmatch(text):
                named = QUOTAS.find(words[at].text.rstrip(ENDS), context.language) if at < len(words) else None
                at += named is not None
                found |= {(KINDS[named or "call"], day): int(text) for day in days}
                used = at
            elif more := parse_weekdays(text):
                days = more
            elif not clause_words(context.language).only_joins.leading(words[at - 1 : at]):
                break
        value: Quotas = tuple((kind, day, count) for (kind, day), count in sorted(found.items()))
        return Match(value, used) if value else None

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return self.match(words, context, ()) is not None
