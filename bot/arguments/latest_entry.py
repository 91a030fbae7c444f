"""The last entry of a kind in words: "the last call", "senaste löftet"."""

from __future__ import annotations

from bot.arguments.parser import ParseContext
from bot.domain.details import Kind
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


def latest_entry(words: tuple[Token, ...], context: ParseContext) -> tuple[str, int] | None:
    """Return the ref of the person's own last entry that leading words name, and how many they are.

    Of the kind that a noun says, with or without a word for last before it; None where there is no such entry.
    """
    language, entries, person = context.language, context.work.entries, context.who.id
    lead = typable_phrases("latest", "last", language).leading(words)
    for term, kind in KINDS.items():
        if count := typable_phrases("latest", term, language).leading(words[lead:]):
            entry = entries.latest_of(person, kind)
            return (entry.ref, lead + count) if entry else None
    used = lead + typable_phrases("latest", "entry", language).leading(words[lead:])
    entry = entries.latest(person) if used else None
    return (entry.ref, used) if entry else None
