"""Rate a touchpoint: what the customer got, on the scale 0, 1, 2."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.arguments.basic import ChoiceArg, PastDayArg, TextArg
from bot.arguments.entities import AccountArg, TouchpointArg, touchpoint_name
from bot.arguments.scores import ScoresArg
from bot.dispatch.context import Context
from bot.dispatch.registry import Revision, command
from bot.domain.accounts import Account
from bot.domain.entries import Entry, FactorScore, Touch
from bot.domain.ratings import SINGLE_FACTORS, Factor, Source, score
from bot.domain.touchpoints import Touchpoint
from bot.language.i18n import msg
from bot.language.vocabulary import SOURCES
from bot.messages.card import Button, Reply
from bot.messages.press import Press, rest_of_line
from bot.views.entries import factor_name, logged, owner_of, score_text


def revised(old: Touch, named: Mapping[str, Any]) -> Touch:
    """Return a rating with what was named anew."""
    touchpoint = named["point"].id if "point" in named else old.touchpoint
    source = Source(named.get("source", old.source))
    return replace(
        old, touchpoint=touchpoint, marks=named.get("scores", old.marks), source=source, why=named.get("why", old.why)
    )


@command(
    "touch",
    help=msg("help", "Rate a touchpoint: 0 less than expected, 1 as expected, 2 more"),
    args=(
        AccountArg(name="account", label=msg("field", "Account")),
        TouchpointArg(name="point", label=msg("field", "Touchpoint")),
        ScoresArg(name="scores", label=msg("field", "Scores, such as c0 or 1102")),
        ChoiceArg(name="source", label=msg("field", "Who says so"), table=SOURCES, optional=True, default="guess"),
        TextArg(name="why", label=msg("field", "Why"), optional=True, default=""),
        PastDayArg(name="on", label=msg("field", "Day")),
    ),
    revises=Revision(Touch, revised),
    native="touch",
    rank=20,
    menu=40,
    examples=(
        "touch acme invoice clarity 0 did not understand the terms",
        "touch acme invoice 1102",
        "touch acme site 2",
    ),
)
def touch(
    ctx: Context,
    account: Account,
    point: Touchpoint,
    scores: tuple[FactorScore, ...],
    source: str,
    why: str,
    on: date | None,
) -> Reply:
    """Log what the customer got at one touchpoint."""
    detail = Touch(touchpoint=point.id, marks=scores, source=Source(source), why=why)
    return rated(ctx, ctx.log(detail, account, on), account, point)


def rated(ctx: Context, entry: Entry, account: Account, point: Touchpoint) -> Reply:
    """Return the receipt: the score of the account, what a zero does to it, and who owns the touchpoint."""
    detail = entry.detail
    assert isinstance(detail, Touch)
    now = score(ctx.work.figures.standing(ctx.today, account=account.id).get(account.id, ()))
    marks = ", ".join(f"{factor_name(ctx.translator, m.factor)} {m.score}" for m in detail.marks)
    lines = [
        ctx.translator.join((account.name, touchpoint_name(ctx.translator, point), marks, detail.why, entry.ref)),
        ctx.t("touch", "{account}: {score}.", account=account.name, score=score_text(ctx.translator, now)),
        ctx.t("touch", "One zero makes the whole zero.") if now.zeros else "",
        _owner(ctx, point),
    ]
    figures = {"zeros_open": now.zeros, "factors_known": now.factors_known}
    figures |= {} if now.value is None else {"score": now.value}  # type: ignore[dict-item]
    buttons = (*_refine(ctx, entry, detail), ctx.undo_button(entry))
    return logged(ctx, entry, [line for line in lines if line], buttons=buttons, figures=figures)


def _owner(ctx: Context, point: Touchpoint) -> str:
    owner = owner_of(ctx, point.owner)
    return ctx.t("touch", "Owner: {name}.", name=owner.name) if owner else ""


def _refine(ctx: Context, entry: Entry, detail: Touch) -> tuple[Button, ...]:
    """A score without a factor is stored at once; one press says which factor it was."""
    if [mark.factor for mark in detail.marks] != [Factor.OVERALL]:
        return ()
    points = detail.marks[0].score
    return tuple(
        Button(
            label=factor_name(ctx.translator, factor),
            press=Press(verb="edit", values={"ref": entry.ref} | rest_of_line(f"{factor} {points}")),
        )
        for factor in SINGLE_FACTORS
    )
