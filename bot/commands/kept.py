"""Log that a promise was kept."""

from __future__ import annotations

from datetime import date

from bot.arguments.basic import TextArg
from bot.arguments.past_day import PastDayArg
from bot.arguments.promise import PromiseArg
from bot.dispatch.context import Context
from bot.dispatch.registry import Revision, command
from bot.domain.details import PromiseOutcome, PromiseStep
from bot.domain.promises import Promise
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.promises import log_step, revise_step, step_receipt


@command(
    "kept",
    help=msg("help", "A promise was kept"),
    args=(
        PromiseArg(name="promise", label=msg("field", "Promise")),
        TextArg(name="note", label=msg("field", "Note"), optional=True, default="", notes=True),
        PastDayArg(name="on", label=msg("field", "Day")),
    ),
    fact=True,
    revises=Revision(PromiseStep, revise_step, when=lambda step: step.outcome is PromiseOutcome.KEPT),
    rank=40,
    menu=90,
    examples=("kept 1", "kept P1 yesterday"),
)
def kept(ctx: Context, promise: Promise, note: str, on: date | None) -> Reply:
    """Close a promise as kept on a day; raises UserMistake when it is closed already."""
    step = PromiseStep(promise=promise.number, outcome=PromiseOutcome.KEPT, note=note)
    entry = log_step(ctx, promise, step, on)
    return step_receipt(ctx, entry, ctx.t("promise", "Kept"), promise, note)
