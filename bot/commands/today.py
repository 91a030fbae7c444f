"""One's own day."""

from __future__ import annotations

from bot.arguments.basic import ButtonValue
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.today import ALL, SHOWN, today_reply


@command(
    "today",
    help=msg("help", "Your calls, promises and follow-ups today"),
    args=(ButtonValue(name="whole", label=msg("field", "Account")),),
    reads=True,
    native="today",
    rank=90,
    menu=20,
    examples=("today",),
)
def today(ctx: Context, whole: str) -> Reply:
    """Show calls against the target, what is due and the button that undoes the last entry; with `whole` all of it."""
    return today_reply(ctx, ALL if whole else SHOWN)
