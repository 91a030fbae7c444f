"""What a manager looks into: standing zeros, promises due, customers who waited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from statistics import quantiles

from bot.arguments.entities import touchpoint_name
from bot.arguments.period import PeriodArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.figures import OpenWait
from bot.domain.people import MANAGERS
from bot.domain.periods import Period, week_of
from bot.domain.promises import Promise
from bot.language.i18n import msg
from bot.messages.card import Card, Reply, Table, Text
from bot.messages.spreadsheet import Sheet
from bot.views.access import team_asked
from bot.views.entries import factor_name, person_name
from bot.views.export import EXPORT, with_file
from bot.views.figures import team_figures, waiting_median

SHOWN = 20
WARNED_AT = 2


def _view(ctx: Context, title: str, header: tuple[str, ...], rows: Sequence[tuple[str, ...]], empty: str) -> Card:
    if not rows:
        return Card(title=title, body=(Text(text=empty),))
    more = len(rows) - SHOWN
    tail = (Text(text=ctx.n("team", "And {count} more.", "And {count} more.", more)),) if more > 0 else ()
    return Card(title=title, body=(Table(header=header, rows=tuple(rows[:SHOWN])), *tail))


def _team(ctx: Context) -> int | None:
    shown = team_asked(ctx)
    return shown.id if shown else None


def _figures(ctx: Context, asked: Period | None = None) -> dict[str, float]:
    return team_figures(ctx.work, _team(ctx), asked or week_of(ctx.today), ctx.today)


@command(
    "team zeros",
    help=msg("help", "Standing zeros, the oldest first"),
    args=(EXPORT,),
    roles=MANAGERS,
    reads=True,
    examples=("team zeros", "team zeros export xlsx"),
)
def team_zeros(ctx: Context, export: str | None) -> Reply:
    """Show every standing zero of the team's accounts."""
    rows = []
    for zero in ctx.work.figures.zeros(ctx.today, team=_team(ctx)):
        point = ctx.work.touchpoints.get(zero.touchpoint)
        account = ctx.work.accounts.get(zero.account).name
        facts = (account, touchpoint_name(ctx.translator, point), factor_name(ctx.translator, zero.factor))
        rows.append((zero.since, *facts, person_name(ctx, point.owner)))
    header = (
        ctx.t("field", "Account"),
        ctx.t("field", "Touchpoint"),
        ctx.t("team", "Factor"),
        ctx.t("field", "Owner"),
    )
    title = ctx.t("team", "Standing zeros")
    shown = [(ctx.n("span", "{count} day", "{count} days", (ctx.today - since).days), *rest) for since, *rest in rows]
    card = _view(ctx, title, (ctx.t("team", "Age"), *header), shown, ctx.t("team", "No zero stands."))
    sheet = Sheet(name=title, header=(ctx.t("export", "Since"), *header), rows=tuple(rows))
    return with_file(ctx, Reply(card=card, figures=_figures(ctx)), export, sheet)


@command(
    "team promises",
    help=msg("help", "Open promises, and customers at breach two and three"),
    args=(EXPORT,),
    roles=MANAGERS,
    reads=True,
    examples=("team promises",),
)
def team_promises(ctx: Context, export: str | None) -> Reply:
    """Show the team's open promises, the first due first."""
    found = ctx.work.promises.open_in_team(_team(ctx))
    rows = [_promise_row(ctx, each) for each in found]
    header = (
        ctx.t("field", "Promise"),
        ctx.t("field", "Account"),
        ctx.t("field", "What was promised"),
        ctx.t("field", "Due"),
        ctx.t("team", "State"),
    )
    title = ctx.t("team", "Open promises")
    shown = [(ref, account, what, ctx.translator.day(due), state) for ref, account, what, due, state in rows]
    card = _view(ctx, title, header, shown, ctx.t("team", "No promise is open."))
    overdue = sum(each.due < ctx.today for each in found)
    figures = _figures(ctx) | {"promises_open": len(found), "promises_late": overdue}
    return with_file(ctx, Reply(card=card, figures=figures), export, Sheet(name=title, header=header, rows=tuple(rows)))


def _promise_row(ctx: Context, promise: Promise) -> tuple[str, str, str, date, str]:
    late = ctx.t("team", "late") if promise.due < ctx.today else ctx.t("team", "told first") if promise.told else ""
    breaches = ctx.work.promises.breaches(promise.account, ctx.today)
    note = ctx.t("promise", "breach {count} of {limit}", count=breaches, limit=3) if breaches >= WARNED_AT else ""
    account = ctx.work.accounts.get(promise.account).name
    return promise.ref, account, promise.what, promise.due, ctx.translator.join((late, note))


@command(
    "team waiting",
    help=msg("help", "How long customers waited, by place, without names"),
    args=(PeriodArg(name="period", label=msg("field", "Period"), optional=True), EXPORT),
    roles=MANAGERS,
    reads=True,
    examples=("team waiting",),
)
def team_waiting(ctx: Context, period: Period | None, export: str | None) -> Reply:
    """Show median and 90 % of the waiting times of a period, by place; in a file in seconds."""
    asked = period or week_of(ctx.today)
    waits = ctx.work.figures.waits(asked.first, asked.last, team=_team(ctx))
    places = Counter(wait.place for wait in waits)
    rows = [_place_row(place, [wait for wait in waits if wait.place == place]) for place, _ in places.most_common()]
    header = (ctx.t("team", "Place"), ctx.t("team", "Customers"), ctx.t("team", "Median"), ctx.t("team", "90 %"))
    title = ctx.t("team", "Waiting customers")
    shown = [(place, str(count), *(_span(ctx, span) for span in spans)) for place, count, *spans in rows]
    card = _view(ctx, title, header, shown, ctx.t("team", "Nobody waited."))
    reply = Reply(card=card, figures=_figures(ctx, asked) | {"waits": len(waits)})
    name = f"{title} {asked.first.isoformat()}"
    return with_file(ctx, reply, export, Sheet(name=name, header=header, rows=tuple(rows)))


def _place_row(place: str, waits: list[OpenWait]) -> tuple[str, int, float | None, float | None]:
    middle = waiting_median(waits)
    spans = [(wait.went_at - wait.asked_at).total_seconds() for wait in waits if wait.went_at]
    return place, len(waits), middle, quantiles(spans, n=10)[-1] if len(spans) > 1 else middle


def _span(ctx: Context, seconds: float | None) -> str:
    return "–" if seconds is None else ctx.translator.span(timedelta(seconds=seconds))
