"""Rhythms as people type them: every 3 weeks, hver 14. dag, varannan vecka, med 21 dagars mellanrum, co tydzień, 3w."""

from __future__ import annotations

import re
from functools import cache

from bot.language.names import fold
from bot.language.vocabulary import KEYWORDS, vocabulary
from bot.language.word_files import WORD_FILES

RHYTHM = vocabulary("rhythm")
UNIT_DAYS = {"day": 1, "week": 7, "month": 30}
LENGTH = re.compile(r"(?:([0-9]{1,3})(?:\.|:?[a-z]{1,2}(?= ))? ?|([^\W\d]+) )?([^\W\d]+)\.?")
LONGEST = 5
"""Words of the longest rhythm."""
SPAN = "{span}"


def parse_rhythm(text: str, language: str) -> int | None:
    """Return the days of a rhythm, also of a bare length of time such as 3w; None for anything else."""
    return led_rhythm(text, language) or _length(fold(text), language)


def led_rhythm(text: str, language: str) -> int | None:
    """Return the days of a rhythm that says that it is one, such as every 3 weeks; None for anything else."""
    folded = fold(text)
    first, _, rest = folded.partition(" ")
    if KEYWORDS.find(first, language) == "every" and (days := _length(rest, language) or _ordinal(rest, language)):
        return days
    return _every_second(folded, language) or _apart(folded, language)


def _length(text: str, language: str) -> int | None:
    """Return the days of a length such as 3w, 14. day, two weeks, week; 0 where it counts none."""
    hit = LENGTH.fullmatch(text)
    days = UNIT_DAYS.get(RHYTHM.find(hit[3], language) or "") if hit else None
    if hit is None or days is None:
        return None
    if hit[2]:
        counted = _numbers("days", "counts").get(hit[2])
        return counted * days if counted else None
    return days * int(hit[1] or 1)


def _ordinal(text: str, language: str) -> int | None:
    """Return the days of third week."""
    word, _, unit = text.partition(" ")
    number, days = _numbers("rhythm", "ordinals").get(word), UNIT_DAYS.get(RHYTHM.find(unit, language) or "")
    return (number + 1) * days if number and days else None


def _every_second(text: str, language: str) -> int | None:
    """Return the days of varannan vecka."""
    phrase, _, unit = text.rpartition(" ")
    days = UNIT_DAYS.get(RHYTHM.find(unit, language) or "")
    return 2 * days if days and RHYTHM.find(phrase, language) == "every_second" else None


def _apart(text: str, language: str) -> int | None:
    """Return the days of med 21 dagars mellanrum."""
    for pattern in _patterns():
        if hit := pattern.fullmatch(text):
            return _length(hit[1], language)
    return None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    texts = (fold(text) for words in WORD_FILES.values() for text in words.tables["rhythm"]["apart"].all)
    return tuple(re.compile(re.escape(text).replace(re.escape(SPAN), "(.+)")) for text in texts)


@cache
def _numbers(table: str, term: str) -> dict[str, int]:
    """Return the words of a row of numbers in every language, by their place from 1."""
    rows = (enumerate(words.tables[table][term].all, 1) for words in WORD_FILES.values())
    return {fold(word): number for row in rows for number, words in row for word in words.split("|")}
