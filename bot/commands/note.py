"""Ask where something belongs that was written about a customer without saying what was done."""

from __future__ import annotations

from bot.arguments.account import AccountArg
from bot.arguments.basic import TextArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.accounts import Account
from bot.domain.entries import CallOutcome
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.language.vocabulary import OUTCOMES, verb_label
from bot.messages.card import Button, Card, Quote, Reply, Text
from bot.messages.press import Press, existing, typed_values

OUTCOMES_ASKED = (CallOutcome.SPOKE, CallOutcome.MEETING, CallOutcome.MAIL)
"""The contacts in which something can be heard."""


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
    contacts = tuple(
        Button(
            label=f"{verb_label('call', language)}, {OUTCOMES.label(outcome, language)}",
            press=Press(verb="call", values={**values, "outcome": outcome}),
        )
        for outcome in OUTCOMES_ASKED
    )
    later = Button(label=verb_label("follow", language), press=Press(verb="follow", values=values))
    if not all(button.press.fits for button in (*contacts, later)):
        raise UserMistake("args", "That line is too long for buttons: type the full name and shorten the rest.")
    title = ctx.t("note", "{account}: where does this note belong?", account=account.name)
    card = Card(body=(Text(text=title), Quote(text=note)), buttons=contacts, more=(later,))
    return Reply(card=card, ok=False)
