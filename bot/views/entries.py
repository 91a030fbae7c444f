"""Pieces that several commands' cards share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from bot.arguments.entities import touchpoint_name
from bot.dispatch.context import Context
from bot.domain.accounts import Account
from bot.domain.entries import (
    Call,
    Entry,
    FollowUp,
    HandOff,
    PromiseMade,
    PromiseOutcome,
    PromiseStep,
    Touch,
    Waiting,
    WaitTaken,
)
from bot.domain.people import Person
from bot.domain.ratings import Factor, Score
from bot.language.i18n import Translator
from bot.language.vocabulary import FACTORS, OUTCOMES
from bot.messages.card import Button, Card, Reply, Text


def logged(
    ctx: Context,
    entry: Entry,
    lines: Sequence[str],
    *,
    buttons: Sequence[Button] = (),
    figures: Mapping[str, float] | None = None,
    public: bool = False,
    stored: Sequence[str] = (),
) -> Reply:
    """Return the receipt of an entry; one that counts for another day says so in full."""
    if entry.day != ctx.today:
        lines = [*lines, ctx.t("log", "Counts for {day}.", day=ctx.translator.day(entry.day))]
    card = Card(body=tuple(Text(text=line) for line in lines), buttons=tuple(buttons) or (ctx.undo_button(entry),))
    return Reply(card=card, stored=tuple(stored) or (entry.ref,), figures=figures or {}, public=public)


def shown(
    title: str, lines: Sequence[str], *, buttons: Sequence[Button] = (), figures: Mapping[str, float] | None = None
) -> Reply:
    """Return an answer that stored nothing."""
    card = Card(title=title, body=tuple(Text(text=line) for line in lines if line), buttons=tuple(buttons))
    return Reply(card=card, figures=figures or {})


def account_name(ctx: Context, account: Account | None) -> str:
    """Return the name of an account, or words for a call to nobody in particular."""
    return account.name if account else ctx.t("call", "unnamed")


def person_name(ctx: Context, person: int | None) -> str:
    """Return a person's name, or words for nobody."""
    return ctx.work.people.get(person).name if person else ctx.t("person", "nobody")


def factor_name(say: Translator, factor: Factor) -> str:
    """Return a factor in the person's language."""
    return FACTORS.label(factor, say.language)


def score_text(say: Translator, score: Score) -> str:
    """Return a score with how many of the four factors are known."""
    if score.value is None:
        return say.t("score", "not rated yet")
    value = say.number(score.value, 2)
    return say.t("score", "score {value} ({known} of 4 factors known)", value=value, known=score.factors_known)


def owner_of(ctx: Context, owner: int | None) -> Person | None:
    """Return the person who owns something, if anybody does."""
    return ctx.work.people.get(owner) if owner else None


def entry_text(ctx: Context, entry: Entry) -> str:
    """Return one entry as one line: its ref, its account and what it says."""
    account = ctx.work.accounts.find(entry.account or 0)
    return ctx.translator.join((entry.ref, account.name if account else "", *_detail(ctx, entry)))


def _detail(ctx: Context, entry: Entry) -> tuple[str, ...]:
    match entry.detail:
        case Call() as call:
            return OUTCOMES.label(call.outcome, ctx.translator.language), call.note
        case Touch() as touch:
            marks = ", ".join(f"{factor_name(ctx.translator, mark.factor)} {mark.score}" for mark in touch.marks)
            return touchpoint_name(ctx.translator, ctx.work.touchpoints.get(touch.touchpoint)), marks, touch.why
        case PromiseMade() as pledge:
            return pledge.what, ctx.t("promise", "due {day}", day=ctx.translator.day(pledge.due))
        case PromiseStep() as step:
            moved = ctx.t("promise", "now due {day}", day=ctx.translator.day(step.due)) if step.due else ""
            return f"P{step.promise}", outcome_name(ctx, step.outcome), moved, step.note
        case FollowUp() as followup:
            return followup.note, ctx.translator.day(followup.due)
        case Waiting() as waiting:
            return waiting.place, waiting.what
        case WaitTaken() as went:
            return (f"W{went.waiting}",)
        case HandOff() as handed:
            return ctx.work.desks.get(handed.desk).name, handed.cause
        case _:
            assert_never(entry.detail)


def outcome_name(ctx: Context, outcome: PromiseOutcome) -> str:
    """Return what became of a promise."""
    match outcome:
        case PromiseOutcome.KEPT:
            return ctx.t("promise", "Kept")
        case PromiseOutcome.TOLD:
            return ctx.t("promise", "Told first")
        case PromiseOutcome.BROKEN:
            return ctx.t("promise", "Broken")
        case _:
            assert_never(outcome)
