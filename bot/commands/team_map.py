"""Every point where a customer meets the company: its owner, when it was last rated, and its score."""

from __future__ import annotations

from datetime import date

from bot.arguments.file_format import EXPORT
from bot.arguments.touchpoint import touchpoint_name
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.looks import Look, View
from bot.domain.people import MANAGERS
from bot.domain.periods import period_before, week_of
from bot.domain.ratings import Rating, score
from bot.language.i18n import msg
from bot.messages.card import Reply, Text
from bot.messages.spreadsheet import Sheet
from bot.views.export import attach_file
from bot.views.labels import person_name
from bot.views.periods import beside
from bot.views.setup import desk_text
from bot.views.team import table_card, viewed_figures, viewed_team_id, with_elements


@command(
    "team map",
    help=msg("help", "Touchpoints and departments: owners, and when each was last rated"),
    args=(EXPORT,),
    roles=MANAGERS,
    examples=("team map",),
)
def team_map(ctx: Context, export: str | None) -> Reply:
    """Show the touchpoints with owner, last rating, score and open zeros, and below them the departments."""
    team_id = viewed_team_id(ctx)
    points = ctx.work.touchpoints.all()
    rated: dict[int, list[Rating]] = {point.id: [] for point in points}
    for ratings in ctx.work.figures.standing(ctx.today, team=team_id).values():
        for rating in ratings:
            rated.setdefault(rating.touchpoint, []).append(rating)
    look = Look(view=View.MAP, export=export or "")
    figures = viewed_figures(ctx, team_id, look, (point.owner for point in points))
    figures |= {
        "touchpoints": len(points),
        "without_owner": sum(point.owner is None for point in points),
        "unrated": sum(not rated[point.id] for point in points),
    }
    header = (
        ctx.t("field", "Touchpoint"),
        ctx.t("field", "Owner"),
        ctx.t("team", "Last rated"),
        ctx.t("team", "Score"),
        ctx.t("team", "Open zeros"),
    )
    rows = tuple(
        (
            touchpoint_name(ctx.translator, point),
            person_name(ctx, point.owner),
            max((rating.day for rating in rated[point.id]), default=None),
            score(rated[point.id]).value,
            score(rated[point.id]).zeros if rated[point.id] else None,
        )
        for point in points
    )
    shown = [_shown(ctx, *row) for row in rows]
    title = ctx.t("team", "Map of touchpoints")
    desks = [desk_text(desk) for desk in ctx.work.desks.all()]
    below = ctx.t("team", "Departments: {names}.", names=", ".join(desks)) if desks else ""
    card = table_card(ctx, title, header, shown, ctx.t("team", "There is no touchpoint."), rows)
    card = with_elements(card, *(Text(text=line) for line in (_logged(ctx, team_id), below) if line))
    return attach_file(ctx, Reply(card=card, figures=figures), export, Sheet(name=title, header=header, rows=rows))


def _logged(ctx: Context, team: int | None) -> str:
    """Return how many scores were given this week, beside the week before; "" where none was."""
    week = week_of(ctx.today)
    now, before = (
        ctx.work.figures.scores_logged(period.first, period.last, team=team)[0]
        for period in (week, period_before(week))
    )
    line = ctx.n("team", "{count} score given this week", "{count} scores given this week", now)
    return beside(ctx.translator, week, line, ctx.translator.number(before)) if now or before else ""


def _shown(
    ctx: Context, name: str, owner: str, last: date | None, value: float | None, zeros: int | None
) -> tuple[str, ...]:
    """Return a row as text; what is not known stays blank."""
    say = ctx.translator
    return (
        name,
        owner,
        say.day(last) if last else "",
        "" if value is None else say.number(value, 2),
        "" if zeros is None else say.number(zeros),
    )
