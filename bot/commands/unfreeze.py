"""Take up a customer again who was left alone on purpose."""

from __future__ import annotations

from datetime import date

from bot.arguments.account_behind import AccountBehindArg
from bot.arguments.basic import TextArg
from bot.arguments.past_day import PastDayArg
from bot.dispatch.context import Context
from bot.dispatch.registry import Revision, command
from bot.domain.accounts import Account
from bot.domain.audit import AuditAction
from bot.domain.details import Freeze
from bot.domain.resting import Rest
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.messages.press import existing
from bot.views.access import record_change
from bot.views.replies import receipt_reply, text_reply
from bot.views.resting import revise_freeze


@command(
    "unfreeze",
    help=msg("help", "Take up a frozen customer again"),
    args=(
        AccountBehindArg(name="account", label=msg("field", "Account"), creates=False),
        TextArg(name="why", label=msg("field", "Why"), optional=True, default=""),
        PastDayArg(name="on", label=msg("field", "Day")),
    ),
    revises=Revision(Freeze, revise_freeze, when=lambda detail: detail.over),
    examples=("unfreeze acme",),
)
def unfreeze(ctx: Context, account: Account, why: str, on: date | None) -> Reply:
    """Let an account be spoken of again; of one that is not frozen nothing is logged."""
    log = ctx.button(ctx.t("button", "Log a call"), "call", account=existing(account.id))
    resting = ctx.work.resting.of(account.id)
    if resting is None or resting.rest is not Rest.FROZEN:
        return text_reply(
            ctx.t("freeze", "{account} is not frozen: just log a call.", account=account.name), buttons=(log,)
        )
    entry = ctx.log(Freeze(why=why, over=True, value=account.value), account, on)
    record_change(ctx, AuditAction.ACCOUNT_CHANGED, f"unfrozen {account.name}", account.owner)
    lines = [ctx.translator.join((ctx.t("freeze", "Unfrozen"), account.name, why, entry.ref))]
    return receipt_reply(ctx, entry, lines, buttons=(log, ctx.undo_button(entry)))
