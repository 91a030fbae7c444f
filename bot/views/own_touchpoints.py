"""What whoever owns a touchpoint sees of it: its score, who rated what with which words, and the zeros to mend."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from bot.arguments.touchpoint import touchpoint_name
from bot.dispatch.context import Context
from bot.domain.figures import OpenZero, PointRating
from bot.domain.people import Person, Role
from bot.domain.ratings import score
from bot.domain.touchpoints import Touchpoint
from bot.messages.card import Button, Style
from bot.views.labels import factor_name, score_text

SHOWN = 5
"""Ratings of a touchpoint that are listed."""
FACTORS_OF_ONE = 5
"""Scores that one rating may have."""


def sells(person: Person) -> bool:
    """Whether calls are asked of a person."""
    return Role.SELLER in person.roles


def touchpoints_of(ctx: Context, person: Person) -> list[Touchpoint]:
    """Return the touchpoints that a person answers for."""
    return [point for point in ctx.work.touchpoints.all() if point.owner == person.id]


def zeros_at(ctx: Context, points: Sequence[Touchpoint]) -> list[OpenZero]:
    """Return the standing zeros at touchpoints, the oldest first."""
    return [zero for point in points for zero in ctx.work.figures.zeros(ctx.today, touchpoint=point.id)]


def touchpoint_lines(ctx: Context, person: Person) -> list[str]:
    """Return a line for each touchpoint of a person with its score and zeros, and one for each of its last ratings.

    A colleague who answers for none reads who may change that.
    """
    points = touchpoints_of(ctx, person)
    if not points and Role.COLLEAGUE in person.roles:
        return [ctx.t("colleague", "You answer for no touchpoint yet: an admin gives you one.")]
    return [line for point in points for line in (_score_line(ctx, point), *_rating_lines(ctx, point))]


def _score_line(ctx: Context, point: Touchpoint) -> str:
    name = touchpoint_name(ctx.translator, point)
    standing = ctx.work.figures.standing(ctx.today, touchpoint=point.id).values()
    now = score([rating for ratings in standing for rating in ratings])
    zeros = ctx.n("nudge", "{count} zero open", "{count} zeros open", now.zeros) if now.zeros else ""
    return ctx.translator.join((name, score_text(ctx.translator, now), zeros))


def raters_shown(ctx: Context, person: Person) -> set[int]:
    """Return whose ratings and words those lines show."""
    return {scores[0].person for point in touchpoints_of(ctx, person) for scores in _ratings(ctx, point)}


def _rating_lines(ctx: Context, point: Touchpoint) -> list[str]:
    return [_rating_line(ctx, scores) for scores in _ratings(ctx, point)]


def _ratings(ctx: Context, point: Touchpoint) -> list[tuple[PointRating, ...]]:
    """Return the last ratings of a touchpoint, each with all of its scores."""
    found = ctx.work.figures.ratings_at(point.id, SHOWN * FACTORS_OF_ONE)
    return [tuple(group) for _, group in groupby(found, key=lambda rating: rating.number)][:SHOWN]


def _rating_line(ctx: Context, scores: Sequence[PointRating]) -> str:
    first = scores[0]
    marks = ", ".join(f"{factor_name(ctx.translator, each.factor)} {each.score}" for each in scores)
    words = ctx.translator.quoted(first.why) if first.why else ""
    who = ctx.work.people.get(first.person).name
    account = ctx.work.accounts.get(first.account).name
    return ctx.translator.join((account, marks, words, who, ctx.translator.short_day(first.day)))


def mending_buttons(ctx: Context, zeros: Sequence[OpenZero]) -> tuple[Button, ...]:
    """Return the buttons for the newest zero at an own touchpoint: that it is mended, and a question to its rater."""
    if not zeros:
        return ()
    zero = max(zeros, key=lambda zero: zero.entry)
    account, ref = ctx.work.accounts.get(zero.account).name, f"R{zero.number}"
    fixed = ctx.button(ctx.t("button", "Fixed: {account}", account=account[:40]), "zero fixed", Style.MAIN, rating=ref)
    if zero.person == ctx.who.id:
        return (fixed,)
    name = ctx.work.people.get(zero.person).name[:40]
    return fixed, ctx.button(ctx.t("button", "Ask {name}", name=name), "zero ask", rating=ref, to=str(zero.person))
