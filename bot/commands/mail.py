"""Log a mail to a customer."""

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
from bot.domain.details import Mail
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.contact_receipts import contact_receipt


def revise_mail(old: Mail, changes: Mapping[str, Any]) -> Mail:
    """Return a mail with an edited note."""
    return replace(old, **changes)


@command(
    "mail",
    help=msg("help", "Log a mail to a customer"),
    args=(
        AccountArg(name="account", label=msg("field", "Account")),
        TextArg(name="note", label=msg("field", "Note"), optional=True, default="", notes=True),
        PastDayArg(name="on", label=msg("field", "Day")),
    ),
    fact=True,
    contact=True,
    revises=Revision(Mail, revise_mail),
    examples=("mail acme",),
)
def mail(ctx: Context, account: Account, note: str, on: date | None) -> Reply:
    """Log one mail; it counts against its own target, never among the calls."""
    return contact_receipt(ctx, Mail(note=note), account, on, ())
