"""Periods in headings."""

from __future__ import annotations

from bot.domain.periods import Period
from bot.language.i18n import Translator


def title(say: Translator, asked: Period) -> str:
    """Return a period's name for a heading."""
    if asked.name == "today":
        return say.day(asked.first)
    if asked.name == "month":
        return say.t("period", "Month {month}/{year}", month=asked.first.month, year=asked.first.year)
    return say.t("period", "Week {week}", week=asked.first.isocalendar().week)
