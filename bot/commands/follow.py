"""Log a follow-up with a customer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from typing import Any

from bot.arguments.account import AccountArg
from bot.arguments.basic import TextArg
from bot.arguments.due import DueArg, HourArg
from bot.dispatch.context import Context
from bot.dispatch.registry import Revision, command
from bot.domain.accounts import Account
from bot.domain.details import FollowUp
from bot.domain.due import Due
from bot.language.days.frame import Aim
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.due import reminder_text, with_hour
from bot.views.replies import receipt_reply


def revise_followup(old: FollowUp, changes: Mapping[str, Any]) -> FollowUp:
    """Return a follow-up with an edited day, hour or note."""
    due = changes.get("due") or Due(day=old.due, hour=old.hour)
    return replace(old, due=due.day, hour=due.hour, note=changes.get("note", old.note))


@command(
    "follow",
    help=msg("help", "Get a reminder about a customer"),
    args=(
        AccountArg(name="account", label=msg("field", "Account")),
        DueArg(name="due", label=msg("field", "Day"), aim=Aim.FOLLOW_UP),
        HourArg(name="hour", label=msg("field", "Time, such as 14:00")),
        TextArg(name="note", label=msg("field", "Note"), optional=True, default=""),
    ),
    fact=True,
    revises=Revision(FollowUp, revise_followup),
    rank=60,
    menu=50,
    examples=("follow acme thu ask about the board meeting",),
)
def follow(ctx: Context, account: Account, due: Due, hour: time | None, note: str) -> Reply:
    """Log a follow-up for a day, perhaps at an hour of it; the receipt says when its nudge comes.

    Raises UserMistake for an hour of a form that has passed.
    """
    due = with_hour(ctx, due, hour)
    entry = ctx.log(FollowUp(due=due.day, hour=due.hour, note=note), account)
    facts = (entry.ref, account.name, note, reminder_text(ctx, due))
    return receipt_reply(ctx, entry, [ctx.translator.join(facts)])
