"""What the team commands share: the card of a team's sums, tables of rows, and the figures of every view."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from bot.dispatch.context import Context
from bot.domain.details import Kind
from bot.domain.looks import Look
from bot.domain.periods import Period, period_before, week_of
from bot.domain.teams import Team
from bot.messages.card import Card, Element, Reply, Table, Text
from bot.views.access import authorized_team, record_look
from bot.views.figures import few_line, of_kinds, people_in_sums, team_card, team_figures, team_work

SHOWN = 20
"""Rows of a table on a card; a file holds all."""


def team_reply(ctx: Context, team: Team | None, period: Period) -> Reply:
    """Return the sums of a team of a period, of the whole company for None, with a chart of its days."""
    team_id = team.id if team else None
    figures = team_figures(ctx.work, team_id, period, ctx.today)
    before = team_work(ctx.work, team_id, period_before(period), ctx.today)
    card = team_card(ctx.work, ctx.translator, team, period, figures, before=before)
    return Reply(card=card, figures=figures | before_figures(before))


def channel_reply(ctx: Context, team: Team | None, period: Period, kinds: Collection[Kind]) -> Reply:
    """Return the same for a whole channel: of people's work these kinds alone, without days and the period before.

    Each of those would be a sum of its own.
    """
    figures = of_kinds(team_figures(ctx.work, team.id if team else None, period, ctx.today), kinds)
    card = team_card(ctx.work, ctx.translator, team, period, figures, by_day=False)
    few = few_line(ctx.translator, kinds)
    return Reply(card=with_elements(card, Text(text=few)) if few else card, figures=figures, public=True)


def before_figures(before: Mapping[str, float] | None) -> dict[str, float]:
    """Return the figures of the period before under names of their own."""
    earlier = before or {}
    return {f"{name}_before": earlier[name] for name in ("calls", "promises_kept", "waits") if earlier.get(name)}


def table_card(
    ctx: Context,
    title: str,
    header: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    empty: str,
    values: Sequence[Sequence[object]] = (),
) -> Card:
    """Return a table of the first rows and how many more there are; the sentence `empty` when there are none.

    `values` are the same rows before they were put in words, where some are numbers.
    """
    if not rows:
        return Card(title=title, body=(Text(text=empty),))
    more = len(rows) - SHOWN
    tail = (Text(text=more_in_file(ctx, more)),) if more > 0 else ()
    table = Table(header=header, rows=tuple(rows[:SHOWN]), numbers=numbers_of(values[:SHOWN]))
    return Card(title=title, body=(table, *tail))


def numbers_of(rows: Sequence[Sequence[object]]) -> tuple[tuple[float | None, ...], ...]:
    """Return which cells of rows are numbers, None for all others."""
    return tuple(tuple(float(cell) if isinstance(cell, int | float) else None for cell in row) for row in rows)


def with_elements(card: Card, *elements: Element) -> Card:
    """Return a card with more below what it shows."""
    return replace(card, body=(*card.body, *elements))


def more_in_file(ctx: Context, more: int) -> str:
    """Return how many rows a card leaves out, and how to have them all."""
    return ctx.n(
        "team",
        "And {count} more: add “export csv” to have them all.",
        "And {count} more: add “export csv” to have them all.",
        more,
    )


def viewed_team_id(ctx: Context) -> int | None:
    """Return the id of the team that a view shows, None for the whole company; raises UserMistake without a right."""
    team = authorized_team(ctx)
    return team.id if team else None


def viewed_figures(ctx: Context, team: int | None, look: Look, others: Iterable[int | None] = ()) -> dict[str, float]:
    """Return a team's figures of a look's period, by default of this week, and record the look.

    It is recorded for everybody in these figures and in those of the period before, which stand beside them, and for
    the `others` whose work the view shows.
    """
    asked = look.period or week_of(ctx.today)
    summed = people_in_sums(ctx.work, team, asked) | people_in_sums(ctx.work, team, period_before(asked))
    record_look(ctx, summed.union(other for other in others if other), look)
    return team_figures(ctx.work, team, asked, ctx.today)
