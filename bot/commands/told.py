"""Log that a promise cannot hold and that the customer was told before it was due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from typing import Any

from bot.arguments.basic import ButtonValue, TextArg
from bot.arguments.due import HourArg
from bot.arguments.new_day import SINCE, NewDayArg, StaysOn, told_since_offered
from bot.arguments.past_day import PastDayArg
from bot.arguments.promise import PromiseArg
from bot.dispatch.context import Context
from bot.dispatch.registry import Revision, command
from bot.domain.details import PromiseOutcome, PromiseStep
from bot.domain.due import Due
from bot.domain.promises import Promise, PromiseState
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.due import with_hour
from bot.views.promises import log_step, revise_step, step_receipt, told_already, told_first_streak_text


def revise_told(old: PromiseStep, changes: Mapping[str, Any]) -> PromiseStep:
    """Return a telling with an edited note or new day, or without a new day."""
    if changes.get("due") is StaysOn.SAME_DAY:
        return replace(old, due=None, hour=None, note=changes.get("note", old.note))
    return revise_step(old, changes)


@command(
    "told",
    help=msg("help", "The customer was told in advance; a new day if there is one"),
    args=(
        PromiseArg(name="promise", label=msg("field", "Promise")),
        ButtonValue(name=SINCE, label=msg("field", "Promise")),
        TextArg(name="note", label=msg("field", "Note"), optional=True, default="", notes=True),
        NewDayArg(
            name="due",
            label=msg("field", "New day"),
            optional=True,
            keywords=("new", "date", "by"),
            hour_alone=False,
            since=SINCE,
        ),
        HourArg(name="hour", label=msg("field", "Time, such as 14:00")),
        PastDayArg(name="on", label=msg("field", "Day"), other_day_keywords=("new", "date", "by")),
    ),
    fact=True,
    revises=Revision(PromiseStep, revise_told, when=lambda step: step.outcome is PromiseOutcome.TOLD),
    examples=("told 2 new date thu", "told 2 same day"),
)
def told(
    ctx: Context, promise: Promise, since: str, note: str, due: Due | StaysOn | None, hour: time | None, on: date | None
) -> Reply:
    """Log the telling; a new day moves the promise, else it stays open on its day.

    A button that was offered before somebody else said so tells nothing: its reply says what is so.
    An hour of a form without a new day is one of the promise's day. Raises UserMistake for one that has passed.
    """
    new = due if isinstance(due, Due) else None
    if promise.state is PromiseState.OPEN and (telling := told_since_offered(ctx.work, promise, since)):
        moves = new is not None and (new.day, new.hour) != (promise.due, promise.hour)
        return told_already(ctx, promise, telling, anew=moves)
    if new or hour:
        new = with_hour(ctx, new or Due(day=promise.due), hour)
    day, at = (new.day, new.hour) if new else (None, None)
    step = PromiseStep(promise=promise.number, outcome=PromiseOutcome.TOLD, told=True, due=day, hour=at, note=note)
    entry = log_step(ctx, promise, step, on)
    moved = ctx.t("promise", "now due {day}", day=ctx.translator.day_at(new.day, new.hour)) if new else ""
    streak = told_first_streak_text(ctx, promise.account)
    return step_receipt(ctx, entry, ctx.t("promise", "Told in advance"), promise, note, moved, streak)
