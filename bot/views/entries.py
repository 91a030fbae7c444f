"""Pieces that several commands' cards share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from bot.arguments.entities import point_name
from bot.dispatch.context import Context
from bot.domain.accounts import Account
from bot.domain.entries import Call, Entry, Fate, FollowUp, HandOff, Pledge, Step, Touch, Waiting, Went
from bot.domain.people import Person
from bot.domain.ratings import Factor, Score
from bot.language.i18n import Words
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
        lines = [*lines, ctx.t("log", "Counts for {day}.", day=ctx.words.day(entry.day))]
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


def factor_name(say: Words, factor: Factor) -> str:
    """Return a factor in the person's language."""
    return FACTORS.label(factor, say.language)


def score_text(say: Words, score: Score) -> str:
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
    return ctx.words.join((entry.ref, account.name if account else "", *_detail(ctx, entry)))


def _detail(ctx: Context, entry: Entry) -> tuple[str, ...]:
    match entry.detail:
        case Call() as call:
            return OUTCOMES.label(call.outcome, ctx.words.language), call.note
        case Touch() as touch:
            marks = ", ".join(f"{factor_name(ctx.words, mark.factor)} {mark.score}" for mark in touch.marks)
            return point_name(ctx.words, ctx.work.touchpoints.get(touch.touchpoint)), marks, touch.why
        case Pledge() as pledge:
            return pledge.what, ctx.t("promise", "due {day}", day=ctx.words.day(pledge.due))
        case Step() as step:
            moved = ctx.t("promise", "now due {day}", day=ctx.words.day(step.due)) if step.due else ""
            return f"P{step.promise}", fate_name(ctx, step.fate), moved, step.note
        case FollowUp() as followup:
            return followup.note, ctx.words.day(followup.due)
        case Waiting() as waiting:
            return waiting.place, waiting.what
        case Went() as went:
            return (f"W{went.waiting}",)
        case HandOff() as handed:
            return ctx.work.desks.get(handed.desk).name, handed.cause
        case _:
            assert_never(entry.detail)


def fate_name(ctx: Context, fate: Fate) -> str:
    """Return what became of a promise."""
    match fate:
        case Fate.KEPT:
            return ctx.t("promise", "Kept")
        case Fate.TOLD:
            return ctx.t("promise", "Told first")
        case Fate.BROKEN:
            return ctx.t("promise", "Broken")
        case _:
            assert_never(fate)
