"""Log that a customer ordered again what they use up, which moves the day on which they run out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.arguments.account_behind import AccountBehindArg
from bot.arguments.basic import ButtonValue, TextArg
from bot.arguments.past_day import PastDayArg
from bot.dispatch.context import Context
from bot.dispatch.registry import Revision, command
from bot.domain.accounts import Account
from bot.domain.details import RefillOrder
from bot.domain.refills import Refill
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.language.vocabulary import verb_label
from bot.messages.card import Button, Card, Reply, Text
from bot.messages.press import Press, existing
from bot.views.refills import meant_refills, refill_receipt

SHOWN = 4
"""Refills that are offered where it is not clear which one is meant."""


def revise_order(old: RefillOrder, changes: Mapping[str, Any]) -> RefillOrder:
    """Return the order: only its day can be edited. Raises UserMistake for anything else."""
    if changes:
        raise UserMistake("refill", "Only the day of an order can be changed: type “undo” and log it again.")
    return old


@command(
    "ordered",
    help=msg("help", "A customer ordered what they use up: the day moves"),
    args=(
        AccountBehindArg(name="account", label=msg("field", "Account"), creates=False),
        TextArg(
            name="item",
            label=msg("field", "What they ordered"),
            optional=True,
            default="",
            multiline=False,
            limit=200,
            marked=True,
        ),
        ButtonValue(name="refill", label=msg("field", "What they ordered")),
        PastDayArg(name="on", label=msg("field", "Day")),
    ),
    revises=Revision(RefillOrder, revise_order),
    examples=("ordered acme toner",),
)
def ordered(ctx: Context, account: Account, item: str, refill: str, on: date | None) -> Reply:
    """Log an order for today, or the past day `on`; asks which refill is meant where that is not clear.

    Raises UserMistake for an account without any.
    """
    known = ctx.work.refills.at(account.id)
    if not known:
        verb = verb_label("refill", ctx.translator.language)
        raise UserMistake(
            "refill",
            "Nothing of {account} runs out yet: type “{verb} {account} toner 6w”.",
            account=account.name,
            verb=verb,
        )
    found = [each for each in known if each.ref == refill] if refill else meant_refills(known, item)
    if len(found) != 1:
        return _which(ctx, account, found or known, on)
    entry = ctx.log(RefillOrder(refill=found[0].number), account, on)
    return refill_receipt(ctx, entry, ctx.t("refill", "Ordered"), found[0].number)


def _which(ctx: Context, account: Account, offered: Sequence[Refill], on: date | None) -> Reply:
    values = {"account": existing(account.id)} | ({"on": on.isoformat()} if on else {})
    buttons = [
        Button(label=each.item, press=Press(verb="ordered", values={**values, "refill": each.ref})) for each in offered
    ]
    title = ctx.t("refill", "{account}: what was ordered?", account=account.name)
    return Reply(
        card=Card(body=(Text(text=title),), buttons=tuple(buttons[:SHOWN]), more=tuple(buttons[SHOWN:])), ok=False
    )
