"""Words for the middle of the day, which beside a past day say nothing more than that day."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bot.language.phrases import Phrases, typable_phrases
from bot.language.tokens import Token


def names_noon(words: Sequence[Token], language: str) -> int:
    """Return how many words that others begin with say the middle of the day, as in "at lunch"; 0 for none."""
    return _noon(language).leading(words)


@cache
def _noon(language: str) -> Phrases[None]:
    return typable_phrases("hours", "noon", language)
