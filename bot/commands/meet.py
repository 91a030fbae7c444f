"""Log a meeting with a customer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.arguments.account import AccountArg
from bot.arguments.basic import TextArg
from bot.arguments.past_day import PastDayArg
from bot.dispatch.context import Context
from bot.dispatch.registry import Revision, command
from bot.domain.accounts import Account
from bot.domain.details import Meeting
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.contact_receipts import contact_receipt


def revise_meet(old: Meeting, changes: Mapping[str, Any]) -> Meeting:
    """Return a meeting with an edited note."""
    return replace(old, **changes)


@command(
    "meet",
    help=msg("help", "Log a meeting with a customer"),
    args=(
        AccountArg(name="account", label=msg("field", "Account")),
        TextArg(name="note", label=msg("field", "Note"), optional=True, default="", notes=True),
        PastDayArg(name="on", label=msg("field", "Day")),
    ),
    fact=True,
    contact=True,
    revises=Revision(Meeting, revise_meet),
    examples=("meet acme",),
)
def meet(ctx: Context, account: Account, note: str, on: date | None) -> Reply:
    """Log one meeting; it counts against its own target, never among the calls."""
    return contact_receipt(ctx, Meeting(note=note), account, on, ())
