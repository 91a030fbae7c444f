"""Log what a customer uses up, so that they are rung before they run out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from bot.domain.refills import Refill
from bot.errors import UserMistake
from bot.language.i18n import Quoted, msg
from bot.language.vocabulary import KEYWORDS
from bot.messages.card import Button, Card, Reply, Text
from bot.messages.press import Press, existing, typed_values
from bot.views.refills import meant_refills, refill_receipt
from bot.views.replies import receipt_reply

SHOWN = 4
"""Refills that are offered where it is not clear which one ends."""
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
    examples=("refill acme toner 6w", "refill acme toner off"),
)
def refill(ctx: Context, account: Account, every: int, item: str, on: date | None) -> Reply:
    """Log how long something lasts a customer, from today or the past day `on` on; of one item the newest counts.

    With `off` it ends, and asks which one is meant where that is not clear. Raises UserMistake where nothing does.
    """
    if not every:
        return _ended(ctx, account, item, on)
    entry = ctx.log(RefillRhythm(item=item, every=every), account, on)
    return refill_receipt(ctx, entry, ctx.t("refill", "Refill"), entry.number)


def _ended(ctx: Context, account: Account, item: str, on: date | None) -> Reply:
    known = ctx.work.refills.at(account.id)
    found = meant_refills(known, item)
    if not found:
        raise UserMistake("refill", "Nothing of {account} is called {item}.", account=account.name, item=Quoted(item))
    if len(found) > 1:
        return _which(ctx, account, found, on)
    entry = ctx.log(RefillRhythm(item=found[0].item, every=0), account, on)
    head = ctx.translator.join((ctx.t("refill", "No refill any more"), account.name, found[0].item, entry.ref))
    return receipt_reply(ctx, entry, [head, ctx.t("refill", "No more reminders about it.")])


def _which(ctx: Context, account: Account, offered: Sequence[Refill], on: date | None) -> Reply:
    off = KEYWORDS.label("off", ctx.translator.language)
    values = {"account": existing(account.id), "every": off} | ({"on": on.isoformat()} if on else {})
    buttons = [
        Button(label=each.item, press=Press(verb="refill", values={**values, **typed_values({"item": each.item})}))
        for each in offered
    ]
    title = ctx.t("refill", "{account}: what is used up no more?", account=account.name)
    return Reply(
        card=Card(body=(Text(text=title),), buttons=tuple(buttons[:SHOWN]), more=tuple(buttons[SHOWN:])), ok=False
    )
