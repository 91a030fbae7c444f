"""Be off at once because of illness; people say it in words of their own, and so it is not typed as a verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.arguments.back_at_work import until_back
from bot.arguments.basic import ButtonValue
from bot.arguments.day_range import DayRangeArg
from bot.arguments.parser import Match, ParseContext
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.periods import rest_of_week
from bot.errors import UserMistake
from bot.language.day_arithmetic import plus_days
from bot.language.i18n import msg
from bot.language.tokens import Token, text_of
from bot.language.vocabulary import KEYWORDS
from bot.messages.card import Button, Reply
from bot.records import record
from bot.views.replies import text_reply

UNTIL: tuple[str | None, ...] = ("until", "by")
"""Keywords behind which the last day stands."""


@record(kw_only=True)
class SickDaysArg(DayRangeArg):
    """First and last day of an illness; behind a word such as until it begins today."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[object]) -> Match | None:
        if found := until_back(words, context):
            return found
        until = _until(words, context.language)
        # Counted from today also for who is off already: an illness that lasts longer was said before.
        at_work = replace(context, who=replace(context.who, leave=()))
        found = super().match(words[until:], at_work, ())
        if found is None or not until or not isinstance(found.value, tuple):
            return found
        first, last = found.value
        # Until a day includes it; until a week is up to the day before it.
        return Match((context.today, last if first == last else max(context.today, plus_days(first, -1))), len(words))


def _until(words: tuple[Token, ...], language: str) -> int:
    """Return how many words say that a day behind them is the last, the longest phrase; 0 for none."""
    counts = range(min(len(words), KEYWORDS.longest), 0, -1)
    return next((n for n in counts if KEYWORDS.find(text_of(words[:n]), language) in UNTIL), 0)


@command(
    "sick",
    help=msg("help", "Off because of illness"),
    hidden=True,
    args=(
        SickDaysArg(name="days", label=msg("field", "Days, such as 16-22 dec"), optional=True),
        ButtonValue(name="instead", label=msg("field", "Days, such as 16-22 dec")),
    ),
)
def sick(ctx: Context, days: tuple[date, date] | None, instead: str) -> Reply:
    """Store leave for the days, today if none are named; raises UserMistake when all of them are past.

    `instead` is the id of leave that these days replace, as when a day becomes several.
    """
    first, last = days or (ctx.today, ctx.today)
    if last < ctx.today:
        raise UserMistake("off", "{day} is in the past: choose a later day.", day=ctx.translator.day(last))
    # Pressed twice, or after Undo: the days would be off a second time, and Undo takes back one of them.
    if instead and not (instead.isdecimal() and ctx.work.people.drop_leave(ctx.who.id, int(instead))):
        return text_reply(ctx.t("off", "Those days were not off."))
    # Said twice, it is one leave: Undo must not leave another behind.
    same = (leave for leave in ctx.who.leave if (leave.first, leave.last) == (first, last))
    leave = next(same, None) or ctx.work.people.add_leave(ctx.who.id, first, last)
    start, end = ctx.translator.day(first), ctx.translator.day(last)
    sentence = (
        ctx.t("off", "Off on {day}. Get well.", day=start)
        if first == last
        else ctx.t("off", "Off from {first} to {last}. Get well.", first=start, last=end)
    )
    undo = ctx.button(ctx.t("button", "Undo"), "off remove", leave=str(leave.id))
    longer = _until_friday(ctx, leave.id) if (first, last) == (ctx.today, ctx.today) else ()
    return text_reply(sentence, buttons=(*longer, undo))


def _until_friday(ctx: Context, leave: int) -> tuple[Button, ...]:
    """Return the button for the rest of the working week, none from Friday on."""
    rest = rest_of_week(ctx.today)
    if rest is None:
        return ()
    days = f"{rest.first.isoformat()} - {rest.last.isoformat()}"
    return (ctx.button(ctx.t("button", "Until Friday"), "sick", days=days, instead=str(leave)),)
