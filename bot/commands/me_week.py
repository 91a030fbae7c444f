"""One's own figures of a period, against one's own target."""

from __future__ import annotations

from bot.arguments.period import PeriodArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.periods import Period, week_of
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.person import person_reply


@command(
    "me week",
    help=msg("help", "Your own week against your own target"),
    reads=True,
    examples=("me week",),
    args=(PeriodArg(name="period", label=msg("field", "Period"), optional=True),),
)
def me_week(ctx: Context, period: Period | None) -> Reply:
    """Show one's own figures of a period, by default of this week."""
    return person_reply(ctx, ctx.who, period or week_of(ctx.today))
