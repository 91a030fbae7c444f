"""Promises: logging the steps that `kept`, `told` and `broken` share, their receipts, and breaches as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.dispatch.context import Context
from bot.domain.audit import AuditAction
from bot.domain.details import PromiseStep
from bot.domain.entries import Entry
from bot.domain.promises import Promise, PromiseState
from bot.errors import UserMistake
from bot.language.i18n import Translator
from bot.messages.card import Button, Reply
from bot.views.access import record_change
from bot.views.labels import person_name
from bot.views.replies import receipt_reply, text_reply

THIRD_BREACH = 3
STREAK_SHOWN = 3
"""Promises in a row from which a streak of told first is mentioned."""


def revise_step(old: PromiseStep, changes: Mapping[str, Any]) -> PromiseStep:
    """Return a step with an edited note, due day or hour."""
    due = changes.get("due")
    moved = replace(old, due=due.day, hour=due.hour) if due else old
    return replace(moved, note=changes.get("note", old.note))


def log_step(ctx: Context, promise: Promise, step: PromiseStep, on: date | None) -> Entry:
    """Log a step of an open promise for the day `on`, None for today; raises UserMistake when it is closed."""
    if promise.state is PromiseState.KEPT:
        raise UserMistake("promise", "{ref} is kept already: type “undo” to take that back.", ref=promise.ref)
    if promise.state is PromiseState.BROKEN:
        raise UserMistake("promise", "{ref} is broken already: type “undo” to take that back.", ref=promise.ref)
    old = ctx.corrects.detail if ctx.corrects else None
    if (
        isinstance(old, PromiseStep)
        and old.promise != promise.number
        and (before := ctx.work.promises.find(old.promise))
    ):
        # The corrected line was about another promise, which this one leaves open again.
        record_change(ctx, AuditAction.PROMISE_CHANGED, f"{before.ref} undone", before.person)
    record_change(ctx, AuditAction.PROMISE_CHANGED, f"{promise.ref} {step.outcome}", promise.person)
    return ctx.log(step, ctx.work.accounts.get(promise.account), on)


def told_already(ctx: Context, promise: Promise, telling: Entry, *, anew: bool) -> Reply:
    """Return what is so where somebody told the customer before a button was pressed; `anew` is of another day."""
    account = ctx.work.accounts.get(promise.account).name
    day = ctx.translator.day_at(promise.due, promise.hour)
    due = ctx.t("promise", "now due {day}", day=day) if promise.moved and not promise.told else ""
    who = person_name(ctx, telling.person)
    facts = (ctx.t("promise", "Told already"), account, promise.what, promise.ref, due, who, telling.ref)
    way = ctx.t("promise", "To move it again: “told {number} new date fri”.", number=promise.number) if anew else ""
    return text_reply(ctx.translator.join(facts), way)


def step_receipt(
    ctx: Context, entry: Entry, head: str, promise: Promise, *facts: str, buttons: Sequence[Button] = ()
) -> Reply:
    """Return the receipt of a step: `head` names the outcome, then the account, the promise, whose it is if it is
    somebody else's, and `facts`.
    """
    account = ctx.work.accounts.get(promise.account).name
    owner = person_name(ctx, promise.person)
    whose = "" if promise.person == ctx.who.id else ctx.t("promise", "promised by {name}", name=owner)
    line = ctx.translator.join((head, account, promise.what, promise.ref, whose, *facts))
    return receipt_reply(ctx, entry, [line], buttons=buttons, figures=breach_figures(ctx, promise.account))


def told_first_streak_text(ctx: Context, account: int) -> str:
    """Return how many promises in a row were told first, empty for fewer than three."""
    count = ctx.work.promises.told_run(account, ctx.today)
    if count < STREAK_SHOWN:
        return ""
    return ctx.n("promise", "told first {count} time running", "told first {count} times running", count)


def breach_text(ctx: Context, account: int, *, told: bool) -> str:
    """Return the breaches of an account in 12 months, or that telling first is none and the streak of it."""
    if told:
        return ctx.translator.join((ctx.t("promise", "told first, no breach"), told_first_streak_text(ctx, account)))
    return breach_count_text(ctx.translator, ctx.work.promises.breaches(account, ctx.today))


def breach_count_text(say: Translator, count: int) -> str:
    """Return how many breaches an account has: of three, beyond them how many."""
    if count <= THIRD_BREACH:
        return say.t("promise", "breach {count} of {limit}", count=count, limit=THIRD_BREACH)
    return say.n("promise", "{count} breach", "{count} breaches", count)


def breach_figures(ctx: Context, account: int) -> dict[str, float]:
    """Return the breaches of an account in 12 months as a figure."""
    return {"breaches": ctx.work.promises.breaches(account, ctx.today)}


def hold_question(say: Translator, promise: Promise, account: str, what: str) -> str:
    """Return the question whether a promise holds, with its hour if there is one."""
    if promise.hour is None:
        return say.t("nudge", "{account}: {what}. Does it hold?", account=account, what=what)
    hour = say.hour(promise.hour)
    return say.t("nudge", "{account}: {what}, by {hour}. Does it hold?", account=account, what=what, hour=hour)


def tell_first_text(say: Translator, promise: Promise, what: str, breaches: int, account: str = "") -> str:
    """Return the advice to call before a promise runs out, and how many breaches there are without it."""
    values = {"what": what, "day": say.short_day_at(promise.due, promise.hour)}
    advice = (
        say.t("nudge", "{account}: {what}, due {day}. Call before, not after.", account=account, **values)
        if account
        else say.t("nudge", "{what}, due {day}. Call before, not after.", **values)
    )
    return f"{advice} {say.t('nudge', 'Breaches: {count} so far.', count=breaches)}" if breaches else advice
