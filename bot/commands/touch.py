"""Log a rating of a touchpoint: what a customer got, 0 less than, 1 as, 2 more than expected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.arguments.account import AccountArg
from bot.arguments.basic import ChoiceArg, TextArg
from bot.arguments.past_day import PastDayArg
from bot.arguments.scores import ScoresArg
from bot.arguments.touchpoint import TouchpointArg, touchpoint_name
from bot.dispatch.context import Context
from bot.dispatch.registry import Revision, command
from bot.domain.accounts import Account
from bot.domain.details import FactorScore, Touch
from bot.domain.entries import Entry
from bot.domain.ratings import SINGLE_FACTORS, Factor, Rating, Source, score
from bot.domain.touchpoints import Touchpoint
from bot.language.i18n import msg
from bot.language.vocabulary import SOURCES
from bot.messages.card import Button, Reply
from bot.views.labels import factor_name, score_text
from bot.views.replies import correction_button, receipt_reply


def revise_touch(old: Touch, changes: Mapping[str, Any]) -> Touch:
    """Return a rating with an edited touchpoint, scores, source or reason."""
    touchpoint = changes["point"].id if "point" in changes else old.touchpoint
    source = Source(changes.get("source", old.source))
    return replace(
        old,
        touchpoint=touchpoint,
        marks=changes.get("scores", old.marks),
        source=source,
        why=changes.get("why", old.why),
    )


@command(
    "touch",
    help=msg("help", "Rate a touchpoint: 0 less than expected, 1 as expected, 2 more"),
    args=(
        AccountArg(name="account", label=msg("field", "Account")),
        TouchpointArg(name="point", label=msg("field", "Touchpoint")),
        ScoresArg(name="scores", label=msg("field", "Scores, such as c0 or 1102")),
        ChoiceArg(name="source", label=msg("field", "Who says so"), table=SOURCES, optional=True, default="guess"),
        TextArg(name="why", label=msg("field", "Why"), optional=True, default="", notes=True),
        PastDayArg(name="on", label=msg("field", "Day")),
    ),
    fact=True,
    revises=Revision(Touch, revise_touch),
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
    """Log scores of one touchpoint; the source says whether the customer said it, the person saw it or guesses."""
    detail = Touch(touchpoint=point.id, marks=scores, source=Source(source), why=why)
    entry = ctx.log(detail, account, on)
    standing = ctx.work.figures.standing(ctx.today, account=account.id).get(account.id, ())
    now = score(standing)
    marks = ", ".join(f"{factor_name(ctx.translator, mark.factor)} {mark.score}" for mark in detail.marks)
    lines = [
        ctx.translator.join((account.name, touchpoint_name(ctx.translator, point), marks, detail.why, entry.ref)),
        ctx.t("touch", "{account}: {score}.", account=account.name, score=score_text(ctx.translator, now)),
        ctx.t("touch", "One 0 anywhere makes the total 0.") if now.zeros else "",
        _without_effect(ctx, entry, detail, standing),
        _owner_line(ctx, point),
    ]
    figures = {"zeros_open": now.zeros, "factors_known": now.factors_known}
    figures |= {} if now.value is None else {"score": now.value}  # type: ignore[dict-item]
    buttons = (*_factor_buttons(ctx, entry, detail), ctx.undo_button(entry))
    return receipt_reply(ctx, entry, [line for line in lines if line], buttons=buttons, figures=figures)


def _without_effect(ctx: Context, entry: Entry, detail: Touch, standing: Sequence[Rating]) -> str:
    """Return why a rating that was stored changes nothing, "" where one of its scores counts."""
    factors = {mark.factor for mark in detail.marks}
    rivals = [each for each in standing if each.touchpoint == detail.touchpoint and each.factor in factors]
    if not rivals or any(each.order == entry.id for each in rivals):
        return ""
    if detail.source is Source.GUESS and all(each.source is Source.SAID and each.score == 0 for each in rivals):
        return ctx.t("touch", "A guess does not lift a 0 that the customer said: add “said” or “seen” if you know.")
    return ctx.t("touch", "A later rating stands: this one changes nothing.")


def _owner_line(ctx: Context, point: Touchpoint) -> str:
    if point.owner is None:
        return ""
    return ctx.t("touch", "Owner: {name}.", name=ctx.work.people.get(point.owner).name)


def _factor_buttons(ctx: Context, entry: Entry, detail: Touch) -> tuple[Button, ...]:
    """Return the buttons that say of which factor a score without one was."""
    if [mark.factor for mark in detail.marks] != [Factor.OVERALL]:
        return ()
    points = detail.marks[0].score
    return tuple(
        correction_button(factor_name(ctx.translator, factor), entry, f"{factor} {points}", detail.why)
        for factor in SINGLE_FACTORS
    )
