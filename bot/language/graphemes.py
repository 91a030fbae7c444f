"""Text that is cut where a reader sees two signs, never within one: a letter with its accents, a flag, a family."""

from __future__ import annotations

import unicodedata

JOINER = "\u200d"
TONES = range(0x1F3FB, 0x1F400)
"""The tones of a skin, which colour the sign before them."""
FLAGS = range(0x1F1E6, 0x1F200)
"""Letters of which two are one flag."""


def shortened(text: str, most: int) -> str:
    """Return text of at most so many characters, 1 or more, with an ellipsis where some of it is left out."""
    return text if len(text) <= most else f"{text[: last_end(text, most - 1)]}…"


def last_end(text: str, most: int) -> int:
    """Return where the last sign ends that is whole within the first `most` characters; 0 where not even one is."""
    at = most
    while 0 < at < len(text) and _is_within(text, at):
        at -= 1
    return at


def _is_within(text: str, at: int) -> bool:
    """Whether a place between two characters is within one sign."""
    after, before = text[at], text[at - 1]
    if JOINER in (after, before) or ord(after) in TONES or unicodedata.category(after) in ("Mn", "Me", "Mc"):
        return True
    if ord(after) not in FLAGS:
        return False
    letters = 0
    while letters < at and ord(text[at - letters - 1]) in FLAGS:
        letters += 1
    return letters % 2 == 1
