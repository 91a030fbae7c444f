"""Nouns for a meeting, which do not say whether it was or will be."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bot.language.phrases import plain_texts, typable
from bot.language.tokens import Token


def is_meeting(verb: Sequence[Token], language: str) -> bool:
    """Whether a verb is a noun such as "meeting with", and not one that is told in the past, such as "met"."""
    return bool(verb) and plain_texts(verb[:1])[0] in _nouns(language)


@cache
def _nouns(language: str) -> frozenset[str]:
    words = typable("outcomes", "meet", language) - typable("questions", "past", language)
    return frozenset(word for word in words if " " not in word)
