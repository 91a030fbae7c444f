"""Log a call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.arguments.account import AccountArg
from bot.arguments.basic import PatternArg, TextArg
from bot.arguments.outcome import SPOKE, OutcomeArg, outcome_label
from bot.arguments.parser import Arg
from bot.arguments.past_day import PastDayArg
from bot.dispatch.context import Context
from bot.dispatch.registry import Revision, command
from bot.domain.accounts import Account
from bot.domain.details import Call, CallOutcome
from bot.domain.entries import Entry
from bot.language.i18n import msg
from bot.language.reaching import MEETING, NONE, VOICEMAIL
from bot.language.vocabulary import OUTCOMES
from bot.messages.card import Button, Reply
from bot.messages.press import existing
from bot.views.labels import account_name
from bot.views.replies import correction_button, receipt_reply
from bot.views.today import calls_and_target

ARGS: tuple[Arg, ...] = (
    AccountArg(name="account", label=msg("field", "Account"), unnamed=True),
    OutcomeArg(
        name="outcome",
        label=msg("field", "Outcome"),
        optional=True,
        default="",
        conversation=("questions", "listened"),
    ),
    PatternArg(name="questions", label=msg("field", "Open questions asked"), shape="q([0-9]{1,3})", optional=True),
    PatternArg(
        name="listened", label=msg("field", "Listened"), shape="(l)", number=False, optional=True, default=False
    ),
    TextArg(name="note", label=msg("field", "What the customer said"), optional=True, default="", notes=True),
    PastDayArg(name="on", label=msg("field", "Day")),
)


def revise_call(old: Call, changes: Mapping[str, Any]) -> Call:
    """Return a call with an edited outcome, number of questions, listening or note."""
    return replace(old, **changes)


@command(
    "call",
    help=msg("help", "Log a call"),
    args=ARGS,
    fact=True,
    contact=True,
    revises=Revision(Call, revise_call),
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
    """Log one contact; the receipt counts it against the target of the day it counts for."""
    detail = Call(outcome=CallOutcome(outcome or SPOKE), questions=questions, listened=listened, note=note)
    entry = ctx.log(detail, account, on)
    count, quota = calls_and_target(ctx, entry.day)
    head = ctx.t("call", "Call {count} of {quota}", count=count, quota=quota)
    if not quota:
        head = ctx.n("call", "{count} call", "{count} calls", count)
    facts = [head, account_name(ctx, account), OUTCOMES.label(detail.outcome, ctx.translator.language), entry.ref]
    lines = [ctx.translator.join(facts)]
    if note:
        lines.append(ctx.t("call", "Repeat back: “{heard}”", heard=note) if listened else note)
    promise = [ctx.button(ctx.t("button", "Promise"), "promise", account=existing(account.id))] if account else []
    buttons = (*promise, ctx.undo_button(entry))
    # What was heard in a conversation is the customer's own words.
    unclear = "" if listened or questions is not None else note
    more = () if outcome else _other_outcomes(ctx, entry, unclear)
    return receipt_reply(ctx, entry, lines, buttons=buttons, more=more, figures={"calls": count, "target": quota})


def _other_outcomes(ctx: Context, entry: Entry, unclear: str) -> tuple[Button, ...]:
    """Return the buttons that say how a call went of which nothing was said."""
    language = ctx.translator.language
    return tuple(
        correction_button(outcome_label(outcome, language), entry, OUTCOMES.label(outcome, language), unclear)
        for outcome in (NONE, VOICEMAIL, MEETING)
    )
