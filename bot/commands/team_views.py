"""What a manager looks into: standing zeros, promises due, customers who waited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from statistics import quantiles

from bot.cards import factor_name, person_name
from bot.context import Context
from bot.domain.figures import OpenWait
from bot.domain.people import MANAGERS
from bot.i18n import msg
from bot.message import Card, Reply, Table, Text
from bot.periods import Period, PeriodArg, week_of
from bot.registry import command
from bot.scope import team_asked
from bot.teamcard import team_figures, waiting_median
from bot.things import point_name

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
    roles=MANAGERS,
    reads=True,
    examples=("team zeros",),
)
def team_zeros(ctx: Context) -> Reply:
    """Show every standing zero of the team's accounts."""
    rows = []
    for zero in ctx.work.figures.zeros(ctx.today, team=_team(ctx)):
        point = ctx.work.touchpoints.get(zero.touchpoint)
        age = ctx.n("span", "{count} day", "{count} days", (ctx.today - zero.since).days)
        account = ctx.work.accounts.get(zero.account).name
        rows.append(
            (
                age,
                account,
                point_name(ctx.words, point),
                factor_name(ctx.words, zero.factor),
                person_name(ctx, point.owner),
            )
        )
    header = (
        ctx.t("team", "Age"),
        ctx.t("field", "Account"),
        ctx.t("field", "Touchpoint"),
        ctx.t("team", "Factor"),
        ctx.t("field", "Owner"),
    )
    title = ctx.t("team", "Standing zeros")
    card = _view(ctx, title, header, rows, ctx.t("team", "No zero stands."))
    return Reply(card=card, figures=_figures(ctx))


@command(
    "team promises",
    help=msg("help", "Open promises, and customers at breach two and three"),
    roles=MANAGERS,
    reads=True,
    examples=("team promises",),
)
def team_promises(ctx: Context) -> Reply:
    """Show the team's open promises, the first due first."""
    found = ctx.work.promises.open_in_team(_team(ctx))
    rows = []
    for each in found:
        late = ctx.t("team", "late") if each.due < ctx.today else ctx.t("team", "told first") if each.told else ""
        account = ctx.work.accounts.get(each.account)
        breaches = ctx.work.promises.breaches(account.id, ctx.today)
        note = ctx.t("promise", "breach {count} of {limit}", count=breaches, limit=3) if breaches >= WARNED_AT else ""
        rows.append((each.ref, account.name, each.what, ctx.words.day(each.due), ctx.words.join((late, note))))
    header = (
        ctx.t("field", "Promise"),
        ctx.t("field", "Account"),
        ctx.t("field", "What was promised"),
        ctx.t("field", "Due"),
        ctx.t("team", "State"),
    )
    card = _view(ctx, ctx.t("team", "Open promises"), header, rows, ctx.t("team", "No promise is open."))
    overdue = sum(each.due < ctx.today for each in found)
    return Reply(card=card, figures=_figures(ctx) | {"promises_open": len(found), "promises_late": overdue})


@command(
    "team waiting",
    help=msg("help", "How long customers waited, by place, without names"),
    args=(PeriodArg(name="period", label=msg("field", "Period"), optional=True),),
    roles=MANAGERS,
    reads=True,
    examples=("team waiting",),
)
def team_waiting(ctx: Context, period: Period | None) -> Reply:
    """Show median and 90 % of the waiting times of a period, by place."""
    asked = period or week_of(ctx.today)
    waits = ctx.work.figures.waits(asked.first, asked.last, team=_team(ctx))
    places = Counter(each.place for each in waits)
    rows = [
        _place_row(ctx, place, [each for each in waits if each.place == place]) for place, _ in places.most_common()
    ]
    header = (ctx.t("team", "Place"), ctx.t("team", "Customers"), ctx.t("team", "Median"), ctx.t("team", "90 %"))
    card = _view(ctx, ctx.t("team", "Waiting customers"), header, rows, ctx.t("team", "Nobody waited."))
    return Reply(card=card, figures=_figures(ctx, asked) | {"waits": len(waits)})


def _place_row(ctx: Context, place: str, waits: list[OpenWait]) -> tuple[str, ...]:
    middle = waiting_median(waits)
    spans = [(each.went_at - each.asked_at).total_seconds() for each in waits if each.went_at]
    long = quantiles(spans, n=10)[-1] if len(spans) > 1 else middle
    shown = (ctx.words.span(timedelta(seconds=each)) if each is not None else "–" for each in (middle, long))
    return place, str(len(waits)), *shown
