"""Own days off: no nudge, no target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.arguments.keyword import count
from bot.arguments.parser import Arg, Match, ParseContext
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.errors import UserMistake
from bot.language.dates import parse_range
from bot.language.i18n import msg
from bot.language.tokens import Token, text_of
from bot.messages.card import Card, Reply, Text


@dataclass(frozen=True, kw_only=True)
class DayRangeArg(Arg):
    """Days such as 16-22 dec, all of the line."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        found = parse_range(text_of(words), context.today)
        if words and found is None:
            text = f'"{text_of(words)[:60]}"'
            raise UserMistake("off", "{text} is no time off: type 16-22 dec, fri or 24/12-2/1.", text=text)
        return Match(found, len(words)) if found else None


@command(
    "off",
    help=msg("help", "Your days off"),
    args=(DayRangeArg(name="days", label=msg("field", "Days, such as 16-22 dec")),),
    examples=("off 16-22 dec", "off fri"),
)
def off(ctx: Context, days: tuple[date, date]) -> Reply:
    """Keep days free of nudges and targets."""
    first, last = days
    if last < ctx.today:
        raise UserMistake("off", "{day} is past: days off lie ahead.", day=ctx.translator.day(last))
    leave = ctx.work.people.add_leave(ctx.who.id, first, last)
    sentence = ctx.t(
        "off", "Off from {first} to {last}: no nudges.", first=ctx.translator.day(first), last=ctx.translator.day(last)
    )
    back = ctx.button(ctx.t("button", "Undo"), "off remove", leave=str(leave.id))
    return Reply(card=Card(body=(Text(text=sentence),), buttons=(back,)))


@dataclass(frozen=True, kw_only=True)
class LeaveArg(Arg):
    """The number of days off, as a button carries it."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        return Match(count(words[0].text, context), 1) if words else None


@command(
    "off remove",
    help=msg("help", "Takes days off back"),
    hidden=True,
    args=(LeaveArg(name="leave", label=msg("field", "Days, such as 16-22 dec")),),
)
def off_remove(ctx: Context, leave: int) -> Reply:
    """Take days off back."""
    gone = ctx.work.people.drop_leave(ctx.who.id, leave)
    sentence = ctx.t("off", "Those days are working days again.") if gone else ctx.t("off", "Those days were not off.")
    return Reply(card=Card(body=(Text(text=sentence),)))
