"""Lengths of time in words, such as "half an hour" and "three quarters of an hour", at the beginning of words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language.days.scan import LONGEST, scan_of

SHORTEST_UNIT = 15
"""Minutes of a unit that may stand without its number, as in Polish "kwadrans"."""


def leading_length(words: Sequence[str], language: str, *, bare: bool) -> tuple[int, int] | None:
    """Return the minutes of a length that words begin with, and how many words it has; None for none.

    With `bare` a unit without a number is one of it, as in "zajęło godzinę".
    """
    scan = scan_of(tuple(words[:LONGEST]), language)
    for (name, value), end in scan.terms_at(0) if words else ():
        alone = name == "time_unit" and bare and isinstance(value, int) and value >= SHORTEST_UNIT
        if isinstance(value, int) and (name == "time_span" or alone):
            return value, end
    return None
