"""Give an account another name; whoever types the old one still finds it."""

from __future__ import annotations

from bot.arguments.account import AccountArg
from bot.arguments.keyword import OtherNameArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.account_fields import AccountField, FieldChange
from bot.domain.accounts import Account
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.language.names import NAME_LIMIT, account_key, clean_name
from bot.messages.card import Reply
from bot.views.access import authorize_account_change
from bot.views.account_changes import log_change
from bot.views.replies import receipt_reply


@command(
    "account rename",
    help=msg("help", "Give a customer another name; the old one is still understood"),
    args=(
        AccountArg(name="account", label=msg("field", "Account"), creates=False),
        OtherNameArg(name="name", label=msg("field", "New name")),
    ),
    examples=("account rename acme Acme Nordic",),
)
def account_rename(ctx: Context, account: Account, name: str) -> Reply:
    """Rename an account; raises UserMistake for a name that another account has or had, and for no new one."""
    authorize_account_change(ctx, account)
    new = clean_name(name, NAME_LIMIT)
    if not any(map(str.isalnum, new)):
        raise UserMistake("args", "Nothing of that name can be seen: type letters or digits.")
    if new == account.name:
        raise UserMistake("account", "{account} is called so already: type another name.", account=account.name)
    holder = ctx.work.accounts.by_key(account_key(new))
    if holder and holder.id != account.id:
        raise UserMistake(
            "account",
            "“{name}” already finds {holder}: to make them one, type “account merge {account} into {holder}”.",
            name=new,
            holder=holder.name,
            account=account.name,
        )
    entry = log_change(ctx, account, FieldChange(account=account.id, field=AccountField.NAME, value=new))
    line = ctx.translator.join((account.name, ctx.t("account", "now called {name}", name=new), entry.ref))
    return receipt_reply(ctx, entry, [line, ctx.t("account", "The old name still finds it.")])
