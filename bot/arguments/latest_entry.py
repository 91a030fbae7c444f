"""The last entry of a kind in words, perhaps with a customer: "the last call", "senaste löftet", "the call to Acme"."""

from __future__ import annotations

from bot.arguments.account import find_account_in
from bot.arguments.account_place import name_front
from bot.arguments.parser import ParseContext
from bot.domain.accounts import Account
from bot.domain.details import Kind
from bot.errors import UserMistake
from bot.language.phrases import typable_phrases
from bot.language.tokens import Token

KINDS = {
    "call": Kind.CALL,
    "promise": Kind.PROMISE,
    "follow": Kind.FOLLOWUP,
    "visit": Kind.VISIT,
    "meet": Kind.MEETING,
    "mail": Kind.MAIL,
    "offer": Kind.OFFER,
    "touch": Kind.RATING,
}
"""Kinds of entry by the term of their noun in the word files."""


def latest_entry(words: tuple[Token, ...], context: ParseContext, *, at_account: bool) -> tuple[str, int] | None:
    """Return the ref of the person's own last entry that leading words name, and how many they are.

    Of the kind that a noun says, and, where it may be `at_account`, of the customer named behind it; None where there
    is no such entry. Raises UserMistake for a customer of whom there is none.
    """
    entries, person = context.work.entries, context.who.id
    kind, used = leading_kind(words, context.language)
    if kind is None:
        entry = entries.latest(person) if used else None
        return (entry.ref, used) if entry else None
    account, name = _account(words[used:], context) if at_account else (None, 0)
    entry = entries.latest_at(person, kind, account.id) if account else entries.latest_of(person, kind)
    if account and entry is None:
        raise UserMistake(
            "undo",
            "You have no such entry at {account}: type “account {account}” to see its log.",
            account=account.name,
        )
    return (entry.ref, used + name) if entry else None


def leading_kind(words: tuple[Token, ...], language: str) -> tuple[Kind | None, int]:
    """Return the kind of entry that leading words name, with or without a word for last, and how many they are.

    No kind where they say only that it is the last one; 0 words where they name none.
    """
    last = typable_phrases("latest", "last", language).leading(words)
    lead = last or typable_phrases("latest", "own", language).leading(words)
    for term, kind in KINDS.items():
        if count := typable_phrases("latest", term, language).leading(words[lead:]):
            return kind, lead + count
    return None, last + typable_phrases("latest", "entry", language).leading(words[last:])


def _account(words: tuple[Token, ...], context: ParseContext) -> tuple[Account | None, int]:
    """Return the one customer whom words name behind fillers, and how many words that takes."""
    found = find_account_in(words, context)
    if found is None or found.at != name_front(words, context.language):
        return None, 0
    return found.value, found.at + found.used
