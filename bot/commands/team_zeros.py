"""Standing zeros of a team's accounts."""

from __future__ import annotations

from bot.arguments.file_format import EXPORT
from bot.arguments.touchpoint import touchpoint_name
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.looks import Look, View
from bot.domain.people import MANAGERS
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.messages.spreadsheet import Sheet
from bot.views.export import attach_file
from bot.views.labels import factor_name, person_name
from bot.views.team import table_card, viewed_figures, viewed_team_id


@command(
    "team zeros",
    help=msg("help", "Open zeros, the oldest first"),
    args=(EXPORT,),
    roles=MANAGERS,
    examples=("team zeros", "team zeros export xlsx"),
)
def team_zeros(ctx: Context, export: str | None) -> Reply:
    """Show every standing zero with its age in days and the touchpoint's owner."""
    team_id = viewed_team_id(ctx)
    rows = []
    concerned: set[int | None] = set()
    for zero in ctx.work.figures.zeros(ctx.today, team=team_id):
        touchpoint = ctx.work.touchpoints.get(zero.touchpoint)
        account = ctx.work.accounts.get(zero.account)
        concerned |= {touchpoint.owner, account.owner, zero.person}
        facts = (account.name, touchpoint_name(ctx.translator, touchpoint), factor_name(ctx.translator, zero.factor))
        rows.append((zero.since, *facts, person_name(ctx, touchpoint.owner)))
    header = (
        ctx.t("field", "Account"),
        ctx.t("field", "Touchpoint"),
        ctx.t("team", "Factor"),
        ctx.t("field", "Owner"),
    )
    figures = viewed_figures(ctx, team_id, Look(view=View.ZEROS, export=export or ""), concerned)
    title = ctx.t("team", "Open zeros")
    shown = [(ctx.n("span", "{count} day", "{count} days", (ctx.today - since).days), *rest) for since, *rest in rows]
    card = table_card(ctx, title, (ctx.t("team", "Open for"), *header), shown, ctx.t("team", "No open zeros."))
    sheet = Sheet(name=title, header=(ctx.t("export", "Since"), *header), rows=tuple(rows))
    return attach_file(ctx, Reply(card=card, figures=figures), export, sheet)
