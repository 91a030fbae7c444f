"""Log that a promise was broken, a recorded one or one that never was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.arguments.basic import TextArg
from bot.arguments.parser import MissingArguments
from bot.arguments.past_day import PastDayArg
from bot.arguments.promise import PromiseOrAccountArg
from bot.arguments.told_first import YES, ToldFirstArg
from bot.dispatch.context import Context
from bot.dispatch.registry import Revision, command
from bot.domain.accounts import Account
from bot.domain.details import PromiseMade, PromiseOutcome, PromiseStep
from bot.domain.entries import Entry
from bot.domain.promises import Promise
from bot.language.i18n import msg
from bot.language.telling import deny_telling
from bot.language.tokens import tokens
from bot.language.vocabulary import TELLING
from bot.messages.card import Button, Reply
from bot.views.promises import breach_figures, breach_text, log_step, step_receipt
from bot.views.replies import correction_button, receipt_reply


def _is_broken(detail: PromiseStep | PromiseMade) -> bool:
    return detail.broken if isinstance(detail, PromiseMade) else detail.outcome is PromiseOutcome.BROKEN


def revise_broken(old: PromiseStep | PromiseMade, changes: Mapping[str, Any]) -> PromiseStep | PromiseMade:
    """Return a broken promise with an edited text, day or told first."""
    told, what = changes.get("told") or old.told, changes.get("what")
    if isinstance(old, PromiseMade):
        return replace(old, what=what or old.what, due=changes.get("on", old.due), told=told)
    return replace(old, note=old.note if what is None else what, told=told)


@command(
    "broken",
    help=msg("help", "A promise was broken; add “customer knew” if you had told the customer"),
    args=(
        PromiseOrAccountArg(name="subject", label=msg("field", "Promise or account"), greedy=False),
        TextArg(name="what", label=msg("field", "What was promised"), optional=True, default="", notes=True),
        PastDayArg(name="on", label=msg("field", "Day")),
        ToldFirstArg(name="told", label=msg("field", "Told in advance"), default=False),
    ),
    fact=True,
    revises=Revision((PromiseStep, PromiseMade), revise_broken, when=_is_broken),
    native="broken",
    rank=50,
    menu=80,
    examples=("broken 1", "broken 1 customer knew", "broken acme price list"),
)
def broken(ctx: Context, subject: Promise | Account, what: str, on: date | None, told: bool) -> Reply:
    """Close a promise as broken, or log a broken one of an account; told first is no breach."""
    if isinstance(subject, Account):
        return _log_unrecorded(ctx, subject, what, on, told)
    step = PromiseStep(promise=subject.number, outcome=PromiseOutcome.BROKEN, told=told, note=what)
    entry = log_step(ctx, subject, step, on)
    breaches = _breach_line(ctx, subject.account, told or subject.told)
    buttons = _buttons(ctx, entry, told or subject.told)
    return step_receipt(ctx, entry, ctx.t("promise", "Broken"), subject, what, breaches, buttons=buttons)


def _log_unrecorded(ctx: Context, account: Account, what: str, on: date | None, told: bool) -> Reply:
    if not what or deny_telling(tokens(what), ctx.translator.language):
        # Optional for a recorded promise, needed for one that never was: only now is it known which of the two it is.
        chosen = ({"told": YES} if told else {}) | ({"on": on.isoformat()} if on else {})
        raise MissingArguments(["what"], {"subject": account.name}, chosen=chosen)
    entry = ctx.log(PromiseMade(what=what, due=on or ctx.today, broken=True, told=told), account, on)
    head = ctx.t("promise", "Broken")
    line = ctx.translator.join((head, account.name, what, entry.ref, _breach_line(ctx, account.id, told)))
    return receipt_reply(
        ctx, entry, [line], buttons=_buttons(ctx, entry, told), figures=breach_figures(ctx, account.id)
    )


def _buttons(ctx: Context, entry: Entry, told: bool) -> tuple[Button, ...]:
    """Return the buttons of a receipt: of a breach also the one that makes it told first."""
    undo = ctx.undo_button(entry)
    if told:
        return (undo,)
    words = TELLING.label("knew", ctx.translator.language)
    return (correction_button(ctx.t("button", "They knew"), entry, words), undo)


def _breach_line(ctx: Context, account: int, told: bool) -> str:
    advice = "" if told else ctx.t("promise", "call before, not after")
    return ctx.translator.join((breach_text(ctx, account, told=told), advice))
