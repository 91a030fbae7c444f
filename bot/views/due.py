"""Due days with an hour: the one that a form asked for apart, and when a follow-up's reminder comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from bot.arguments.due import refuse_passed
from bot.dispatch.context import Context
from bot.domain.calendar import calendar_of
from bot.domain.due import Due, follow_up_reminder


def with_hour(ctx: Context, due: Due, hour: time | None) -> Due:
    """Return a due day with the hour of a form's field, if it was filled in.

    Raises UserMistake for an hour that has passed.
    """
    if hour is None:
        return due
    return refuse_passed(replace(due, hour=hour), ctx.at, ctx.zone, ctx.translator, "hour")


def reminder_text(ctx: Context, due: Due) -> str:
    """Return when the reminder of a follow-up logged now comes, and why it is not at its hour."""
    reminder = follow_up_reminder(due, ctx.at.astimezone(ctx.zone), calendar_of(ctx.who))
    when = ctx.translator.day_at(reminder.day, reminder.hour)
    if due.hour is None or reminder == due:
        return ctx.t("follow", "reminder on {day}", day=when)
    wanted = ctx.translator.day_at(due.day, due.hour)
    return ctx.t("follow", "{wanted} is outside your working hours: reminder on {day}", wanted=wanted, day=when)
