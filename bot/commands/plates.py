"""Show the customers that have been silent for too long."""

from __future__ import annotations

import re

from bot.arguments.basic import ButtonValue
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.plates import Plate, costliest_silence, wobbliest
from bot.language.i18n import msg
from bot.messages.card import Button, Card, Element, Reply, Style, Text
from bot.views.labels import phone_of
from bot.views.money import currency_for
from bot.views.plan import log_button
from bot.views.plates import plate_text

SHOWN = 5
"""Customers of a page, each with its button."""
IN_SIGHT = 2
"""Buttons that log a call and stand beside the one that leads on."""


@command(
    "plates",
    help=msg("help", "Your customers that were silent for too long"),
    reads=True,
    args=(ButtonValue(name="skip", label=msg("field", "Page")),),
    examples=("plates",),
)
def plates(ctx: Context, skip: str) -> Reply:
    """Show the person's customers furthest beyond their own rhythm, then those whose silence may cost most, in pages.

    Nobody who is left alone on purpose, or lost, is among them. `skip` is how many were seen on pages before.
    """
    resting = ctx.work.resting.ids()
    known = [plate for plate in ctx.work.plates.of(ctx.who.id) if plate.account not in resting]
    beyond = wobbliest(known, ctx.today)
    each_once = {plate.account: plate for plate in (*beyond, *costliest_silence(known, ctx.today))}
    seen = int(skip) if re.fullmatch("[0-9]{1,6}", skip) else 0
    shown = list(each_once.values())[seen : seen + SHOWN]
    body = tuple(element for plate in shown for element in _row(ctx, plate)) or (Text(text=_empty(ctx, bool(known))),)
    accounts = [ctx.work.accounts.get(plate.account) for plate in shown]
    buttons = tuple(
        log_button(ctx, account, Style.PLAIN if place else Style.MAIN) for place, account in enumerate(accounts)
    )
    more = _more(ctx, len(each_once) - seen - len(shown), seen + SHOWN)
    card = Card(
        title=ctx.t("plates", "Customers whose turn it is"),
        body=body,
        buttons=(*buttons[:IN_SIGHT], *more),
        more=buttons[IN_SIGHT:],
    )
    return Reply(card=card, figures={"beyond_rhythm": len(beyond)})


def _more(ctx: Context, left: int, skip: int) -> tuple[Button, ...]:
    """Return the button that leads to the customers behind these, none behind the last."""
    if left <= 0:
        return ()
    return (ctx.button(ctx.t("button", "{count} more", count=left), "plates", skip=str(skip)),)


def _row(ctx: Context, plate: Plate) -> tuple[Element, ...]:
    account = ctx.work.accounts.get(plate.account)
    currency = currency_for(ctx.work, ctx.who.id, ctx.who) if plate.value else ""
    line = plate_text(ctx.translator, plate, account.name, ctx.today, currency)
    return (Text(text=line), *phone_of(ctx.translator, account))


def _empty(ctx: Context, owns_any: bool) -> str:
    if owns_any:
        return ctx.t("plates", "All your customers were spoken to today.")
    return ctx.t("plates", "You own no customers yet: the first call to a new one makes it yours.")
