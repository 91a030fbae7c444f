"""Log a mail to a customer."""

from __future__ import annotations

from datetime import date

from bot.dispatch.context import Context
from bot.dispatch.registry import Revision, command
from bot.domain.accounts import Account
from bot.domain.details import Mail
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.contact_receipts import ARGS, contact_receipt, revise_contact


@command(
    "mail",
    help=msg("help", "Log a mail to a customer"),
    args=ARGS,
    fact=True,
    contact=True,
    revises=Revision(Mail, revise_contact),
    examples=("mail acme",),
)
def mail(ctx: Context, account: Account, note: str, on: date | None) -> Reply:
    """Log one mail; it counts against its own target, never among the calls."""
    return contact_receipt(ctx, Mail(note=note), account, on, ())
