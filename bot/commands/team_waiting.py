"""Waiting times of a team's customers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from bot.arguments.file_format import EXPORT
from bot.arguments.period import PeriodArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.figures import OpenWait
from bot.domain.looks import Look, View
from bot.domain.people import MANAGERS
from bot.domain.periods import Period, period_before, week_of
from bot.language.i18n import msg
from bot.messages.card import Bars, Reply, Text
from bot.messages.spreadsheet import Sheet
from bot.views.charts import bars_text
from bot.views.export import attach_file
from bot.views.figures import team_work, waiting_median, work_lines
from bot.views.team import table_card, viewed_figures, viewed_team_id, with_elements


@command(
    "team waiting",
    help=msg("help", "How long customers waited, by place and hour, without names"),
    args=(PeriodArg(name="period", label=msg("field", "Period"), optional=True), EXPORT),
    roles=MANAGERS,
    examples=("team waiting",),
)
def team_waiting(ctx: Context, period: Period | None, export: str | None) -> Reply:
    """Show median and 90th percentile of the waiting times by place; in a file they are seconds."""
    period = period or week_of(ctx.today)
    team_id = viewed_team_id(ctx)
    waits = ctx.work.figures.waits(period.first, period.last, team=team_id)
    look = Look(view=View.WAITING, period=period, export=export or "")
    figures = viewed_figures(ctx, team_id, look)
    places = Counter(wait.place for wait in waits)
    rows = [_row(ctx, place, [wait for wait in waits if wait.place == place]) for place, _ in places.most_common()]
    header = (
        ctx.t("team", "Place"),
        ctx.t("team", "Customers"),
        ctx.t("team", "Median"),
        ctx.t("team", "90 %"),
        ctx.t("team", "Not served"),
    )
    title = ctx.t("team", "Waiting customers")
    shown = [
        (place, str(count), *(_span_text(ctx, span) for span in spans), str(missed))
        for place, count, *spans, missed in rows
    ]
    card = table_card(ctx, title, header, shown, ctx.t("team", "Nobody waited."), rows)
    earlier = team_work(ctx.work, team_id, period_before(period), ctx.today)
    _, _, line = work_lines(ctx.translator, period, figures, earlier)
    card = with_elements(card, *([Text(text=line)] if line else []), *_by_hour(ctx, waits))
    reply = Reply(card=card, figures=figures | {"waits": len(waits)})
    name = f"{title} {period.first.isoformat()}"
    return attach_file(ctx, reply, export, Sheet(name=name, header=header, rows=tuple(rows)))


def _row(ctx: Context, place: str, waits: list[OpenWait]) -> tuple[str, int, float | None, float | None, int]:
    middle = waiting_median(waits)
    spans = [(wait.went_at - wait.asked_at).total_seconds() for wait in waits if wait.went_at]
    from statistics import quantiles  # noqa: PLC0415 - half a megabyte that only this table needs

    most = quantiles(spans, n=10)[-1] if len(spans) > 1 else middle
    return place, len(waits), middle, most, sum(wait.unserved_on(ctx.today) for wait in waits)


def _by_hour(ctx: Context, waits: Sequence[OpenWait]) -> tuple[Bars, ...]:
    """Return how many customers began to wait in each hour of the day, from the first to the last that had one."""
    hours = Counter(wait.asked_at.astimezone(ctx.zone).hour for wait in waits)
    if not hours:
        return ()
    bars = tuple((f"{hour:02}", float(hours[hour])) for hour in range(min(hours), max(hours) + 1))
    waited = [(f"{label}:00", ctx.translator.number(int(count))) for label, count in bars if count]
    shown = bars_text(ctx.translator, waited)
    alt = ctx.t("team", "Customers who waited, by hour: {hours}.", hours=shown)
    return (Bars(title=ctx.t("team", "Waiting by hour"), bars=bars, alt=alt),)


def _span_text(ctx: Context, seconds: float | None) -> str:
    return "–" if seconds is None else ctx.translator.span(timedelta(seconds=seconds))
