"""Reading time of nudges, and how much a person is sent in a day."""

from __future__ import annotations

from math import ceil

WORDS_A_MINUTE = 188
MOMENTS_A_DAY = 3
"""Messages with nudges that a person gets in a day at most."""
# 87 seconds of reading at that speed.
WORDS_A_DAY = 273
"""Words in them at most."""


def word_count(texts: tuple[str, ...]) -> int:
    """Return the number of words; a sign without a letter or digit is none."""
    # Asked of the first letter first, as this is counted for every nudge several times.
    return sum(word[0].isalnum() or any(map(str.isalnum, word)) for text in texts for word in text.split())


def reading_seconds(words: int) -> int:
    """Return the reading time of so many words in seconds, rounded up."""
    return ceil(words * 60 / WORDS_A_MINUTE)
