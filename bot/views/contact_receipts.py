"""The receipt of a contact that was no call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.dispatch.context import Context
from bot.domain.accounts import Account
from bot.domain.details import Contacted
from bot.messages.card import Reply
from bot.messages.press import existing
from bot.views.contacts import SUMS, TARGET, contact_figures, counted, numbered
from bot.views.replies import receipt_reply


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
