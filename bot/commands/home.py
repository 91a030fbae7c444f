"""The page a platform keeps for each person: the day, open zeros, and the ways to take back, change and set."""

from __future__ import annotations

from dataclasses import replace

from bot.arguments.entities import touchpoint_name
from bot.commands.me import hours_text
from bot.commands.today import today
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.dispatch.welcome import purpose
from bot.language.i18n import msg
from bot.messages.card import Button, Card, Reply, Text
from bot.views.entries import entry_text, factor_name

SHOWN = 5


@command("home", help=msg("help", "Your calls, promises and follow-ups today"), reads=True, hidden=True)
def home(ctx: Context) -> Reply:
    """Show the day with everything that one may want to press."""
    reply = today(ctx)
    lines = [
        *([] if ctx.work.entries.latest(ctx.who.id) else purpose(ctx.translator)),
        *_zeros(ctx),
        *_latest(ctx),
        ctx.t("me", "Your hours: {hours}.", hours=hours_text(ctx.translator, ctx.who.hours)),
    ]
    body = (*reply.card.body, *(Text(text=line) for line in lines))
    card = Card(title=reply.card.title, body=body, buttons=(*reply.card.buttons, *_buttons(ctx)))
    return replace(reply, card=card)


def _zeros(ctx: Context) -> list[str]:
    """Return the standing zeros of one's own accounts."""
    mine = [
        (zero, account)
        for zero in ctx.work.figures.zeros(ctx.today, team=ctx.who.team)
        if (account := ctx.work.accounts.get(zero.account)).owner == ctx.who.id
    ]
    shown = [
        ctx.translator.join(
            (
                account.name,
                touchpoint_name(ctx.translator, ctx.work.touchpoints.get(zero.touchpoint)),
                factor_name(ctx.translator, zero.factor),
            )
        )
        for zero, account in mine[:SHOWN]
    ]
    return [ctx.t("home", "A zero: {what}.", what=each) for each in shown]


def _latest(ctx: Context) -> list[str]:
    latest = ctx.work.entries.latest(ctx.who.id)
    return [ctx.t("home", "Last entry: {entry}.", entry=entry_text(ctx, latest))] if latest else []


def _buttons(ctx: Context) -> tuple[Button, ...]:
    latest = ctx.work.entries.latest(ctx.who.id)
    edit = [ctx.button(ctx.t("button", "Edit {ref}", ref=latest.ref), "edit", ref=latest.ref)] if latest else []
    return (
        ctx.button(ctx.t("button", "Promise"), "promise"),
        *edit,
        ctx.button(ctx.t("button", "My hours"), "me hours"),
        ctx.button(ctx.t("button", "Help"), "help"),
    )
