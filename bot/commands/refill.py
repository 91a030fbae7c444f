"""Log what a customer uses up, so that they are rung before they run out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.arguments.account import AccountArg
from bot.arguments.basic import TextArg
from bot.arguments.every import EveryArg
from bot.arguments.past_day import PastDayArg
from bot.dispatch.context import Context
from bot.dispatch.registry import Revision, command
from bot.domain.accounts import Account
from bot.domain.details import RefillRhythm
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.refills import refill_receipt

ITEM_LIMIT = 60
"""Characters of what a customer uses up."""


def revise_refill(old: RefillRhythm, changes: Mapping[str, Any]) -> RefillRhythm:
    """Return a refill with an edited item or rhythm."""
    return replace(old, **changes)


@command(
    "refill",
    help=msg("help", "What a customer uses up: a reminder before they run out"),
    args=(
        AccountArg(name="account", label=msg("field", "Account")),
        EveryArg(name="every", label=msg("field", "How long it lasts, such as 6w")),
        TextArg(name="item", label=msg("field", "What they use up"), multiline=False, limit=ITEM_LIMIT, marked=True),
        PastDayArg(name="on", label=msg("field", "Day")),
    ),
    fact=True,
    revises=Revision(RefillRhythm, revise_refill),
    examples=("refill acme toner 6w",),
)
def refill(ctx: Context, account: Account, every: int, item: str, on: date | None) -> Reply:
    """Log how long something lasts a customer, from today or the past day `on` on; of one item the newest counts."""
    entry = ctx.log(RefillRhythm(item=item, every=every), account, on)
    return refill_receipt(ctx, entry, ctx.t("refill", "Refill"), entry.number)
