"""Put a customer first in the plan of a day; the button of the evening and of the plan."""

from __future__ import annotations

from datetime import date

from bot.arguments.account import AccountArg
from bot.arguments.until_day import UntilDayArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.accounts import Account
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.plan import plan_reply, planned_accounts, planning_day


@command(
    "firstcall",
    help=msg("help", "Puts a customer first in your plan"),
    args=(
        AccountArg(name="account", label=msg("field", "First call")),
        UntilDayArg(name="due", label=msg("field", "Day"), optional=True, hidden=True, allows_past=True),
    ),
    hidden=True,
)
def firstcall(ctx: Context, account: Account, due: date | None) -> Reply:
    """Put a customer in front of what is planned for a day; for one that has passed, of the next working day."""
    day = due if due and due >= ctx.today else planning_day(ctx)
    return plan_reply(ctx, [account, *planned_accounts(ctx, day)], day)
