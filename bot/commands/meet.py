"""Log a meeting with a customer."""

from __future__ import annotations

from datetime import date

from bot.dispatch.context import Context
from bot.dispatch.registry import Revision, command
from bot.domain.accounts import Account
from bot.domain.details import Meeting
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.contact_receipts import ARGS, contact_receipt, revise_contact


@command(
    "meet",
    help=msg("help", "Log a meeting with a customer"),
    args=ARGS,
    fact=True,
    contact=True,
    revises=Revision(Meeting, revise_contact),
    examples=("meet acme",),
)
def meet(ctx: Context, account: Account, note: str, on: date | None) -> Reply:
    """Log one meeting; it counts against its own target, never among the calls."""
    return contact_receipt(ctx, Meeting(note=note), account, on, ())
