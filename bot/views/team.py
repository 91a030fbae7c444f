"""What the team commands share: the card of a team's sums, tables of rows, and the figures of every view."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dispatch.context import Context
from bot.domain.periods import Period, week_of
from bot.domain.teams import Team
from bot.messages.card import Card, Reply, Table, Text
from bot.views.access import authorized_team
from bot.views.figures import team_card, team_figures

SHOWN = 20
"""Rows of a table on a card; a file holds all."""


def team_reply(ctx: Context, team: Team | None, period: Period) -> Reply:
    """Return the sums of a team of a period, of the whole company for None."""
    figures = team_figures(ctx.work, team.id if team else None, period, ctx.today)
    return Reply(card=team_card(ctx.work, ctx.translator, team, period, figures), figures=figures)


def table_card(ctx: Context, title: str, header: tuple[str, ...], rows: Sequence[tuple[str, ...]], empty: str) -> Card:
    """Return a table of the first rows and how many more there are; the sentence `empty` when there are none."""
    if not rows:
        return Card(title=title, body=(Text(text=empty),))
    more = len(rows) - SHOWN
    tail = (Text(text=ctx.n("team", "And {count} more.", "And {count} more.", more)),) if more > 0 else ()
    return Card(title=title, body=(Table(header=header, rows=tuple(rows[:SHOWN])), *tail))


def viewed_team_id(ctx: Context) -> int | None:
    """Return the id of the team that a view shows, None for the whole company; raises UserMistake without a right."""
    team = authorized_team(ctx)
    return team.id if team else None


def view_figures(ctx: Context, period: Period | None = None) -> dict[str, float]:
    """Return the figures of the viewed team for a period, by default for this week."""
    return team_figures(ctx.work, viewed_team_id(ctx), period or week_of(ctx.today), ctx.today)
