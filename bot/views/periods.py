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


def beside(say: Translator, period: Period, now: str, before: str) -> str:
    """Return what a period says, and behind it what the one before said; `now` alone where that said nothing."""
    if not before or not now:
        return now
    if period.name == "week":
        return say.t("period", "{now}, the week before {before}", now=now, before=before)
    if period.name == "month":
        return say.t("period", "{now}, the month before {before}", now=now, before=before)
    return say.t("period", "{now}, the working day before {before}", now=now, before=before)
