"""Customers who used to get more than expected, and get as expected now."""

from __future__ import annotations

from bot.arguments.file_format import EXPORT
from bot.arguments.touchpoint import touchpoint_name
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.looks import Look, View
from bot.domain.people import MANAGERS
from bot.domain.periods import period_before, week_of
from bot.language.i18n import msg
from bot.messages.card import Reply, Text
from bot.messages.spreadsheet import Sheet
from bot.views.export import attach_file
from bot.views.labels import factor_name, person_name
from bot.views.periods import beside
from bot.views.team import table_card, viewed_figures, viewed_team_id, with_elements


@command(
    "team drift",
    help=msg("help", "Customers who fell from more than expected to as expected"),
    args=(EXPORT,),
    roles=MANAGERS,
    examples=("team drift",),
)
def team_drift(ctx: Context, export: str | None) -> Reply:
    """Show where a standing rating fell from 2 to 1, the newest first."""
    team_id = viewed_team_id(ctx)
    found = ctx.work.figures.drifted(ctx.today, team=team_id)
    accounts = {drift.account: ctx.work.accounts.get(drift.account) for drift in found}
    look = Look(view=View.DRIFT, export=export or "")
    figures = viewed_figures(ctx, team_id, look, (account.owner for account in accounts.values()))
    header = (
        ctx.t("field", "Account"),
        ctx.t("field", "Touchpoint"),
        ctx.t("team", "Factor"),
        ctx.t("export", "Since"),
        ctx.t("field", "Owner"),
    )
    rows = tuple(
        (
            accounts[drift.account].name,
            touchpoint_name(ctx.translator, ctx.work.touchpoints.get(drift.touchpoint)),
            factor_name(ctx.translator, drift.factor),
            drift.since,
            person_name(ctx, accounts[drift.account].owner),
        )
        for drift in found
    )
    shown = [(name, point, factor, ctx.translator.day(since), owner) for name, point, factor, since, owner in rows]
    title = ctx.t("team", "From more to as expected")
    card = table_card(ctx, title, header, shown, ctx.t("team", "No customer fell from more to as expected."))
    week = week_of(ctx.today)
    counts = [
        len({drift.account for drift in found if period.first <= drift.since <= period.last})
        for period in (week, period_before(week))
    ]
    fell = ctx.n("team", "{count} customer this week", "{count} customers this week", counts[0])
    line = beside(ctx.translator, week, fell, ctx.translator.number(counts[1])) if found else ""
    card = with_elements(card, *([Text(text=line)] if line else []))
    reply = Reply(card=card, figures=figures | {"drifted": len(accounts)})
    return attach_file(ctx, reply, export, Sheet(name=title, header=header, rows=rows))
