"""Open an account that was closed."""

from __future__ import annotations

from bot.arguments.account import AccountArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.account_fields import AccountField, FieldChange
from bot.domain.accounts import Account
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.access import authorize_account_change
from bot.views.account_card import account_reply
from bot.views.account_changes import log_change, with_receipt


@command(
    "account open",
    help=msg("help", "Open a customer again that was closed"),
    args=(AccountArg(name="account", label=msg("field", "Account"), creates=False),),
    examples=("account open nordlys",),
)
def account_open(ctx: Context, account: Account) -> Reply:
    """Open an account and show its card; raises UserMistake for one that is open."""
    authorize_account_change(ctx, account)
    if account.closed is None:
        raise UserMistake("account", "{account} is open: to see it, type “account {account}”.", account=account.name)
    entry = log_change(ctx, account, FieldChange(account=account.id, field=AccountField.CLOSED, value=None))
    return with_receipt(ctx, account_reply(ctx, ctx.work.accounts.get(account.id)), entry)
