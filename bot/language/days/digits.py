"""Words with digits: dates, weeks, times and counts, told apart by their shape alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import time

from bot.language.days.lexicon import Term

DATE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?:/((?:[2-9][0-9])?[0-9]{2}))?\.?")
FULL_DATE = re.compile(r"([0-9]{1,2})([.-])([0-9]{1,2})\2((?:[2-9][0-9])?[0-9]{2})\.?")
ISO_DATE = re.compile(r"([0-9]{4})[-/]([0-9]{2})[-/]([0-9]{2})")
DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.?")
ORDINAL = re.compile(r"([0-9]{1,2})(?:\.|st|nd|rd|th|:[ae]|-?go|-?ego)")
CLOCK = re.compile(r"@?([0-9]{1,2}):([0-9]{2})")
GLUED_CLOCK = re.compile(r"@?([0-9]{1,2})(?:[:.]([0-9]{2}))?([ap])m")
HOUR_RANGE = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?[-–]([0-9]{1,2})(?:[:.]([0-9]{2}))?([ap]m)?")
NEAR_HOUR = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?(?:-?ish|-tiden)")
"""Such as "3ish" and Danish "15-tiden"."""
AT_CLOCK = re.compile(r"@([0-9]{1,2})(?:\.([0-9]{2}))?")
WITH_LETTERS = re.compile(r"([0-9]{1,3})\.?([^\W\d_]+)")
BEHIND_LETTERS = re.compile(r"([^\W\d_]+)\.?([0-9]{1,2})\.?")
WITH_HALF = re.compile(r"([0-9]{1,2})[.,]5([^\W\d_]*)")
ALWAYS = "24/7"
CENTURY = 2000
NOON = 12
NIGHT = 7
"""Hours before it are asked when said by one digit: "at 3" is hardly at night."""


def digit_terms(word: str, phrases: Mapping[str, tuple[Term, ...]]) -> Iterator[Term]:
    """Yield what a word with digits, in its normal form, may stand for; `phrases` are the words of units and months."""
    if word == ALWAYS:
        yield "always", None
        return
    yield from _numbers(word)
    yield from _dates(word)
    yield from _times(word)
    if (hit := NEAR_HOUR.fullmatch(word)) and (at := clock(int(hit[1]), int(hit[2] or 0))):
        shaped = "early_clock" if _is_early(hit[1]) else "clock"
        yield (shaped, at) if hit[2] else ("full_hour", at.hour)
    if hit := WITH_LETTERS.fullmatch(word):
        yield from _glued(int(hit[1]), phrases.get(hit[2], ()))
    if hit := WITH_HALF.fullmatch(word):
        yield from _halves(2 * int(hit[1]) + 1, hit[2], phrases)
    if hit := BEHIND_LETTERS.fullmatch(word):
        yield from (("week", int(hit[2])) for name, _ in phrases.get(hit[1], ()) if name == "numbered_week")


def _numbers(word: str) -> Iterator[Term]:
    if word.isdigit() and len(word) <= 4:
        yield "number", int(word)
        if len(word) == 4:
            yield "year", int(word)
            if (at := clock(int(word[:2]), int(word[2:]))) is not None:
                yield "digits", at
    elif hit := ORDINAL.fullmatch(word):
        yield "ordinal", int(hit[1])


def _dates(word: str) -> Iterator[Term]:
    if hit := DATE.fullmatch(word):
        yield "date", (_year(hit[3]), int(hit[2]), int(hit[1]))
    elif hit := FULL_DATE.fullmatch(word):
        # With hyphens only with the whole year: "16-12-22" may as well be a range.
        if hit[2] == "." or len(hit[4]) == 4:
            yield "date", (_year(hit[4]), int(hit[3]), int(hit[1]))
    elif hit := ISO_DATE.fullmatch(word):
        yield "date", (int(hit[1]), int(hit[2]), int(hit[3]))
    elif hit := DOTTED.fullmatch(word):
        yield "dotted", (None, int(hit[2]), int(hit[1]))
        if len(hit[2]) == 2 and (at := clock(int(hit[1]), int(hit[2]))) is not None:
            yield "early_digits" if _is_early(hit[1]) else "digits", at


def _times(word: str) -> Iterator[Term]:
    if hit := CLOCK.fullmatch(word):
        at = clock(int(hit[1]), int(hit[2]))
        if at is not None and _is_early(hit[1]):
            yield "early_clock", at
            return
    elif hit := GLUED_CLOCK.fullmatch(word):
        at = half_day_clock(int(hit[1]), int(hit[2] or 0), after_noon=hit[3] == "p")
    elif hit := AT_CLOCK.fullmatch(word):
        at = clock(int(hit[1]), int(hit[2] or 0))
    elif hit := HOUR_RANGE.fullmatch(word):
        start, end = clock(int(hit[1]), int(hit[2] or 0)), clock(int(hit[3]), int(hit[4] or 0))
        if start and end and hit[5] == "pm":
            start, end = clock(start.hour % NOON + NOON, start.minute), clock(end.hour % NOON + NOON, end.minute)
        if start and end and start < end:
            yield "hour_range", (start, end)
        return
    else:
        return
    if at is not None:
        yield "clock", at


def _is_early(hour: str) -> bool:
    """Whether an hour as typed may be of the afternoon: "3:30" is hardly at night, as "03:30" and "0:30" are."""
    return len(hour) == 1 and 0 < int(hour) < NIGHT


def _glued(count: int, terms: tuple[Term, ...]) -> Iterator[Term]:
    for name, value in terms:
        if name == "unit":
            yield "glued_span", (count, value)
        elif name == "time_unit" and isinstance(value, int):
            yield "time_span", count * value
        elif name in ("month", "short_month"):
            yield "date", (None, value, count)


def _halves(count: int, unit: str, phrases: Mapping[str, tuple[Term, ...]]) -> Iterator[Term]:
    """Yield a number of halves, as "1.5" is three of them, or the minutes of so many half units."""
    if not unit:
        yield "half_count", count
    for name, value in phrases.get(unit, ()):
        if name == "time_unit" and isinstance(value, int):
            yield "time_span", count * value // 2


def _year(text: str | None) -> int | None:
    return int(text) + (0 if len(text) == 4 else CENTURY) if text else None


def clock(hour: int, minute: int) -> time | None:
    """Return a time of day; None for one that no clock shows."""
    return time(hour, minute) if hour <= 23 and minute <= 59 else None


def half_day_clock(hour: int, minute: int, *, after_noon: bool) -> time | None:
    """Return a time of day by a clock of twelve hours; None for one that it does not show."""
    return clock(hour % NOON + (NOON if after_noon else 0), minute) if 1 <= hour <= NOON else None
