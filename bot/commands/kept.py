"""A promise was kept."""

from __future__ import annotations

from datetime import date

from bot.context import Context
from bot.domain.entries import Fate, Step
from bot.domain.promises import Promise
from bot.fates import receipt, revised, step_of, take_step
from bot.i18n import msg
from bot.kinds import Late, Rest
from bot.message import Reply
from bot.registry import Revision, command
from bot.things import PromiseArg


@command(
    "kept",
    help=msg("help", "A promise was kept"),
    args=(
        PromiseArg(name="promise", label=msg("field", "Promise")),
        Rest(name="note", label=msg("field", "Note"), optional=True, default=""),
        Late(name="on", label=msg("field", "Day")),
    ),
    revises=Revision(Step, revised, when=lambda step: step.fate is Fate.KEPT),
    examples=("kept 1", "kept P1 yesterday"),
)
def kept(ctx: Context, promise: Promise, note: str, on: date | None) -> Reply:
    """Close a promise as kept."""
    entry = take_step(ctx, promise, step_of(promise, Fate.KEPT, note=note), on)
    return receipt(ctx, entry, ctx.t("promise", "Kept"), promise, note)
