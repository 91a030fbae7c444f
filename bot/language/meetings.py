"""Nouns for a meeting, which do not say whether it was or will be."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bot.language.phrases import phrases, plain_texts, typable
from bot.language.tokens import Token, text_of


def is_meeting(verb: Sequence[Token], language: str) -> bool:
    """Whether a verb is a noun such as "meeting with", and not one that is told in the past, such as "met"."""
    return bool(verb) and plain_texts(verb[:1])[0] in _nouns(language)


@cache
def _nouns(language: str) -> frozenset[str]:
    words = typable("outcomes", "meet", language) - typable("questions", "past", language)
    return frozenset(word for word in words if " " not in word)


def cancelled_in(words: Sequence[Token], verb: Sequence[Token], language: str) -> str:
    """Return the words that say that the meeting of a verb did not take place, as typed; "" for none."""
    known, texts = phrases(typable("reaching", "cancelled", language)), plain_texts(words)
    if not is_meeting(verb, language):
        return ""
    found = ((at, known.count_at(texts, at)) for at in range(len(texts)))
    return next((text_of(tuple(words[at : at + count])) for at, count in found if count), "")
