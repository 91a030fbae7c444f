"""A promise was kept."""

from __future__ import annotations

from datetime import date

from bot.arguments.basic import PastDayArg, TextArg
from bot.arguments.entities import PromiseArg
from bot.dispatch.context import Context
from bot.dispatch.registry import Revision, command
from bot.domain.entries import PromiseOutcome, PromiseStep
from bot.domain.promises import Promise
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.promises import receipt, revised, step_of, take_step


@command(
    "kept",
    help=msg("help", "A promise was kept"),
    args=(
        PromiseArg(name="promise", label=msg("field", "Promise")),
        TextArg(name="note", label=msg("field", "Note"), optional=True, default=""),
        PastDayArg(name="on", label=msg("field", "Day")),
    ),
    revises=Revision(PromiseStep, revised, when=lambda step: step.outcome is PromiseOutcome.KEPT),
    rank=40,
    menu=90,
    examples=("kept 1", "kept P1 yesterday"),
)
def kept(ctx: Context, promise: Promise, note: str, on: date | None) -> Reply:
    """Close a promise as kept."""
    entry = take_step(ctx, promise, step_of(promise, PromiseOutcome.KEPT, note=note), on)
    return receipt(ctx, entry, ctx.t("promise", "Kept"), promise, note)
