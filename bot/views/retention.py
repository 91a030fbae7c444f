"""For how long things are kept, in words."""

from __future__ import annotations

from bot.dispatch.context import Context
from bot.domain.retention import LINE_DAYS, USUAL_MONTHS, Kept


def kept_text(ctx: Context, kind: Kept) -> str:
    """Return for how long a kind of data is kept, such as 13 months."""
    months = ctx.work.retention.months()
    if kind is Kept.LINES and kind not in months:
        return ctx.n("retention", "{count} day", "{count} days", LINE_DAYS)
    return months_text(ctx, months.get(kind, USUAL_MONTHS))


def months_text(ctx: Context, months: int) -> str:
    """Return a number of months."""
    return ctx.n("retention", "{count} month", "{count} months", months)
