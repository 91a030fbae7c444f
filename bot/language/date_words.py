"""The words of days in every language at once: weekdays and months from CLDR, the rest from the word files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from babel import Locale
from babel.dates import get_day_names, get_month_names

from bot.language.names import fold
from bot.language.word_files import LANGUAGES, WORD_FILES

RELATIVE = {"today": 0, "tomorrow": 1, "after_tomorrow": 2, "yesterday": -1, "before_yesterday": -2}
"""The days that have a name, by their distance from today."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _words(*terms: str) -> Iterator[str]:
    """Yield the words of some terms of days in every language, in their normal form."""
    for words in WORD_FILES.values():
        for term in terms:
            yield from (fold(word) for word in words.tables["days"][term].all)


def _any(*terms: str) -> frozenset[str]:
    return frozenset(_words(*terms))


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern for any of these words, the longest first."""
    return "|".join(sorted((re.escape(word) for word in words), key=lambda word: (-len(word), word)))


# "kommende fredag" is always the coming one. "næste fredag" may be the one after it, so it stands in NEXT instead.
ON = _any("on")
"""Words before a day that do not change it."""
UNTIL = _any("until")
"""Words before a day from today on."""
NEXT = _any("next")
LAST = _any("last")
THIS = _any("this")
OR = _any("either")
ELSE = _any("either", "other")
"""Words before a day that make it another day, or none."""
STEERING = NEXT | LAST | THIS | ELSE
IN_FRONT = _any("within")
# "siden" and "sedan" mean "ago" behind a day and "since" before it, so they stand in ELSE too.
AGO = _any("ago")
TO = _any("to")
"""What may stand between the two ends of a range."""
FROM = _any("from")
NUMBERED_WEEK = _any("numbered_week")
"""The words for a week with a number behind them."""
END_OF_WEEK = _any("end_of_week")
END_OF_MONTH = _any("end_of_month")


@cache
def weekdays() -> dict[str, int]:
    """Return every weekday's words with its ISO number."""
    names: dict[str, int] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_day_names(width, context, Locale.parse(language)).items():
                    names[fold(name).rstrip(".")] = number + 1
    return names | {word: number for number, term in enumerate(WEEKDAYS, 1) for word in _words(term)}


@cache
def months() -> dict[str, int]:
    """Return every month's words with its number."""
    names = dict.fromkeys(_words("september"), 9)
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            # Polish has two names for each: "format" is what stands behind a number (27 listopada), "stand-alone"
            # listopad.
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, Locale.parse(language)).items():
                    names[fold(name).rstrip(".")] = number
    return {name: number for name, number in names.items() if not name.isdigit()}


@cache
def relative() -> dict[str, int]:
    """Return words such as tomorrow with their distance in days."""
    return {word: days for term, days in RELATIVE.items() for word in _words(term)}


@cache
def units() -> dict[str, str]:
    """Return every word for a day, a week, a month."""
    return {word: unit for unit in ("day", "week", "month") for word in _words(unit)}


@cache
def counts() -> dict[str, int]:
    """Return the counting words from one to ten."""
    return {
        fold(word): number
        for words in WORD_FILES.values()
        for number, row in enumerate(words.tables["days"]["counts"].long, 1)
        for word in row.split()
    }


@cache
def endings() -> frozenset[str]:
    """Return every word in which a day without digits can end."""
    # A word that is missing here makes a day unreadable: whole_day looks at the last word first.
    phrases = (*weekdays(), *months(), *relative(), *units(), *AGO, *END_OF_WEEK, *END_OF_MONTH)
    return frozenset(phrase.split()[-1].rstrip(".,") for phrase in phrases)
