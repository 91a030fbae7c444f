"""Log minutes that went into what no customer has any use of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.arguments.basic import TextArg
from bot.arguments.minutes import MinutesArg
from bot.arguments.past_day import PastDayArg
from bot.dispatch.context import Context
from bot.dispatch.registry import Revision, command
from bot.domain.details import Junk
from bot.domain.periods import week_of
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.entries import minutes_text
from bot.views.replies import receipt_reply


def revise_junk(old: Junk, changes: Mapping[str, Any]) -> Junk:
    """Return junk with edited minutes or words."""
    return replace(old, **changes)


@command(
    "junk",
    help=msg("help", "Minutes that no customer had any use of"),
    args=(
        MinutesArg(name="minutes", label=msg("field", "Minutes it took you")),
        TextArg(name="what", label=msg("field", "What it was"), multiline=False, limit=200),
        PastDayArg(name="on", label=msg("field", "Day")),
    ),
    fact=True,
    revises=Revision(Junk, revise_junk),
    examples=("junk 30m internal report",),
)
def junk(ctx: Context, minutes: int, what: str, on: date | None) -> Reply:
    """Log minutes for today, or the past day `on`; the receipt has those of that week."""
    entry = ctx.log(Junk(minutes=minutes, what=what), None, on)
    week = week_of(entry.day)
    total = sum(each.minutes for each in ctx.work.junk.sums(ctx.who.id, week.first, week.last))
    lines = [
        ctx.translator.join((ctx.t("junk", "Junk"), what, minutes_text(ctx, minutes), entry.ref)),
        ctx.n("junk", "This week: {count} minute.", "This week: {count} minutes.", total),
    ]
    return receipt_reply(ctx, entry, lines, figures={"minutes": total})
