"""Figures as a file: the rows of a card, attached as CSV or XLSX."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.dispatch.context import Context
from bot.domain.figures import DayFigures
from bot.domain.people import Person
from bot.domain.periods import Period
from bot.domain.quotas import team_call_target
from bot.messages.card import Reply
from bot.messages.spreadsheet import Cell, Sheet, file_of
from bot.views.contacts import HEADINGS, SUMS


def attach_file(ctx: Context, reply: Reply, file_format: str | None, sheet: Sheet) -> Reply:
    """Return a reply with the sheet attached as "csv" or "xlsx"; the reply itself when `file_format` is None."""
    if file_format is None:
        return reply
    file = file_of(sheet, file_format, ctx.translator.language)
    return replace(reply, card=replace(reply.card, body=(*reply.card.body, file)))


def daily_sheet(ctx: Context, name: str, period: Period, sums: Sequence[DayFigures], people: Sequence[Person]) -> Sheet:
    """Return one row for each day of a period: calls, their target, promises made and what became of promises.

    Other contacts have a column where the period has any.
    """
    kinds = [kind for kind, name in SUMS.items() if any(getattr(day, name) for day in sums)]
    by_day = {figures.day: figures for figures in sums}
    days = [period.first + timedelta(days=n) for n in range((period.last - period.first).days + 1)]
    header = (
        ctx.t("field", "Day"),
        ctx.t("today", "Calls"),
        ctx.t("export", "Target"),
        ctx.t("export", "Promises made"),
        ctx.t("export", "Kept"),
        ctx.t("export", "Broken"),
        ctx.t("export", "Told in advance"),
        *(ctx.m(HEADINGS[kind]) for kind in kinds),
    )
    rows: list[tuple[Cell, ...]] = []
    for day in days:
        done = by_day.get(day, DayFigures(day=day))
        target = team_call_target(people, day, day)
        others = (getattr(done, SUMS[kind]) for kind in kinds)
        rows.append((day, done.calls, target, done.promises, done.kept, done.broken, done.told, *others))
    return Sheet(name=f"{name} {period.first.isoformat()}", header=header, rows=tuple(rows))
