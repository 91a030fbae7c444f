"""Log an offer to a customer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.arguments.account import AccountArg
from bot.arguments.basic import TextArg
from bot.arguments.offered import OfferedArg
from bot.arguments.past_day import PastDayArg
from bot.dispatch.context import Context
from bot.dispatch.registry import Revision, command
from bot.domain.accounts import Account
from bot.domain.details import Offer
from bot.language.amounts import Amount
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.contact_receipts import contact_receipt
from bot.views.money import amount_in, currency_for


def revise_offer(old: Offer, changes: Mapping[str, Any]) -> Offer:
    """Return an offer with an edited amount or note; an edited amount is in the currency that the old one is in."""
    amount = changes.get("amount")
    return replace(old, **(dict(changes) | ({"amount": amount.value} if isinstance(amount, Amount) else {})))


@command(
    "offer",
    help=msg("help", "Log an offer to a customer, with its amount"),
    args=(
        AccountArg(name="account", label=msg("field", "Account")),
        OfferedArg(name="amount", label=msg("field", "Amount"), optional=True),
        TextArg(name="note", label=msg("field", "Note"), optional=True, default="", notes=True),
        PastDayArg(name="on", label=msg("field", "Day")),
    ),
    fact=True,
    contact=True,
    revises=Revision(Offer, revise_offer),
    examples=("offer acme 120k", "offer acme 120k two machines"),
)
def offer(ctx: Context, account: Account, amount: Amount | None, note: str, on: date | None) -> Reply:
    """Log one offer; it counts against its own target, and is no promise unless one is typed."""
    say, currency = ctx.translator, currency_for(ctx.work, account.owner, ctx.who)
    if amount and amount.typed and not amount.is_in(currency):
        # Nobody knows what it is worth in the customer's currency: it counts in no sum.
        note, amount = f"{amount.typed} {note}".rstrip(), None
    value = amount_in(amount, currency, say) if amount else None
    shown = (say.value(value, currency),) if value is not None else ()
    return contact_receipt(ctx, Offer(amount=value, note=note), account, on, shown)
