"""Log that a customer who waited is taken care of."""

from __future__ import annotations

from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.details import Kind
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.waits import WAIT_REF, take_wait


@command(
    "waiting done",
    help=msg("help", "The customer who waited was helped"),
    args=(WAIT_REF,),
    examples=("waiting done",),
)
def waiting_done(ctx: Context, waiting: tuple[Kind, int] | None) -> Reply:
    """End a wait as `go` does, said afterwards; the waiting time ends now."""
    return take_wait(ctx, waiting)
