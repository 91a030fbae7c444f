"""What is offered for a name that no account has, beside the accounts that are spelt alike and a new one."""

from __future__ import annotations

from bot.arguments.parser import Candidate, ParseContext
from bot.domain.accounts import Account
from bot.domain.own_words import ACCOUNT
from bot.language.i18n import Translator
from bot.language.names import fold
from bot.messages.press import ExistingId, unpack_selection, wanted


def which_one(name: str, translator: Translator) -> str:
    """Return the question which account is meant by a name that none has."""
    return translator.t("account", 'No account is called "{name}". Which one?', name=name)


def picked_account(name: str, context: ParseContext) -> Account | None:
    """Return the account that the person picked for a name the last time, once or more often; None for none."""
    picked = context.work.own_words.find(context.who.id, ACCOUNT, fold(name))
    meant = unpack_selection(picked.meaning) if picked else None
    return context.work.accounts.find(meant.id) if isinstance(meant, ExistingId) else None


def other_account(name: str, used: int, context: ParseContext) -> Candidate:
    """Return the choice of an account that is called otherwise, which a form asks for."""
    label = context.translator.t("button", "Another customer…")
    return Candidate(label=label, value=wanted(name), used=used)
