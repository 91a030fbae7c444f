"""Log a promise made to a customer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.arguments.basic import Day, Late, Rest
from bot.arguments.entities import AccountArg
from bot.dispatch.context import Context
from bot.dispatch.registry import Revision, command
from bot.domain.accounts import Account
from bot.domain.entries import Pledge
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.entries import logged


def revised(old: Pledge, named: Mapping[str, Any]) -> Pledge:
    """Return a promise with what was named anew."""
    return replace(old, what=named.get("what", old.what), due=named.get("due", old.due))


@command(
    "promise",
    help=msg("help", "Log a promise and its day"),
    args=(
        AccountArg(name="account", label=msg("field", "Account"), greedy=False),
        Rest(name="what", label=msg("field", "What was promised")),
        Day(name="due", label=msg("field", "Due"), before=("by",)),
        Late(name="on", label=msg("field", "Day"), beside=("by",)),
    ),
    revises=Revision(Pledge, revised, when=lambda pledge: not pledge.broken),
    native="promise",
    examples=("promise acme quote by fri", "promise acme price list 24/12"),
)
def promise(ctx: Context, account: Account, what: str, due: date, on: date | None) -> Reply:
    """Log what was promised and until when."""
    entry = ctx.log(Pledge(what=what, due=due), account, on)
    facts = ctx.words.join((entry.ref, account.name, what, ctx.t("promise", "due {day}", day=ctx.words.day(due))))
    return logged(ctx, entry, [facts])
