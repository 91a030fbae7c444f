"""Set what an hour of a seller costs, from which the switchboard is priced."""

from __future__ import annotations

from bot.arguments.money import MoneyArg, money
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.people import ADMINS
from bot.language.amounts import Amount
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.money import currency_for
from bot.views.replies import text_reply
from bot.views.setup import saved_reply
from bot.views.switchboard import HOURLY_COST


@command(
    "admin cost",
    help=msg("help", "What an hour of a seller costs; 0 shows no costs"),
    roles=ADMINS,
    args=(MoneyArg(name="cost", label=msg("field", "Cost of an hour"), keyword="value", meaning=money),),
    examples=("admin cost 450",),
)
def admin_cost(ctx: Context, cost: Amount) -> Reply:
    """Store the price of an hour; with 0 nothing is priced, and hours alone are shown."""
    ctx.work.people.set_mark(HOURLY_COST, str(cost.value))
    if not cost.value:
        return text_reply(ctx.t("admin", "Saved: the switchboard shows hours, no costs."))
    shown = ctx.translator.value(cost.value, currency_for(ctx.work, None, ctx.who))
    return saved_reply(ctx, (ctx.t("field", "Cost of an hour"), shown))
