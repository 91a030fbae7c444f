"""Open promises of a team."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TypeVar

from bot.arguments.file_format import EXPORT
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.looks import Look, View
from bot.domain.people import MANAGERS
from bot.domain.periods import period_before, week_of
from bot.domain.promises import BREACH_DAYS, Promise
from bot.language.i18n import msg
from bot.messages.card import Reply, Text
from bot.messages.spreadsheet import Cell, Sheet
from bot.views.export import attach_file
from bot.views.figures import kept_text, promise_parts, team_work
from bot.views.labels import person_name
from bot.views.periods import beside
from bot.views.promises import breach_count_text
from bot.views.team import SHOWN, more_in_file, table_card, viewed_figures, viewed_team_id, with_elements

When = TypeVar("When")
WARNED_AT = 2
"""Breaches of an account from which they stand beside its promises."""


@command(
    "team promises",
    help=msg("help", "Open promises, and customers at breach two and three"),
    args=(EXPORT,),
    roles=MANAGERS,
    examples=("team promises",),
)
def team_promises(ctx: Context, export: str | None) -> Reply:
    """Show the team's open promises, the first due first."""
    team_id = viewed_team_id(ctx)
    found = ctx.work.promises.open_in_team(team_id)
    look = Look(view=View.PROMISES, export=export or "")
    figures = viewed_figures(ctx, team_id, look, (promise.person for promise in found))
    header = (
        ctx.t("field", "Promise"),
        ctx.t("team", "Whose"),
        ctx.t("field", "Account"),
        ctx.t("field", "What was promised"),
        ctx.t("field", "Due"),
        ctx.t("team", "Status"),
    )
    title = ctx.t("team", "Open promises")
    shown = [_row(ctx, promise, ctx.translator.day_at(promise.due, promise.hour)) for promise in found]
    rows = tuple(_row(ctx, promise, _cell(promise)) for promise in found)
    card = table_card(ctx, title, header, shown, ctx.t("team", "No promise is open."))
    breached = _breached(ctx, team_id, {promise.account for promise in found})
    became = _became(ctx, team_id, figures)
    card = with_elements(card, *(Text(text=line) for line in (*breached, became) if line))
    late = sum(promise.late_on(ctx.today) for promise in found)
    figures |= {"promises_open": len(found), "promises_late": late}
    sheet = Sheet(name=title, header=header, rows=rows)
    return attach_file(ctx, Reply(card=card, figures=figures), export, sheet)


def _became(ctx: Context, team: int | None, figures: Mapping[str, float]) -> str:
    """Return what became of the promises of this week, beside the week before; "" where none of either ended."""
    week = week_of(ctx.today)
    earlier = kept_text(ctx.translator, team_work(ctx.work, team, period_before(week), ctx.today))
    now = ctx.translator.join(promise_parts(ctx.translator, figures))
    if not now and not earlier:
        return ""
    became = beside(ctx.translator, week, now or ctx.t("team", "no promise was due"), earlier)
    return ctx.t("team", "This week: {became}", became=became)


def _cell(promise: Promise) -> Cell:
    """Return the due day of a promise, as spreadsheets read it with an hour behind."""
    return f"{promise.due.isoformat()} {promise.hour:%H:%M}" if promise.hour else promise.due


def _row(ctx: Context, promise: Promise, due: When) -> tuple[str, str, str, str, When, str]:
    told = ctx.t("team", "told first") if promise.told or promise.moved else ""
    state = ctx.t("team", "late") if promise.late_on(ctx.today) else told
    breaches = ctx.work.promises.breaches(promise.account, ctx.today)
    note = breach_count_text(ctx.translator, breaches) if breaches >= WARNED_AT else ""
    account = ctx.work.accounts.get(promise.account).name
    status = ctx.translator.join((state, note))
    return promise.ref, person_name(ctx, promise.person), account, promise.what, due, status


def _breached(ctx: Context, team: int | None, beside: set[int]) -> list[str]:
    """Return the customers with two breaches or more in twelve months of whom no open promise says it."""
    since = ctx.today - timedelta(days=BREACH_DAYS)
    found = ctx.work.promises.breached_in_team(team, ctx.today, since)
    counts = sorted((-breach.count, account) for account, breach in found.items() if account not in beside)
    rows = [(ctx.work.accounts.get(account).name, -count) for count, account in counts]
    shown = [ctx.translator.join((name, breach_count_text(ctx.translator, count))) for name, count in rows[:SHOWN]]
    more = len(rows) - SHOWN
    return [*shown, *([more_in_file(ctx, more)] if more > 0 else [])]
