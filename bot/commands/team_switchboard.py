"""Minutes that a team spent on handing customers over."""

from __future__ import annotations

from collections.abc import Sequence

from bot.arguments.file_format import EXPORT
from bot.arguments.period import PeriodArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.desks import HandOffSum
from bot.domain.looks import Look, View
from bot.domain.people import MANAGERS
from bot.domain.periods import Period, week_of
from bot.language.i18n import msg
from bot.messages.card import Card, Reply, Table, Text
from bot.messages.spreadsheet import Sheet
from bot.views.export import attach_file
from bot.views.periods import period_title
from bot.views.team import viewed_figures, viewed_team_id

SHOWN = 20
"""Causes on the card; a file holds all."""


@command(
    "team switchboard",
    help=msg("help", "Minutes that went into passing customers on, by cause"),
    args=(PeriodArg(name="asked", label=msg("field", "Period"), optional=True), EXPORT),
    roles=MANAGERS,
    examples=("team switchboard", "team switchboard month"),
)
def team_switchboard(ctx: Context, asked: Period | None, export: str | None) -> Reply:
    """Show hand-offs and minutes by cause, the costliest first, without names."""
    period = asked or week_of(ctx.today)
    team_id = viewed_team_id(ctx)
    figures = viewed_figures(ctx, team_id, Look(view=View.SWITCHBOARD, period=period, export=export or ""))
    handed = ctx.work.desks.handoff_sums(period.first, period.last, team=team_id)
    figures |= {"minutes": sum(cause.minutes for cause in handed), "handoffs": sum(cause.times for cause in handed)}
    heading = ctx.translator.join((ctx.t("handoff", "Switchboard"), period_title(ctx.translator, period)))
    sheet = _sheet(ctx, handed, f"{ctx.t('handoff', 'Switchboard')} {period.first.isoformat()}")
    rows = tuple(tuple(str(cell) for cell in row) for row in sheet.rows[:SHOWN])
    empty = Text(text=ctx.t("handoff", "Nothing was handed over."))
    body = Table(header=sheet.header, rows=rows) if rows else empty
    return attach_file(ctx, Reply(card=Card(title=heading, body=(body,)), figures=figures), export, sheet)


def _sheet(ctx: Context, handed: Sequence[HandOffSum], name: str) -> Sheet:
    header = (ctx.t("field", "Cause"), ctx.t("handoff", "Times"), ctx.t("handoff", "Minutes"))
    unnamed = ctx.t("handoff", "no cause named")
    rows = tuple((cause.cause or unnamed, cause.times, cause.minutes) for cause in handed)
    return Sheet(name=name, header=header, rows=rows)
