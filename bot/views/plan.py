"""The first calls of a day: their names, what is left of them, and the buttons that log or change them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from bot.dispatch.context import Context
from bot.domain.accounts import Account
from bot.domain.calendar import calendar_of
from bot.domain.details import Planned
from bot.domain.entries import Entry
from bot.domain.plans import LONGEST
from bot.messages.card import Button, Reply, Style
from bot.messages.press import existing
from bot.views.replies import receipt_reply


def planned_accounts(ctx: Context, day: date) -> list[Account]:
    """Return the customers of the person's plan for a day, in the order of the plan."""
    found = (ctx.work.accounts.find(call.account) for call in ctx.work.plans.of(ctx.who.id, day))
    return [account for account in found if account]


def calls_left(accounts: Iterable[Account], day: date) -> list[Account]:
    """Return those of a day's planned customers to whom nobody has spoken since the day began."""
    return [account for account in accounts if account.last_contact is None or account.last_contact < day]


def planning_day(ctx: Context) -> date:
    """Return the day that a plan is for where none is named: the person's next working day."""
    return calendar_of(ctx.who).next_workday(ctx.today)


def names_of(accounts: Iterable[Account]) -> str:
    """Return the names of customers as a list."""
    return ", ".join(account.name for account in accounts)


def log_button(ctx: Context, account: Account, style: Style = Style.PLAIN) -> Button:
    """Return the button that logs a call to a customer, with the name on it."""
    label = ctx.t("nudge", "Log call: {account}", account=account.name)
    return ctx.button(label, "call", style, account=existing(account.id))


def plan_reply(ctx: Context, accounts: Sequence[Account], day: date) -> Reply:
    """Make these the first calls of a day, instead of what was planned for it; return the receipt with one undo."""
    before = planned_accounts(ctx, day)
    wanted = list({account.id: account for account in accounts}.values())[:LONGEST]
    entries = _logged(ctx, wanted, day)
    refs = ", ".join(entry.ref for entry in entries)
    plan = ctx.t("plan", "First calls {day}: {names}", day=ctx.translator.day(day), names=names_of(wanted))
    lines = [ctx.translator.join((plan, refs))]
    kept = {account.id for account in wanted}
    if dropped := [account for account in before if account.id not in kept]:
        lines.append(ctx.t("plan", "No longer in the plan: {names}.", names=names_of(dropped)))
    undo = ctx.button(ctx.t("button", "Undo"), "undo", ref=entries[0].ref, pressed="1", whole="1")
    reply = receipt_reply(ctx, entries[0], lines, buttons=[undo])
    return replace(reply, stored=tuple(entry.ref for entry in entries))


def _logged(ctx: Context, accounts: Sequence[Account], day: date) -> list[Entry]:
    # Of a message that was changed nobody can say which of several calls the new text is: the old plan is taken back.
    anew = ctx if len(accounts) == 1 else replace(ctx, corrects=None)
    entries = [anew.log(Planned(due=day), account) for account in accounts]
    ctx.work.entries.join(entries)
    return entries
