"""Who waits right now: what is shown to one who asks."""

from __future__ import annotations

from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.replies import text_reply
from bot.views.waits import go_button, open_waits, wait_text

BUTTONS = 3
"""Customers to whom one goes by a button: those who came last."""


@command("waits", help=msg("help", "The customers who wait right now"), hidden=True, reads=True)
def waits(ctx: Context) -> Reply:
    """Show the customers of the person's team who wait, each with the button for whoever goes."""
    found = open_waits(ctx)
    if not found:
        today = ctx.button(ctx.t("button", "Today"), "today")
        return text_reply(ctx.t("waiting", "No customer is waiting."), buttons=(today,))
    buttons = tuple(go_button(ctx, wait, alone=len(found) == 1) for wait in found[-BUTTONS:])
    return text_reply(*(wait_text(ctx, wait) for wait in found), buttons=buttons)
