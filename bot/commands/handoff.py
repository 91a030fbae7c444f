"""Hand a customer straight to the desk that helps, so that the seller is no switchboard."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.arguments.basic import NAME_WORDS, PastDayArg, TextArg
from bot.arguments.entities import AccountArg
from bot.arguments.keyword import ShapedWordsArg
from bot.arguments.parser import Ambiguous, Arg, Candidate, Match, ParseContext
from bot.arguments.period import PeriodArg
from bot.dispatch.context import Context
from bot.dispatch.registry import Revision, command
from bot.domain.accounts import Account
from bot.domain.desks import Desk, HandOffSum
from bot.domain.entries import HandOff
from bot.domain.people import MANAGERS
from bot.domain.periods import Period, period_of, week_of
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.language.tokens import Token, text_of
from bot.messages.card import Card, Reply, Table, Text
from bot.messages.spreadsheet import Sheet
from bot.views.access import group_asked, team_asked
from bot.views.entries import logged
from bot.views.export import EXPORT, with_file
from bot.views.figures import team_figures
from bot.views.periods import title

MOST_MINUTES = 24 * 60
DESK = 40
"""Characters of a desk's name."""
SHOWN = 20


@dataclass(frozen=True, kw_only=True)
class DeskArg(Arg):
    """A desk by name; a new one is made after a button, never silently."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        if not words:
            return None
        for count in range(min(len(words), NAME_WORDS), 0, -1):
            desk = context.work.desks.by_name(text_of(words[:count]))
            if desk:
                return Match(desk, count)
        if self.optional:
            return None
        raise self._which(words[0].text[:DESK], context)

    def _which(self, name: str, context: ParseContext) -> Ambiguous:
        choices = [Candidate(label=desk.name, value=f"={desk.id}") for desk in context.work.desks.all()[:3]]
        if context.writes:
            choices.append(
                Candidate(label=context.translator.t("account", 'Create "{name}"', name=name), value=f"+{name}")
            )
        return Ambiguous(
            self.name, context.translator.t("handoff", 'No desk is called "{name}". Which one?', name=name), choices, 1
        )

    def restore(self, value: str, context: ParseContext) -> object:
        if value.startswith("+"):
            return context.work.desks.save(value[1:])
        known = {f"={desk.id}": desk for desk in context.work.desks.all()}
        if value not in known:
            raise UserMistake("handoff", "That desk is no longer there.")
        return known[value]


def minutes(text: str) -> int | None:
    """Return the minutes of 25m, 1h or 90 min; None for anything else."""
    hit = re.fullmatch(r"([0-9]{1,4}) ?(m|min|h|t|g)\w*", text.casefold())
    found = int(hit[1]) * (60 if hit[2] in "htg" else 1) if hit else 0
    return found if 0 < found <= MOST_MINUTES else None


def revised(old: HandOff, named: Mapping[str, Any]) -> HandOff:
    """Return a hand-off with what was named anew."""
    desk = named.get("desk")
    return replace(
        old,
        desk=desk.id if desk else old.desk,
        minutes=named.get("minutes", old.minutes),
        cause=named.get("cause", old.cause),
    )


@command(
    "handoff",
    help=msg("help", "Hand a customer straight to a desk"),
    args=(
        AccountArg(name="account", label=msg("field", "Account")),
        DeskArg(name="desk", label=msg("field", "Desk")),
        ShapedWordsArg(
            name="minutes",
            label=msg("field", "Minutes it took you"),
            meaning=minutes,
            words=2,
            optional=True,
            default=0,
        ),
        TextArg(name="cause", label=msg("field", "Cause"), optional=True, default="", multiline=False, limit=200),
        PastDayArg(name="on", label=msg("field", "Day")),
    ),
    revises=Revision(HandOff, revised),
    native="handoff",
    menu=70,
    examples=("handoff acme service 25m wrong item",),
)
def handoff(ctx: Context, account: Account, desk: Desk, minutes: int, cause: str, on: date | None) -> Reply:
    """Log a hand-off, and give the words that tell the customer the direct number."""
    entry = ctx.log(HandOff(desk=desk.id, minutes=minutes, cause=cause), account, on)
    spent = ctx.n("handoff", "{count} minute", "{count} minutes", minutes) if minutes else ""
    lines = [ctx.translator.join((ctx.t("handoff", "Handed off"), account.name, desk.name, spent, cause, entry.ref))]
    lines.append(_words_for_the_customer(ctx, desk))
    month = period_of("month", ctx.today)
    handed = ctx.work.desks.handoff_sums(month.first, month.last, person=ctx.who.id)
    total = sum(each.minutes for each in handed)
    lines.append(ctx.n("handoff", "This month: {count} minute.", "This month: {count} minutes.", total))
    return logged(ctx, entry, lines, figures={"minutes": total, "handoffs": sum(each.times for each in handed)})


def _words_for_the_customer(ctx: Context, desk: Desk) -> str:
    if not desk.phone:
        return ctx.t("handoff", "No number yet: an admin types admin desk {name} phone 55 12 34 56.", name=desk.name)
    text = ctx.t("handoff", "For this, {desk} helps you fastest: {phone}.", desk=desk.name, phone=desk.phone)
    return ctx.t("handoff", 'Tell the customer: "{text}"', text=text)


@command(
    "team switchboard",
    help=msg("help", "Minutes that went into passing customers on, by cause"),
    args=(PeriodArg(name="asked", label=msg("field", "Period"), optional=True), EXPORT),
    roles=MANAGERS,
    examples=("team switchboard", "team switchboard month"),
)
def team_switchboard(ctx: Context, asked: Period | None, export: str | None) -> Reply:
    """Show what was handed over, the costliest cause first, without names."""
    asked = asked or week_of(ctx.today)
    shown = team_asked(ctx)
    group_asked(ctx, shown, asked.name)
    handed = ctx.work.desks.handoff_sums(asked.first, asked.last, team=shown.id if shown else None)
    figures = team_figures(ctx.work, shown.id if shown else None, asked, ctx.today)
    figures |= {"minutes": sum(each.minutes for each in handed), "handoffs": sum(each.times for each in handed)}
    heading = ctx.translator.join((ctx.t("handoff", "Switchboard"), title(ctx.translator, asked)))
    sheet = _sheet(ctx, handed, f"{ctx.t('handoff', 'Switchboard')} {asked.first.isoformat()}")
    rows = tuple(tuple(str(cell) for cell in row) for row in sheet.rows[:SHOWN])
    empty = Text(text=ctx.t("handoff", "Nothing was handed over."))
    body = Table(header=sheet.header, rows=rows) if rows else empty
    return with_file(ctx, Reply(card=Card(title=heading, body=(body,)), figures=figures), export, sheet)


def _sheet(ctx: Context, handed: Sequence[HandOffSum], name: str) -> Sheet:
    header = (ctx.t("field", "Cause"), ctx.t("handoff", "Times"), ctx.t("handoff", "Minutes"))
    none = ctx.t("handoff", "no cause named")
    return Sheet(name=name, header=header, rows=tuple((h.cause or none, h.times, h.minutes) for h in handed))
