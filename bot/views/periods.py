"""Periods in headings."""

from __future__ import annotations

from bot.domain.periods import Period
from bot.language.i18n import Translator


def period_title(say: Translator, period: Period) -> str:
    """Return a period as a heading: a day in full, "Week 48" or "November 2026"."""
    if period.name == "today":
        return say.day(period.first)
    if period.name == "month":
        return say.month(period.first)
    return say.t("period", "Week {week}", week=period.first.isocalendar().week)
