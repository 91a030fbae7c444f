"""Standing zeros of a team's accounts."""

from __future__ import annotations

from bot.arguments.file_format import EXPORT
from bot.arguments.touchpoint import touchpoint_name
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.looks import Look, View
from bot.domain.people import MANAGERS
from bot.domain.periods import period_before, week_of
from bot.domain.ratings import SINGLE_FACTORS, Factor
from bot.language.i18n import msg
from bot.messages.card import Reply, Table, Text
from bot.messages.spreadsheet import Sheet
from bot.views.access import may_read_words
from bot.views.export import attach_file
from bot.views.labels import factor_name, person_name
from bot.views.periods import beside
from bot.views.team import numbers_of, table_card, viewed_figures, viewed_team_id, with_elements


@command(
    "team zeros",
    help=msg("help", "Open zeros with their words, the oldest first, and where they gather"),
    args=(EXPORT,),
    roles=MANAGERS,
    examples=("team zeros", "team zeros export xlsx"),
)
def team_zeros(ctx: Context, export: str | None) -> Reply:
    """Show every standing zero with its age, its words and the touchpoint's owner, and where zeros gather."""
    team_id = viewed_team_id(ctx)
    rows = []
    concerned: set[int | None] = set()
    for zero in ctx.work.figures.zeros(ctx.today, team=team_id):
        touchpoint = ctx.work.touchpoints.get(zero.touchpoint)
        account = ctx.work.accounts.get(zero.account)
        concerned |= {touchpoint.owner, account.owner, zero.person}
        facts = (account.name, touchpoint_name(ctx.translator, touchpoint), factor_name(ctx.translator, zero.factor))
        words = zero.why if may_read_words(ctx, account) else ""
        rows.append((zero.since, *facts, person_name(ctx, touchpoint.owner), words))
    header = (
        ctx.t("field", "Account"),
        ctx.t("field", "Touchpoint"),
        ctx.t("team", "Factor"),
        ctx.t("field", "Owner"),
        ctx.t("team", "Words"),
    )
    figures = viewed_figures(ctx, team_id, Look(view=View.ZEROS, export=export or ""), concerned)
    title = ctx.t("team", "Open zeros")
    shown = [(ctx.n("span", "{count} day", "{count} days", (ctx.today - since).days), *rest) for since, *rest in rows]
    ages = [((ctx.today - since).days, *rest) for since, *rest in rows]
    card = table_card(ctx, title, (ctx.t("team", "Open for"), *header), shown, ctx.t("team", "No open zeros."), ages)
    card = with_elements(card, *_grid(ctx, team_id), *_logged(ctx, team_id))
    sheet = Sheet(name=title, header=(ctx.t("export", "Since"), *header), rows=tuple(rows))
    return attach_file(ctx, Reply(card=card, figures=figures), export, sheet)


def _grid(ctx: Context, team: int | None) -> tuple[Table, ...]:
    """Return the open zeros by touchpoint and factor; what nobody rated is blank, not 0."""
    zeros: dict[tuple[int, Factor], int] = {}
    for ratings in ctx.work.figures.standing(ctx.today, team=team).values():
        for rating in ratings:
            key = (rating.touchpoint, rating.factor)
            zeros[key] = zeros.get(key, 0) + (rating.score == 0)
    if not any(zeros.values()):
        return ()
    factors = (*SINGLE_FACTORS, *([Factor.OVERALL] if any(factor is Factor.OVERALL for _, factor in zeros) else []))
    header = (ctx.t("field", "Touchpoint"), *(factor_name(ctx.translator, factor) for factor in factors))
    points = [point for point in ctx.work.touchpoints.all() if any(key[0] == point.id for key in zeros)]
    rows = tuple(
        (touchpoint_name(ctx.translator, point), *(str(zeros.get((point.id, factor), "")) for factor in factors))
        for point in points
    )
    counts = [(point.name, *(zeros.get((point.id, factor)) for factor in factors)) for point in points]
    return (Table(header=header, rows=rows, numbers=numbers_of(counts)),)


def _logged(ctx: Context, team: int | None) -> tuple[Text, ...]:
    """Return how many zeros were logged this week, beside the week before; nothing where none was."""
    week = week_of(ctx.today)
    now, before = (
        ctx.work.figures.scores_logged(period.first, period.last, team=team)[1]
        for period in (week, period_before(week))
    )
    line = ctx.n("team", "{count} zero logged this week", "{count} zeros logged this week", now)
    return (Text(text=beside(ctx.translator, week, line, ctx.translator.number(before))),) if now or before else ()
