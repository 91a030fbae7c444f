"""Words of a line in the order in which facts are read: the customer behind the verb, a booking behind the customer."""

from __future__ import annotations

from dataclasses import replace

from bot.arguments.account import find_account_in
from bot.arguments.parser import ParseContext
from bot.language.clause_words import clause_words
from bot.language.phrases import plain_texts, typable
from bot.language.tokens import Token

Words = tuple[Token, ...]


def name_first(words: Words, context: ParseContext) -> tuple[Words, Words] | None:
    """Return the customer's name that words begin with and what the writer did, as in Swedish "Acme ringde jag igår".

    The writer is also who did what stands behind the name and a colon, as in "Acme: called". None for other words.
    """
    named = find_account_in(words, context)
    if named is None or named.at:
        return None
    name, rest = words[: named.used], words[named.used :]
    writer = clause_words(context.language).writer.leading(rest[1:])
    return (name, rest[:1] + rest[1 + writer :]) if writer or name[-1].text.endswith(":") else None


def without_lead(words: Words, context: ParseContext) -> Words:
    """Return words without the preposition of a name that stands before its verb; "i" begins a day too."""
    known = clause_words(context.language)
    count = known.between.leading(words)
    return words if known.dated.leading(words) > count else words[count:]


def booking_behind_name(verb: Words, words: Words, context: ParseContext) -> Words | None:
    """Return words with the meeting that `verb` says was booked behind the customer's name, as part of the note.

    None for other verbs, and where another word stands first.
    """
    named, meeting = find_account_in(words, context), verb[:-1]
    booked = " ".join(plain_texts(meeting)) in typable("reaching", "booked", context.language)
    if not booked or named is None or named.at:
        return None
    said = (replace(meeting[0], raw=f" {meeting[0].raw.strip()}"), *meeting[1:])
    return (*words[: named.used], *said, *words[named.used :])
