"""What becomes of a promise: the steps that `kept`, `told` and `broken` share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.dispatch.context import Context
from bot.domain.entries import Entry, PromiseOutcome, PromiseStep
from bot.domain.promises import Promise, PromiseState
from bot.errors import UserMistake
from bot.language.i18n import Translator
from bot.messages.card import Reply
from bot.views.entries import logged

THIRD_BREACH = 3
RUN_SHOWN = 3


def revised(old: PromiseStep, named: Mapping[str, Any]) -> PromiseStep:
    """Return a step with what was named anew."""
    return replace(old, note=named.get("note", old.note), due=named.get("due", old.due))


def take_step(ctx: Context, promise: Promise, step: PromiseStep, on: date | None) -> Entry:
    """Log a step of an open promise; raises UserMistake when it is closed."""
    if promise.state is PromiseState.KEPT:
        raise UserMistake("promise", "{ref} is kept already: type undo to take that back.", ref=promise.ref)
    if promise.state is PromiseState.BROKEN:
        raise UserMistake("promise", "{ref} is broken already: type undo to take that back.", ref=promise.ref)
    return ctx.log(step, ctx.work.accounts.get(promise.account), on)


def step_of(
    promise: Promise, outcome: PromiseOutcome, *, told: bool = False, due: date | None = None, note: str = ""
) -> PromiseStep:
    """Return a step of a promise."""
    return PromiseStep(promise=promise.number, outcome=outcome, told=told, due=due, note=note)


def receipt(ctx: Context, entry: Entry, head: str, promise: Promise, *extras: str) -> Reply:
    """Return the receipt of a step: what happened, which promise, what follows."""
    account = ctx.work.accounts.get(promise.account).name
    line = ctx.translator.join((head, account, promise.what, promise.ref, *extras))
    return logged(ctx, entry, [line], figures=breach_figures(ctx, promise.account))


def run_text(ctx: Context, account: int) -> str:
    """Return how many promises in a row moved or fell with a word beforehand, empty for fewer than three."""
    count = ctx.work.promises.told_run(account, ctx.today)
    many = count >= RUN_SHOWN
    return (
        ctx.n("promise", "told first {count} time running", "told first {count} times running", count) if many else ""
    )


def breach_text(ctx: Context, account: int, *, told: bool) -> str:
    """Return how many breaches an account has seen; told first is none, but a run of it is shown."""
    if told:
        return ctx.translator.join((ctx.t("promise", "told first, no breach"), run_text(ctx, account)))
    count = ctx.work.promises.breaches(account, ctx.today)
    return ctx.t("promise", "breach {count} of {limit}", count=count, limit=THIRD_BREACH)


def breach_figures(ctx: Context, account: int) -> dict[str, float]:
    """Return the breaches of an account as a figure."""
    return {"breaches": ctx.work.promises.breaches(account, ctx.today)}


def untold(say: Translator, promise: Promise, what: str, breach: int, account: str = "") -> str:
    """Return what to do about a promise that runs out while the customer does not know."""
    values = {"what": what, "day": say.short_day(promise.due), "count": breach, "limit": THIRD_BREACH}
    if account:
        return say.t(
            "nudge",
            "{account}: {what}, due {day}. Call before, not after. Breach {count} of {limit}.",
            account=account,
            **values,
        )
    return say.t("nudge", "{what}, due {day}. Call before, not after. Breach {count} of {limit}.", **values)
