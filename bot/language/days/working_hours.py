"""Weekdays and hours of work, such as mon-fri 08:00-16:00."""

from __future__ import annotations

import re
from datetime import time

from bot.language.days.lexicon import lexicon, normal
from bot.language.word_files import LANGUAGES

SPAN = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?[-–]([0-9]{1,2})(?:[:.]([0-9]{2}))?")


def parse_weekdays(text: str) -> tuple[int, ...] | None:
    """Return the ISO weekdays of mon-fri, tue or mon-tue,thu, in any language; None for anything else."""
    parts = [_in_a_row(part) for part in text.strip(", ").split(",")]
    return tuple(day for part in parts for day in part or ()) if all(parts) else None


def _in_a_row(text: str) -> tuple[int, ...] | None:
    ends = [_weekday(part) for part in text.replace("–", "-").split("-")]
    # "mon-wed-fri" is refused rather than read as Monday to Friday.
    if not 1 <= len(ends) <= 2 or any(end is None for end in ends):
        return None
    first, last = ends[0], ends[-1]
    return tuple(range(first, last + 1)) if first and last and first <= last else None


def _weekday(text: str) -> int | None:
    # No note stands beside working hours, so abbreviations of every language are understood.
    word = normal(text.strip())
    terms = (term for language in LANGUAGES for term in lexicon(language).phrases.get(word, ()))
    return next((value for name, value in terms if name == "weekday" and isinstance(value, int)), None)


def parse_hours(text: str) -> tuple[time, time] | None:
    """Return start and end of 08:00-16:00 or 8-16; None for anything else."""
    hit = SPAN.fullmatch(text.strip())
    if not hit:
        return None
    try:
        start, end = time(int(hit[1]), int(hit[2] or 0)), time(int(hit[3]), int(hit[4] or 0))
    except ValueError:
        return None
    return (start, end) if start < end else None
