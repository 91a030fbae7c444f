"""One's own day."""

from __future__ import annotations

from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.today import today_reply


@command(
    "today",
    help=msg("help", "Your calls, promises and follow-ups today"),
    reads=True,
    native="today",
    rank=90,
    menu=20,
    examples=("today",),
)
def today(ctx: Context) -> Reply:
    """Show calls against the target, what is due and the button that undoes the last entry."""
    return today_reply(ctx)
