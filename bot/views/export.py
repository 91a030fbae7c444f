"""Figures as a file: the rows of a card, attached as CSV or XLSX."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.dispatch.context import Context
from bot.domain.details import ContactKind
from bot.domain.figures import DayFigures, PromiseSums
from bot.domain.people import Person
from bot.domain.periods import Period
from bot.domain.quotas import team_call_target
from bot.messages.card import Reply
from bot.messages.spreadsheet import Cell, Sheet, file_of
from bot.views.contacts import HEADINGS, SUMS
from bot.views.figures import sellers


def attach_file(ctx: Context, reply: Reply, file_format: str | None, sheet: Sheet) -> Reply:
    """Return a reply with the sheet attached as "csv" or "xlsx"; the reply itself when `file_format` is None."""
    if file_format is None:
        return reply
    file = file_of(sheet, file_format, ctx.translator.language)
    return replace(reply, card=replace(reply.card, body=(*reply.card.body, file)))


def daily_sheet(
    ctx: Context, name: str, period: Period, *, team: int | None = None, person: Person | None = None
) -> Sheet:
    """Return one row for each day of a period: calls, their target, promises made and what became of promises.

    Of one person, else of a team, else of the company. What became of promises stands on the days on which the card
    counts it. Other contacts have a column where the period has any.
    """
    days = [period.first + timedelta(days=n) for n in range((period.last - period.first).days + 1)]
    whose = {"team": team, "person": person.id if person else None}
    sums = {day.day: day for day in ctx.work.figures.days(period.first, period.last, **whose)}
    promises = ctx.work.figures.promise_days(period.first, period.last, ctx.today, **whose)
    kinds = [kind for kind, name in SUMS.items() if any(getattr(day, name) for day in sums.values())]
    people = [person] if person else sellers(ctx.work, team)
    rows: list[tuple[Cell, ...]] = []
    for day in days:
        done, became = sums.get(day, DayFigures(day=day)), promises.get(day, PromiseSums())
        target = team_call_target(people, day, day)
        others = (getattr(done, SUMS[kind]) for kind in kinds)
        fates = (became.kept, became.broken, became.told, became.late, became.due)
        rows.append((day, done.calls, target, done.promises, *fates, *others))
    return Sheet(name=f"{name} {period.first.isoformat()}", header=_header(ctx, kinds), rows=tuple(rows))


def _header(ctx: Context, kinds: Sequence[ContactKind]) -> tuple[str, ...]:
    return (
        ctx.t("field", "Day"),
        ctx.t("today", "Calls"),
        ctx.t("export", "Target"),
        ctx.t("export", "Promises made"),
        ctx.t("export", "Kept"),
        ctx.t("export", "Broken"),
        ctx.t("export", "Told in advance"),
        ctx.t("export", "Late"),
        ctx.t("export", "Not due yet"),
        *(ctx.m(HEADINGS[kind]) for kind in kinds),
    )
