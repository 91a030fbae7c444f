"""A promise cannot hold and the customer was told first."""

from __future__ import annotations

from datetime import date

from bot.arguments.basic import DayArg, PastDayArg, TextArg
from bot.arguments.entities import PromiseArg
from bot.dispatch.context import Context
from bot.dispatch.registry import Revision, command
from bot.domain.entries import PromiseOutcome, PromiseStep
from bot.domain.promises import Promise
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.promises import receipt, revised, run_text, step_of, take_step


@command(
    "told",
    help=msg("help", "The customer was told first; a new day if there is one"),
    args=(
        PromiseArg(name="promise", label=msg("field", "Promise")),
        TextArg(name="note", label=msg("field", "Note"), optional=True, default=""),
        DayArg(name="due", label=msg("field", "New day"), optional=True, keywords=("new", "date", "by")),
        PastDayArg(name="on", label=msg("field", "Day"), other_day_keywords=("new", "date", "by")),
    ),
    revises=Revision(PromiseStep, revised, when=lambda step: step.outcome is PromiseOutcome.TOLD),
    examples=("told 2 new date thu", "told 2"),
)
def told(ctx: Context, promise: Promise, note: str, due: date | None, on: date | None) -> Reply:
    """Note that the customer knows, and move the promise when there is a new day."""
    entry = take_step(ctx, promise, step_of(promise, PromiseOutcome.TOLD, told=True, due=due, note=note), on)
    extra = ctx.t("promise", "now due {day}", day=ctx.translator.day(due)) if due else ""
    return receipt(ctx, entry, ctx.t("promise", "Told first"), promise, note, extra, run_text(ctx, promise.account))
