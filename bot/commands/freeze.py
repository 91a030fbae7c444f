"""Leave a customer alone on purpose."""

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
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.language.vocabulary import verb_label
from bot.messages.card import Reply
from bot.views.access import record_change
from bot.views.replies import receipt_reply
from bot.views.resting import left_open_line, revise_freeze


@command(
    "freeze",
    help=msg("help", "Leave a customer alone on purpose: no more nudges about it"),
    args=(
        AccountBehindArg(name="account", label=msg("field", "Account"), creates=False),
        TextArg(name="why", label=msg("field", "Why")),
        PastDayArg(name="on", label=msg("field", "Day")),
    ),
    revises=Revision(Freeze, revise_freeze, when=lambda detail: not detail.over),
    examples=("freeze acme they pay too late",),
)
def freeze(ctx: Context, account: Account, why: str, on: date | None) -> Reply:
    """Freeze an account with its value of now; raises UserMistake for one that is frozen already."""
    verb = verb_label("unfreeze", ctx.translator.language)
    resting = ctx.work.resting.of(account.id)
    correcting = ctx.corrects and isinstance(ctx.corrects.detail, Freeze)
    if resting and resting.rest is Rest.FROZEN and not correcting:
        raise UserMistake(
            "freeze",
            "{account} is frozen already: type “edit {ref}” and the new reason, or “{verb} {account}”.",
            account=account.name,
            ref=resting.ref,
            verb=verb,
        )
    entry = ctx.log(Freeze(why=why, value=account.value), account, on)
    record_change(ctx, AuditAction.ACCOUNT_CHANGED, f"frozen {account.name}", account.owner)
    lines = [
        ctx.translator.join((ctx.t("freeze", "Frozen on purpose"), account.name, why, entry.ref)),
        ctx.t("freeze", "No more nudges about it, until you type “{verb} {account}”.", verb=verb, account=account.name),
        left_open_line(ctx, account),
    ]
    return receipt_reply(ctx, entry, [line for line in lines if line])
