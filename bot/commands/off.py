"""Take days off: no nudges and no target on them."""

from __future__ import annotations

from datetime import date

from bot.arguments.day_range import DayRangeArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.replies import text_reply


@command(
    "off",
    help=msg("help", "Your days off"),
    args=(DayRangeArg(name="days", label=msg("field", "Days, such as 16-22 dec")),),
    examples=("off 16-22 dec", "off fri"),
)
def off(ctx: Context, days: tuple[date, date]) -> Reply:
    """Store leave from the first to the last day; raises UserMistake when all of it is past."""
    first, last = days
    if last < ctx.today:
        raise UserMistake("off", "{day} is in the past: choose a later day.", day=ctx.translator.day(last))
    wider = next((leave for leave in ctx.who.leave if leave.first <= first and last <= leave.last), None)
    if wider and (wider.first, wider.last) != (first, last):
        start, end = ctx.translator.day(wider.first), ctx.translator.day(wider.last)
        return text_reply(ctx.t("off", "You are off then already, from {first} to {last}.", first=start, last=end))
    # Said twice, it is one leave: Undo must not leave another behind.
    same = (leave for leave in ctx.who.leave if (leave.first, leave.last) == (first, last))
    leave = next(same, None) or ctx.work.people.add_leave(ctx.who.id, first, last)
    start, end = ctx.translator.day(first), ctx.translator.day(last)
    sentence = (
        ctx.t("off", "Off on {day}: no nudges.", day=start)
        if first == last
        else ctx.t("off", "Off from {first} to {last}: no nudges.", first=start, last=end)
    )
    undo = ctx.button(ctx.t("button", "Undo"), "off remove", leave=str(leave.id))
    return text_reply(sentence, buttons=(undo,))
