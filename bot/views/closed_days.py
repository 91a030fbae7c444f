"""The company's own holidays as receipts, lists and one's own settings show them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.dispatch.context import Context
from bot.domain.closed_days import ClosedDay
from bot.language.day_arithmetic import plus_days


def closed_day_text(ctx: Context, closed: ClosedDay, last: date | None = None) -> str:
    """Return a day, or all up to a `last` one, with what it is called, and that it is a half one."""
    half = ctx.t("holiday", "half day") if closed.half else ""
    day = ctx.translator.day(last or closed.day)
    days = day if last in (None, closed.day) else f"{ctx.translator.short_day(closed.day)} – {day}"
    return ctx.translator.join((days, closed.name, half))


def closed_days_text(ctx: Context, days: Iterable[ClosedDay]) -> str:
    """Return days one behind the other; those of one kind that follow each other stand together."""
    spans: list[list[ClosedDay]] = []
    for closed in days:
        before = spans[-1][-1] if spans else None
        if before and _goes_on(before, closed):
            spans[-1].append(closed)
        else:
            spans.append([closed])
    return "; ".join(closed_day_text(ctx, span[0], span[-1].day) for span in spans)


def _goes_on(before: ClosedDay, closed: ClosedDay) -> bool:
    alike = (before.name, before.half) == (closed.name, closed.half)
    return alike and plus_days(before.day, 1) == closed.day


def closed_ahead(ctx: Context) -> list[ClosedDay]:
    """Return the company's own holidays from today on, the first one first."""
    return [closed for closed in ctx.work.closed_days.all() if closed.day >= ctx.today]
