"""The page a platform keeps for each person: the day, standing zeros, and buttons to undo, edit and set."""

from __future__ import annotations

from dataclasses import replace

from bot.arguments.touchpoint import touchpoint_name
from bot.dispatch.context import Context
from bot.dispatch.registry import command, lazily
from bot.dispatch.welcome import purpose
from bot.domain.accounts import Account
from bot.domain.figures import OpenZero
from bot.domain.people import MANAGERS
from bot.domain.team_figures import team_figures_gate
from bot.language.i18n import msg
from bot.messages.card import Button, Card, Reply, Text
from bot.views.entries import entry_text
from bot.views.labels import factor_name, hours_text
from bot.views.purpose import unread_purpose
from bot.views.today import today_reply

SHOWN = 5
"""Zeros that are listed."""


@command("home", help=msg("help", "Your calls, promises and follow-ups today"), reads=True, hidden=True)
def home(ctx: Context) -> Reply:
    """Show the day as `today` does, with zeros, the last entry and the working hours; before any entry, the purpose."""
    reply = today_reply(ctx)
    lines = [
        *([] if ctx.work.entries.latest(ctx.who.id) else purpose(ctx.translator)),
        *unread_purpose(ctx),
        *_zero_lines(ctx),
        *_latest_line(ctx),
        ctx.t("me", "Your hours: {hours}.", hours=hours_text(ctx.translator, ctx.who.hours)),
    ]
    body = (*reply.card.body, *(Text(text=line) for line in lines))
    card = Card(title=reply.card.title, body=body, buttons=(*reply.card.buttons, *_buttons(ctx)))
    return replace(reply, card=card)


def _zero_lines(ctx: Context) -> list[str]:
    """Return the standing zeros that concern the person, and for a manager how many the team has.

    Those of their accounts, at their touchpoints, and those that they rated, however many teams the customers are of.
    """
    every = ctx.work.figures.zeros(ctx.today)
    own = [(zero, account) for zero in every if _concerns(ctx, zero, account := ctx.work.accounts.get(zero.account))]
    texts = [
        ctx.translator.join(
            (
                account.name,
                touchpoint_name(ctx.translator, ctx.work.touchpoints.get(zero.touchpoint)),
                factor_name(ctx.translator, zero.factor),
            )
        )
        for zero, account in own[:SHOWN]
    ]
    lines = [ctx.t("home", "Rated 0: {what}.", what=text) for text in texts]
    more = len(own) - SHOWN
    lines += [ctx.n("home", "And {count} more rated 0.", "And {count} more rated 0.", more)] if more > 0 else []
    return [*lines, *_team_zeros(ctx)]


def _concerns(ctx: Context, zero: OpenZero, account: Account) -> bool:
    point = ctx.work.touchpoints.get(zero.touchpoint)
    return ctx.who.id in (account.owner, point.owner, zero.person)


def _team_zeros(ctx: Context) -> list[str]:
    if not ctx.who.may(MANAGERS) or not team_figures_gate(ctx.work, ctx.who.team, ctx.today).open:
        return []
    count = len(ctx.work.figures.zeros(ctx.today, team=ctx.who.team))
    team = ctx.n("home", "Your team has {count} zero open.", "Your team has {count} zeros open.", count)
    return [team] if count else []


def _latest_line(ctx: Context) -> list[str]:
    latest = ctx.work.entries.latest(ctx.who.id)
    return [ctx.t("home", "Last entry: {entry}.", entry=entry_text(ctx, latest))] if latest else []


def _buttons(ctx: Context) -> tuple[Button, ...]:
    latest = ctx.work.entries.latest(ctx.who.id)
    edit = []
    if latest and any(known.revises and known.revises.fits(latest.detail) for known in lazily()):
        edit = [ctx.button(ctx.t("button", "Edit {ref}", ref=latest.ref), "edit", ref=latest.ref)]
    return (
        ctx.button(ctx.t("button", "Promise"), "promise"),
        *edit,
        ctx.button(ctx.t("button", "My hours"), "me hours"),
        ctx.button(ctx.t("button", "Help"), "help"),
    )
