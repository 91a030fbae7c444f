"""Join the league of one's team, or leave it."""

from __future__ import annotations

from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.league import join_button
from bot.views.replies import text_reply


@command("me league", help=msg("help", "Take part in your team's league, or no longer"), examples=("me league",))
def me_league(ctx: Context) -> Reply:
    """Take part from now on, or no longer where one did."""
    joins = ctx.who.id not in ctx.work.people.in_league()
    ctx.work.people.set_in_league(ctx.who.id, takes_part=joins)
    said = (
        ctx.t("league", "You take part in the league: your team sees your share of your own target.")
        if joins
        else ctx.t("league", "You no longer take part in the league: nobody sees your share.")
    )
    return text_reply(said, buttons=(join_button(ctx),))
