"""Log a follow-up with a customer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.arguments.account import AccountArg
from bot.arguments.basic import DayArg, TextArg
from bot.dispatch.context import Context
from bot.dispatch.registry import Revision, command
from bot.domain.accounts import Account
from bot.domain.calendar import calendar_of
from bot.domain.entries import FollowUp
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.replies import receipt_reply


def revise_followup(old: FollowUp, changes: Mapping[str, Any]) -> FollowUp:
    """Return a follow-up with an edited day or note."""
    return replace(old, due=changes.get("due", old.due), note=changes.get("note", old.note))


@command(
    "follow",
    help=msg("help", "Get a reminder about a customer"),
    args=(
        AccountArg(name="account", label=msg("field", "Account")),
        DayArg(name="due", label=msg("field", "Day"), right=False),
        TextArg(name="note", label=msg("field", "Note"), optional=True, default=""),
    ),
    fact=True,
    revises=Revision(FollowUp, revise_followup),
    rank=60,
    menu=50,
    examples=("follow acme thu ask about the board meeting",),
)
def follow(ctx: Context, account: Account, due: date, note: str) -> Reply:
    """Log a follow-up for a day; its nudge comes on that day, or on the next one that the person works."""
    entry = ctx.log(FollowUp(due=due, note=note), account)
    nudged = calendar_of(ctx.who).workday_from(due)
    when = ctx.t("follow", "reminder on {day}", day=ctx.translator.day(nudged))
    return receipt_reply(ctx, entry, [ctx.translator.join((entry.ref, account.name, note, when))])
