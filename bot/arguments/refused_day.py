"""A day of which words say that it is not meant, as in "on Friday, not Wednesday"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.arguments.day_frame import unquoted
from bot.language.days.frame import Frame
from bot.language.days.reading import read_end, read_whole
from bot.language.reaching import negation_in
from bot.language.tokens import Token

REFUSED_WORDS = 4
"""Words of such a day at most, with the one that refuses it."""


def refused_day(words: Sequence[Token], frame: Frame) -> date | None:
    """Return the day that words refuse, and nothing else: "not Wednesday"; None for other words."""
    if len(words) < len(("not", "Wednesday")) or not negation_in(words[:1], frame.language):
        return None
    reading = read_whole(unquoted(words[1:]), frame)
    return reading.sure.day if reading and reading.sure and not reading.dayless else None


def refused_at_end(words: Sequence[Token], frame: Frame) -> int:
    """Return how many words at the end refuse a day, behind the one that is meant; 0 for none."""
    for count in range(2, min(REFUSED_WORDS, len(words) - 1) + 1):
        if refused_day(words[-count:], frame):
            meant = read_end(unquoted(words[:-count]), frame)
            return count if meant and meant.sure and not meant.dayless else 0
    return 0
