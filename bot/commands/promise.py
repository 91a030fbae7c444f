"""Log a promise made to a customer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.arguments.account import AccountArg
from bot.arguments.basic import DayArg, PastDayArg, TextArg
from bot.dispatch.context import Context
from bot.dispatch.registry import Revision, command
from bot.domain.accounts import Account
from bot.domain.entries import PromiseMade
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.replies import receipt_reply


def revise_promise(old: PromiseMade, changes: Mapping[str, Any]) -> PromiseMade:
    """Return a promise with an edited text or due day."""
    return replace(old, what=changes.get("what", old.what), due=changes.get("due", old.due))


@command(
    "promise",
    help=msg("help", "Log a promise and when it is due"),
    args=(
        AccountArg(name="account", label=msg("field", "Account"), greedy=False),
        TextArg(name="what", label=msg("field", "What was promised")),
        DayArg(name="due", label=msg("field", "Due"), keywords=("by",)),
        PastDayArg(name="on", label=msg("field", "Day"), other_day_keywords=("by",)),
    ),
    fact=True,
    revises=Revision(PromiseMade, revise_promise, when=lambda made: not made.broken),
    native="promise",
    rank=30,
    menu=30,
    examples=("promise acme quote by fri", "promise acme price list 24/12"),
)
def promise(ctx: Context, account: Account, what: str, due: date, on: date | None) -> Reply:
    """Log what was promised and by which day, today or later; `on` is the past day on which it was promised."""
    entry = ctx.log(PromiseMade(what=what, due=due), account, on)
    facts = ctx.translator.join(
        (entry.ref, account.name, what, ctx.t("promise", "due {day}", day=ctx.translator.day(due)))
    )
    return receipt_reply(ctx, entry, [facts])
