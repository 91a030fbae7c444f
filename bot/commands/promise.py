"""Log a promise made to a customer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from typing import Any

from bot.arguments.account import AccountArg
from bot.arguments.basic import TextArg
from bot.arguments.due import DueArg, HourArg
from bot.arguments.past_day import PastDayArg
from bot.dispatch.context import Context
from bot.dispatch.registry import Revision, command
from bot.domain.accounts import Account
from bot.domain.details import PromiseMade
from bot.domain.due import Due
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.language.telling import is_moved
from bot.messages.card import Reply
from bot.views.due import with_hour
from bot.views.replies import receipt_reply


def revise_promise(old: PromiseMade, changes: Mapping[str, Any]) -> PromiseMade:
    """Return a promise with an edited text, due day or hour."""
    due = changes.get("due") or Due(day=old.due, hour=old.hour)
    return replace(old, what=changes.get("what", old.what), due=due.day, hour=due.hour)


@command(
    "promise",
    help=msg("help", "Log a promise and when it is due"),
    args=(
        AccountArg(name="account", label=msg("field", "Account"), greedy=False),
        TextArg(name="what", label=msg("field", "What was promised"), marked=True),
        DueArg(name="due", label=msg("field", "Due"), keywords=("by",)),
        HourArg(name="hour", label=msg("field", "Time, such as 14:00")),
        PastDayArg(name="on", label=msg("field", "Day"), other_day_keywords=("by",)),
    ),
    fact=True,
    revises=Revision(PromiseMade, revise_promise, when=lambda made: not made.broken),
    native="promise",
    rank=30,
    menu=30,
    examples=("promise acme quote by fri", "promise acme price list 24/12"),
)
def promise(ctx: Context, account: Account, what: str, due: Due, hour: time | None, on: date | None) -> Reply:
    """Log what was promised and by which day and hour, from now on; `on` is the past day on which it was promised.

    Raises UserMistake for an hour of a form that has passed, and for an open promise that is said to have moved.
    """
    due = with_hour(ctx, due, hour)
    if is_moved(what, ctx.translator.language) and (moved := ctx.work.promises.open_for(account.id)):
        raise UserMistake(
            "promise",
            "Does the customer know that {ref} moves? Then type “told {number} new date {day}”.",
            ref=moved[0].ref,
            number=moved[0].number,
            day=ctx.translator.day_at(due.day, due.hour),
        )
    entry = ctx.log(PromiseMade(what=what, due=due.day, hour=due.hour), account, on)
    when = ctx.t("promise", "due {day}", day=ctx.translator.day_at(due.day, due.hour))
    return receipt_reply(ctx, entry, [ctx.translator.join((entry.ref, account.name, what, when))])
