"""What a nudge costs: its words, its seconds, and the budget of a day."""

from __future__ import annotations

from math import ceil

WORDS_A_MINUTE = 188
MOMENTS_A_DAY = 3
WORDS_A_DAY = 273


def word_count(texts: tuple[str, ...]) -> int:
    """Return how many words there are to read; signs that stand alone are none."""
    return sum(any(c.isalnum() for c in word) for text in texts for word in text.split())


def reading_seconds(words: int) -> int:
    """Return the reading time in whole seconds, rounded up."""
    return ceil(words * 60 / WORDS_A_MINUTE)
