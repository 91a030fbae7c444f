"""Log that a customer left, and ask them one honest question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.arguments.account_behind import AccountBehindArg
from bot.arguments.basic import ButtonValue, TextArg
from bot.arguments.past_day import PastDayArg
from bot.dispatch.context import Context
from bot.dispatch.registry import Revision, command
from bot.domain.accounts import Account
from bot.domain.audit import AuditAction
from bot.domain.details import CallOutcome, Departure
from bot.language.company_forms import language_of_company
from bot.language.i18n import msg, translator_for
from bot.language.names import fold
from bot.language.phrases import typable
from bot.language.reaching import findings
from bot.language.tokens import tokens
from bot.language.vocabulary import OUTCOMES, verb_label
from bot.messages.card import Button, Card, Quote, Reply, Text
from bot.messages.press import Press, existing, typed_values
from bot.views.access import record_account_look, record_change
from bot.views.replies import receipt_reply
from bot.views.resting import last_contact_line, last_zero_line, left_open_line

LEFT = "left"
"""The English word, which also tells of a message."""


def revise_departure(old: Departure, changes: Mapping[str, Any]) -> Departure:
    """Return a departure with an edited reason."""
    return replace(old, **changes)


@command(
    "left",
    help=msg("help", "A customer left: what was last, and one honest question"),
    args=(
        AccountBehindArg(name="account", label=msg("field", "Account"), creates=False),
        TextArg(name="why", label=msg("field", "Why"), optional=True, default=""),
        ButtonValue(name="sure", label=msg("field", "Why")),
        PastDayArg(name="on", label=msg("field", "Day")),
    ),
    revises=Revision(Departure, revise_departure),
    examples=("left acme unknown",),
)
def left(ctx: Context, account: Account, why: str, sure: str, on: date | None) -> Reply:
    """Log a departure; the receipt has the last contact, the last zero and a text to send to the customer.

    Asks where the reason makes a call of it, as "left acme a message" does; `sure` is what the answer says.
    """
    quoted = any(word.quoted for word in tokens(ctx.line))
    if not sure and not quoted and ((outcome := _outcome_of(ctx, why)) or _tells_when(ctx, why)):
        return _which(ctx, account, why, outcome)
    people = {past.person for past in ctx.work.figures.last_contacts(account.id, 1)}
    people |= {zero.person for zero in ctx.work.figures.zeros(ctx.today, account=account.id)[-1:]}
    record_account_look(ctx, account, people)
    entry = ctx.log(Departure(why=why), account, on)
    record_change(ctx, AuditAction.ACCOUNT_CHANGED, f"lost {account.name}", account.owner)
    lines = [
        ctx.translator.join((ctx.t("left", "Left"), account.name, why, entry.ref)),
        last_contact_line(ctx, account),
        last_zero_line(ctx, account),
        left_open_line(ctx, account),
        ctx.t("left", "No more nudges about it; a new call brings it back."),
    ]
    reply = receipt_reply(ctx, entry, [line for line in lines if line])
    language = language_of_company(account.name)
    say = translator_for(language) if language else ctx.translator
    question = say.t(
        "left",
        "You no longer buy from us. What should we have done differently? One line is enough.",
    )
    to_send = (Text(text=ctx.t("left", "To send to them:")), Quote(text=question))
    return replace(reply, card=replace(reply.card, body=(*reply.card.body, *to_send)))


def _outcome_of(ctx: Context, why: str) -> str:
    """Return the outcome of the call that "left" and the first words of a reason are; "" where they are none."""
    found = next(iter(findings(tokens(f"{LEFT} {why}"), ctx.translator.language)), None)
    return found.outcome if found and not found.first and found.end > 1 else ""


def _tells_when(ctx: Context, why: str) -> bool:
    """Whether a reason is none but an hour or a place, as in "left acme at 3", where the seller left."""
    language = ctx.translator.language
    return any(fold(why).startswith(f"{word} ") for word in typable("names", "at", language))


def _which(ctx: Context, account: Account, why: str, outcome: str) -> Reply:
    language, known = ctx.translator.language, {"account": existing(account.id)}
    gone = Press(verb="left", values={**known, **typed_values({"why": why}), "sure": "1"})
    told = {"outcome": outcome or CallOutcome.MEETING, **typed_values({"note": why})}
    call = Press(verb="call", values={**known, **told})
    label = f"{verb_label('call', language)}, {OUTCOMES.label(outcome or CallOutcome.MEETING, language)}"
    buttons = (Button(label=label, press=call), Button(label=ctx.t("left", "The customer left"), press=gone))
    title = ctx.t("left", "{account}: a call, or did they leave?", account=account.name)
    return Reply(card=Card(body=(Text(text=title),), buttons=buttons), ok=False)
