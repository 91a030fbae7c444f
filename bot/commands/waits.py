"""Who waits right now: what is shown to one who asks."""

from __future__ import annotations

from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.language.i18n import msg
from bot.messages.card import Card, Reply, Text
from bot.views.replies import text_reply
from bot.views.waits import go_button, open_waits, wait_text

IN_SIGHT = 3
"""Buttons in sight, for those who came last."""


@command("waits", help=msg("help", "The customers who wait right now"), hidden=True, reads=True)
def waits(ctx: Context) -> Reply:
    """Show the customers of the person's team who wait, each with the button for whoever goes."""
    found = open_waits(ctx)
    if not found:
        today = ctx.button(ctx.t("button", "Today"), "today")
        return text_reply(ctx.t("waiting", "No customer is waiting."), buttons=(today,))
    newest = (*found[-IN_SIGHT:], *found[:-IN_SIGHT])
    buttons = tuple(go_button(ctx, wait, alone=len(found) == 1) for wait in newest)
    body = tuple(Text(text=wait_text(ctx, wait)) for wait in found)
    return Reply(card=Card(body=body, buttons=buttons[:IN_SIGHT], more=buttons[IN_SIGHT:]))
