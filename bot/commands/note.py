"""Ask where something belongs that was written about a customer without saying what was done."""

from __future__ import annotations

from bot.arguments.account import AccountArg
from bot.arguments.basic import TextArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.accounts import Account
from bot.domain.details import CallOutcome, ContactKind, Kind
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.language.vocabulary import OUTCOMES, verb_label
from bot.messages.card import Button, Card, Quote, Reply, Text
from bot.messages.press import Press, existing, typed_values
from bot.views.contacts import NAMES, VERBS

CONTACTS_ASKED: tuple[ContactKind, ...] = (Kind.VISIT, Kind.MEETING, Kind.MAIL)
"""Contacts beside a call in which something can be heard."""


@command(
    "note",
    help=msg("help", "A note on a customer"),
    hidden=True,
    reads=True,
    args=(
        AccountArg(name="account", label=msg("field", "Account"), creates=False),
        TextArg(name="note", label=msg("field", "What the customer said")),
    ),
)
def note(ctx: Context, account: Account, note: str) -> Reply:
    """Ask which contact a note is of, or whether it is for a follow-up; raises UserMistake for one that is too long."""
    values = {"account": existing(account.id), **typed_values({"note": note})}
    language = ctx.translator.language
    spoke = f"{verb_label('call', language)}, {OUTCOMES.label(CallOutcome.SPOKE, language)}"
    call = Button(label=spoke, press=Press(verb="call", values={**values, "outcome": CallOutcome.SPOKE}))
    others = tuple(
        Button(label=ctx.m(NAMES[kind]), press=Press(verb=VERBS[kind], values=values)) for kind in CONTACTS_ASKED
    )
    later = Button(label=verb_label("follow", language), press=Press(verb="follow", values=values))
    if not all(button.press.fits for button in (call, *others, later)):
        raise UserMistake("args", "That line is too long for buttons: type the full name and shorten the rest.")
    title = ctx.t("note", "{account}: where does this note belong?", account=account.name)
    card = Card(body=(Text(text=title), Quote(text=note)), buttons=(call, *others[:2]), more=(*others[2:], later))
    return Reply(card=card, ok=False)
