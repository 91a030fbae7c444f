"""Go to a customer who waits."""

from __future__ import annotations

from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.details import Kind
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.waits import WAIT_REF, take_wait


@command("go", help=msg("help", "Take the customer who waits"), args=(WAIT_REF,), examples=("go", "go W1"))
def go(ctx: Context, waiting: tuple[Kind, int] | None) -> Reply:
    """Log who goes to a waiting customer, the last open one when none is named; the first person counts."""
    return take_wait(ctx, waiting)
