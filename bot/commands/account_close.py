"""Close an account: no nudges and in no list, its history stays to be read."""

from __future__ import annotations

from bot.arguments.account import AccountArg
from bot.arguments.basic import ButtonValue, TextArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.account_fields import AccountField, FieldChange
from bot.domain.accounts import Account
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.messages.card import Button, Card, Reply, Style, Text
from bot.messages.press import Press, existing, typed_values
from bot.views.access import authorize_account_change
from bot.views.account_changes import log_change
from bot.views.account_counts import open_counts
from bot.views.replies import receipt_reply

LARGE = 3
"""Open promises, follow-ups and zeros from which a press is asked for."""


@command(
    "account close",
    help=msg("help", "Close a customer: no more nudges, the history stays"),
    args=(
        AccountArg(name="account", label=msg("field", "Account"), creates=False),
        TextArg(name="why", label=msg("field", "Why"), optional=True, default=""),
        ButtonValue(name="sure", label=msg("field", "Account")),
    ),
    examples=("account close akme moved abroad",),
)
def account_close(ctx: Context, account: Account, why: str, sure: str) -> Reply:
    """Close an account; where much is open, say what falls silent and ask first.

    Raises UserMistake for one that is closed already.
    """
    authorize_account_change(ctx, account)
    if account.closed is not None:
        raise UserMistake("account", "{account} is closed already.", account=account.name)
    opened, counted = open_counts(ctx, account)
    silent = ctx.t("account", "Silent from now on: {things}.", things=counted) if counted else ""
    press = Press(
        verb="account close", values={"account": existing(account.id), "sure": "1", **typed_values({"why": why})}
    )
    if opened >= LARGE and not sure and press.fits:
        title = ctx.t("account", "Close {account}?", account=account.name)
        close = Button(label=ctx.t("button", "Close"), press=press, style=Style.MAIN)
        return Reply(card=Card(title=title, body=(Text(text=silent),), buttons=(close,)), ok=False)
    entry = log_change(ctx, account, FieldChange(account=account.id, field=AccountField.CLOSED, value=why))
    line = ctx.translator.join((account.name, ctx.t("account", "closed"), why, entry.ref))
    back = ctx.t("account", "“account open {account}” brings it back.", account=account.name)
    return receipt_reply(ctx, entry, [line, *([silent] if silent else []), back])
