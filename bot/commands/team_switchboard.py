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
from bot.domain.periods import Period, period_before, week_of
from bot.language.i18n import msg
from bot.messages.card import Bars, Card, Element, Reply, Table, Text
from bot.messages.spreadsheet import Sheet
from bot.views.charts import bars_text
from bot.views.export import attach_file
from bot.views.money import currency_for
from bot.views.periods import beside, period_title
from bot.views.switchboard import minutes_span, switchboard_line, switchboard_sum
from bot.views.team import numbers_of, viewed_figures, viewed_team_id

SHOWN = 10
"""Causes and customers on the card; a file holds all causes."""
BARS = 6
"""Causes in the chart."""


@command(
    "team switchboard",
    help=msg("help", "Time that went into passing customers on, its cost, and the calls it took"),
    args=(PeriodArg(name="asked", label=msg("field", "Period"), optional=True), EXPORT),
    roles=MANAGERS,
    examples=("team switchboard", "team switchboard month"),
)
def team_switchboard(ctx: Context, asked: Period | None, export: str | None) -> Reply:
    """Show hand-offs by cause and by customer, the costliest first, with hours, cost and the calls they took."""
    period = asked or week_of(ctx.today)
    team_id = viewed_team_id(ctx)
    spans = (period, period_before(period))
    handed = {who for each in spans for who in ctx.work.desks.handoff_minutes(each.first, each.last, team=team_id)}
    figures = viewed_figures(ctx, team_id, Look(view=View.SWITCHBOARD, period=period, export=export or ""), handed)
    by_cause = ctx.work.desks.handoff_sums(period.first, period.last, team=team_id)
    by_account = ctx.work.desks.handoffs_by_account(period.first, period.last, team=team_id)
    now, before = (switchboard_sum(ctx.work, team_id, each) for each in spans)
    figures |= {"minutes": now.minutes, "handoffs": now.times, "calls_lost": now.calls_lost}
    figures |= {} if now.cost is None else {"cost": now.cost}
    name = ctx.t("handoff", "Switchboard")
    heading = ctx.translator.join((name, period_title(ctx.translator, period)))
    sheet = _sheet(ctx, ctx.t("field", "Cause"), by_cause, f"{name} {period.first.isoformat()}")
    body: tuple[Element, ...] = (Text(text=ctx.t("handoff", "Nothing was handed over.")),)
    if by_cause:
        currency = currency_for(ctx.work, None, ctx.who)
        earlier = minutes_span(ctx.translator, before.minutes) if before.minutes else ""
        line = beside(ctx.translator, period, switchboard_line(ctx.translator, now, currency), earlier)
        customers = _sheet(ctx, ctx.t("field", "Account"), by_account, name)
        body = (Text(text=line), _table(sheet), _table(customers), _chart(ctx, by_cause))
    return attach_file(ctx, Reply(card=Card(title=heading, body=body), figures=figures), export, sheet)


def _table(sheet: Sheet) -> Table:
    rows = sheet.rows[:SHOWN]
    shown = tuple(tuple(str(cell) for cell in row) for row in rows)
    return Table(header=sheet.header, rows=shown, numbers=numbers_of(rows))


def _sheet(ctx: Context, first: str, sums: Sequence[HandOffSum], name: str) -> Sheet:
    header = (first, ctx.t("handoff", "Times"), ctx.t("handoff", "Minutes"))
    rows = tuple((each.cause or _unnamed(ctx), each.times, each.minutes) for each in sums)
    return Sheet(name=name, header=header, rows=rows)


def _unnamed(ctx: Context) -> str:
    return ctx.t("handoff", "no cause named")


def _chart(ctx: Context, sums: Sequence[HandOffSum]) -> Bars:
    bars = tuple((each.cause or _unnamed(ctx), float(each.minutes)) for each in sums[:BARS])
    shown = bars_text(ctx.translator, [(label, ctx.translator.number(int(minutes))) for label, minutes in bars])
    alt = ctx.t("handoff", "Minutes by cause: {causes}.", causes=shown)
    return Bars(title=ctx.t("handoff", "Minutes by cause"), bars=bars, alt=alt)
