"""What the commands of contacts that were no call share: their arguments, how an edit changes one, and the receipt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from bot.arguments.account import AccountArg
from bot.arguments.basic import TextArg
from bot.arguments.past_day import PastDayArg
from bot.dispatch.context import Context
from bot.domain.accounts import Account
from bot.domain.details import Contacted, Mail, Meeting, Visit
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.messages.press import existing
from bot.views.contacts import SUMS, TARGET, contact_figures, counted, numbered
from bot.views.replies import receipt_reply

ContactT = TypeVar("ContactT", Visit, Meeting, Mail)
ARGS = (
    AccountArg(name="account", label=msg("field", "Account")),
    TextArg(name="note", label=msg("field", "Note"), optional=True, default="", notes=True),
    PastDayArg(name="on", label=msg("field", "Day")),
)


def revise_contact(old: ContactT, changes: Mapping[str, Any]) -> ContactT:
    """Return a contact with an edited note."""
    return replace(old, **changes)


def contact_receipt(ctx: Context, detail: Contacted, account: Account, on: date | None, facts: Sequence[str]) -> Reply:
    """Log a contact; the receipt counts it against the target of the day it counts for, and says these facts of it."""
    entry = ctx.log(detail, account, on)
    kind = detail.kind
    figures = contact_figures(ctx.work.figures.days(entry.day, entry.day, person=ctx.who.id), [ctx.who], entry.day)
    count, target = int(figures[SUMS[kind]]), int(figures.get(SUMS[kind] + TARGET, 0))
    head = numbered(ctx.translator, kind, count, target) if target else counted(ctx.translator, kind, count)
    lines = [ctx.translator.join((head, account.name, *facts, entry.ref))]
    if detail.note:
        lines.append(detail.note)
    promise = ctx.button(ctx.t("button", "Promise"), "promise", account=existing(account.id))
    return receipt_reply(ctx, entry, lines, buttons=(promise, ctx.undo_button(entry)), figures=figures)
