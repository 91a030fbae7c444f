"""Log that a customer was handed to a desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.arguments.account import AccountArg
from bot.arguments.basic import TextArg
from bot.arguments.desk import DeskArg
from bot.arguments.minutes import SpentMinutesArg
from bot.arguments.past_day import PastDayArg
from bot.dispatch.context import Context
from bot.dispatch.registry import Revision, command
from bot.domain.accounts import Account
from bot.domain.desks import Desk
from bot.domain.details import HandOff
from bot.domain.periods import period_of
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.entries import minutes_text
from bot.views.replies import receipt_reply


def revise_handoff(old: HandOff, changes: Mapping[str, Any]) -> HandOff:
    """Return a hand-off with an edited desk, minutes or cause."""
    desk = changes.get("desk")
    return replace(
        old,
        desk=desk.id if desk else old.desk,
        minutes=changes.get("minutes", old.minutes),
        cause=changes.get("cause", old.cause),
    )


@command(
    "handoff",
    help=msg("help", "Hand a customer straight to a desk"),
    args=(
        AccountArg(name="account", label=msg("field", "Account")),
        DeskArg(name="desk", label=msg("field", "Desk")),
        SpentMinutesArg(
            name="minutes",
            label=msg("field", "Minutes it took you"),
            optional=True,
            default=0,
        ),
        TextArg(name="cause", label=msg("field", "Cause"), optional=True, default="", multiline=False, limit=200),
        PastDayArg(name="on", label=msg("field", "Day")),
    ),
    fact=True,
    revises=Revision(HandOff, revise_handoff),
    native="handoff",
    menu=70,
    examples=("handoff acme service 25m wrong item",),
)
def handoff(ctx: Context, account: Account, desk: Desk, minutes: int, cause: str, on: date | None) -> Reply:
    """Log a hand-off; the receipt has a text for the customer and the person's minutes of this month."""
    entry = ctx.log(HandOff(desk=desk.id, minutes=minutes, cause=cause), account, on)
    spent = minutes_text(ctx, minutes)
    lines = [ctx.translator.join((ctx.t("handoff", "Handed off"), account.name, desk.name, spent, cause, entry.ref))]
    lines.append(_customer_text(ctx, desk))
    month = period_of("month", ctx.today)
    handed = ctx.work.desks.handoff_sums(month.first, month.last, person=ctx.who.id)
    total = sum(by_cause.minutes for by_cause in handed)
    lines.append(ctx.n("handoff", "This month: {count} minute.", "This month: {count} minutes.", total))
    figures = {"minutes": total, "handoffs": sum(by_cause.times for by_cause in handed)}
    return receipt_reply(ctx, entry, lines, figures=figures)


def _customer_text(ctx: Context, desk: Desk) -> str:
    if not desk.phone:
        return ctx.t("handoff", "No number yet: an admin types “admin desk {name} phone 55 12 34 56”.", name=desk.name)
    text = ctx.t("handoff", "For this, {desk} helps you fastest: {phone}.", desk=desk.name, phone=desk.phone)
    return ctx.t("handoff", 'Tell the customer: "{text}"', text=text)
