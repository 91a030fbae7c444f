"""Phone numbers as people write them."""

from __future__ import annotations

import re

NUMBER = re.compile(r"\+?[0-9(][0-9 ()./-]*")
PART = re.compile(r"\+?[0-9()./-]+")
DIGITS = range(3, 16)
"""Digits of a number; fifteen is the most that a number has anywhere (ITU-T E.164)."""

INSIDE = range(1, DIGITS.stop)
"""Digits of a number within a company, which may be a short one."""


def is_part_of_phone(word: str) -> bool:
    """Whether a word may stand in a phone number, such as +47, (0)20 or 12-34."""
    return bool(PART.fullmatch(word))


def parse_phone(text: str, digits: range = DIGITS) -> str | None:
    """Return a number that can be dialled as it is written, None for any other text."""
    written = " ".join(text.split())
    return written if NUMBER.fullmatch(written) and sum(map(str.isdigit, written)) in digits else None
