"""Log a call: one line, one receipt with the running count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.arguments.basic import ChoiceArg, PastDayArg, PatternArg, TextArg
from bot.arguments.entities import AccountArg
from bot.arguments.parser import Arg
from bot.dispatch.context import Context
from bot.dispatch.registry import Revision, command
from bot.domain.accounts import Account
from bot.domain.entries import Call, CallOutcome
from bot.domain.quotas import call_target
from bot.language.i18n import msg
from bot.language.vocabulary import OUTCOMES
from bot.messages.card import Reply
from bot.messages.press import existing
from bot.views.entries import account_name, logged

LABEL_ACCOUNT = msg("field", "Account")
ARGS: tuple[Arg, ...] = (
    AccountArg(name="account", label=LABEL_ACCOUNT, unnamed=True),
    ChoiceArg(name="outcome", label=msg("field", "Outcome"), table=OUTCOMES, optional=True, default="spoke"),
    PatternArg(name="questions", label=msg("field", "Open questions asked"), shape="q([0-9]{1,3})", optional=True),
    PatternArg(
        name="listened", label=msg("field", "Listened"), shape="(l)", number=False, optional=True, default=False
    ),
    TextArg(name="note", label=msg("field", "What the customer said"), optional=True, default=""),
    PastDayArg(name="on", label=msg("field", "Day")),
)


def revised(old: Call, named: Mapping[str, Any]) -> Call:
    """Return a call with what was named anew."""
    return replace(old, **named)


@command(
    "call",
    help=msg("help", "Log a call"),
    args=ARGS,
    revises=Revision(Call, revised),
    native="called",
    rank=10,
    menu=10,
    examples=("call acme", "call acme vm", 'call acme q5 l "wants Friday deliveries"', "call -"),
)
def call(
    ctx: Context,
    account: Account | None,
    outcome: str,
    questions: int | None,
    listened: bool,
    note: str,
    on: date | None,
) -> Reply:
    """Log one contact with a customer."""
    detail = Call(outcome=CallOutcome(outcome), questions=questions, listened=listened, note=note)
    entry = ctx.log(detail, account, on)
    count, quota = calls_on(ctx, entry.day)
    head = ctx.t("call", "Call {count} of {quota}", count=count, quota=quota)
    if not quota:
        head = ctx.n("call", "{count} call", "{count} calls", count)
    facts = [head, account_name(ctx, account), OUTCOMES.label(outcome, ctx.translator.language), entry.ref]
    lines = [ctx.translator.join(facts)]
    if note:
        lines.append(ctx.t("call", "Say back: “{heard}”", heard=note) if listened else note)
    promise = [ctx.button(ctx.t("button", "Promise"), "promise", account=existing(account.id))] if account else []
    buttons = (*promise, ctx.undo_button(entry))
    return logged(ctx, entry, lines, buttons=buttons, figures={"calls": count, "target": quota})


def calls_on(ctx: Context, day: date) -> tuple[int, int]:
    """Return the person's calls and target of a day."""
    sums = ctx.work.figures.days(day, day, person=ctx.who.id)
    return sum(each.calls for each in sums), call_target(ctx.who, day, day)
