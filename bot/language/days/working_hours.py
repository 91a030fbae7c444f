"""Weekdays and hours of work, such as mon-fri 08:00-16:00."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import time
from functools import cache

from bot.language.days.lexicon import lexicon, normal
from bot.language.word_files import LANGUAGES, WORD_FILES
from bot.records import record

CLOCK = r"([0-9]{1,2})(?:[:.]([0-9]{2}))?(am|pm)?"
SPAN = re.compile(rf"{CLOCK}[-–]{CLOCK}", re.IGNORECASE)
HALF_DAY = 12
ENDS = ".,;"
"""Signs that may stand behind weekdays and hours, as they are shown."""
DASHES = frozenset("-–—")
LEADS = frozenset({"at", "from", "between", "and", "oclock"})
"""Terms whose words say nothing beside weekdays and hours."""
DAYS = {"workdays": (1, 2, 3, 4, 5), "daily": (1, 2, 3, 4, 5, 6, 7)}
MOST_WORDS = 8
"""The most words of one span, as in "from 8 am to 4 pm o'clock", and of some weekdays."""

Shift = tuple[time, time]


@record(kw_only=True)
class WorkingHours:
    """Spans by ISO weekday, and how many words say them; weekday 0 stands for whichever days are worked.

    `backwards` holds words of hours that end before they begin.
    """

    spans: Mapping[int, Shift]
    used: int
    backwards: str = ""


def read_working_hours(words: Sequence[str], language: str) -> WorkingHours:
    """Return the hours that words begin with: of the weekdays before them, or of no days in particular."""
    signs = [_sign(word, language) for word in words]
    spans: dict[int, Shift] = {}
    days: list[int] = []
    at = used = 0
    while at < len(signs):
        taken, span = _longest_span(signs[at:])
        if taken:
            if span is None:
                return WorkingHours(spans=spans, used=used, backwards=" ".join(words[at : at + taken]))
            spans |= dict.fromkeys(days or [0], span)
            at = used = at + taken
            days = []
            continue
        taken, more = _longest_weekdays(signs[at:])
        if not taken:
            break
        days += more
        at += taken
    return WorkingHours(spans=spans, used=used)


def _sign(word: str, language: str) -> str:
    """Return a word as it counts here: "-" for one that means up to, "" for one that only leads."""
    if word in DASHES:
        return "-"
    terms = {term for term, _ in lexicon(language).phrases.get(normal(word), ())}
    if "to" in terms:
        return "-"
    return "" if terms & LEADS else word.rstrip(ENDS)


def _counts(signs: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the first words, the most of them first; what they begin with says something."""
    for count in range(min(len(signs), MOST_WORDS), 0, -1):
        yield count, [sign for sign in signs[:count] if sign]


def _longest_span(signs: Sequence[str]) -> tuple[int, Shift | None]:
    """Return how many words are hours, 0 for none, and the hours; None where they end before they begin."""
    for count, said in _counts(signs):
        if span := _times("".join(said)):
            return count, span if span[0] < span[1] else None
    return 0, None


def _longest_weekdays(signs: Sequence[str]) -> tuple[int, Sequence[int]]:
    for count, said in _counts(signs):
        found = _named_days().get(" ".join(normal(word) for word in said)) or parse_weekdays("".join(said))
        if found:
            return count, found
    return 0, ()


@cache
def _named_days() -> Mapping[str, Sequence[int]]:
    """Return the weekdays of words such as daily, in any language."""
    return {
        " ".join(normal(word) for word in phrase.split()): days
        for code in LANGUAGES
        for term, days in DAYS.items()
        for phrase in WORD_FILES[code].tables["working_hours"][term].all
    }


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


def _times(text: str) -> Shift | None:
    """Return two times of day, also when the second comes before the first."""
    hit = SPAN.fullmatch(text.strip())
    if not hit:
        return None
    first, first_minute, first_half, last, last_minute, last_half = hit.groups()
    try:
        start = time(_hour(first, first_half), int(first_minute or 0))
        end = time(_hour(last, last_half), int(last_minute or 0))
    except ValueError:
        return None
    return start, end


def _hour(digits: str, half: str | None) -> int:
    """Return an hour of 24; raises ValueError for a half of the day behind an hour that has none."""
    hour = int(digits)
    if not half:
        return hour
    if not 1 <= hour <= HALF_DAY:
        raise ValueError(digits)
    return hour % HALF_DAY + (HALF_DAY if half.casefold() == "pm" else 0)
