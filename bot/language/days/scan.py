"""Words looked up: what each of them, and each phrase that begins with it, may stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import time
from functools import lru_cache
from typing import Any

from bot.language.days.digits import digit_terms, half_day_clock
from bot.language.days.grammar import Grammar, Hit, Result
from bot.language.days.lexicon import Lexicon, Term, has_digit, lexicon, normal, spelt

LONGEST = 12
"""Words that a day with its hour may have."""


class Scan:
    """Words of a line in their normal form; each is looked up once, however many rules ask."""

    def __init__(self, words: Sequence[str], known: Lexicon) -> None:
        self.words = [normal(word) for word in words]
        self.spelt = [spelt(word) for word in words]
        self._known = known
        self._simple: dict[int, Sequence[tuple[Term, int]]] = {}
        self._all: dict[int, Sequence[tuple[Term, int]]] = {}
        self._matches: dict[tuple[Grammar[Any], int], Sequence[Hit[Any]]] = {}

    def terms_at(self, start: int) -> Sequence[tuple[Term, int]]:
        """Return what begins at a word, longer phrases first; several words that are one date or length too."""
        found = self._all.get(start)
        if found is None:
            simple = self._simple_at(start)
            joined = [
                (term, end)
                for end, handler, values in JOINED.matches(self._simple_at, start)
                if (term := handler(*values))
            ]
            found = sorted((*simple, *joined), key=lambda found: -found[1]) if joined or len(simple) > 1 else simple
            self._all[start] = found
        return found

    def matches(self, grammar: Grammar[Result], start: int) -> Sequence[Hit[Result]]:
        """Return what of a grammar begins at a word; the same for each day that the words are read for."""
        found = self._matches.get((grammar, start))
        if found is None:
            found = self._matches[grammar, start] = grammar.matches(self.terms_at, start)
        return found

    def _simple_at(self, start: int) -> Sequence[tuple[Term, int]]:
        found = self._simple.get(start)
        if found is None:
            found = self._simple[start] = list(self._looked_up(start)) if start < len(self.words) else []
        return found

    def _looked_up(self, start: int) -> Iterator[tuple[Term, int]]:
        word = self.words[start]
        if has_digit(word):
            yield from ((term, start + 1) for term in digit_terms(word, self._known.phrases))
        reach = self._known.reach.get(word, 0)
        for end in range(min(len(self.words), start + reach), start, -1):
            # Spelt with its mark a word is no other one: "før" is before, though without the mark it looks like "for".
            marked = self._known.marked.get(" ".join(self.spelt[start:end]), ())
            terms = marked or self._known.phrases.get(" ".join(self.words[start:end]), ())
            for term in terms:
                yield term, end


@lru_cache(32)
def scan_of(words: tuple[str, ...], language: str) -> Scan:
    """Return the scan of words for people of a language; the arguments of one line ask for the same words by turns."""
    return Scan(words, lexicon(language))


def _day_of_month(day: int, month: int, year: int | None = None) -> Term | None:
    return ("date", (year, month, day)) if day <= 31 and (year is None or year >= 2000) else None


def _month_then_day(month: int, day: int, year: int | None = None) -> Term | None:
    return _day_of_month(day, month, year)


def _spaced(day: int, month: int, year: int | None = None) -> Term | None:
    if year is None:
        return ("dotted", (None, month, day))
    return _day_of_month(day, month, year)


def _week(number: int) -> Term | None:
    return ("week", number)


def _span(count: int, unit: str) -> Term | None:
    return ("span", (count, unit))


def _time_span(count: int, minutes: int) -> Term | None:
    return ("time_span", count * minutes)


def _half_hour() -> Term | None:
    return ("time_span", 30)


def _before_noon(hour: int | time) -> Term | None:
    return _clock(hour, after_noon=False)


def _after_noon(hour: int | time) -> Term | None:
    return _clock(hour, after_noon=True)


def _clock(hour: int | time, *, after_noon: bool) -> Term | None:
    at = (hour.hour, hour.minute) if isinstance(hour, time) else (hour, 0)
    found = half_day_clock(*at, after_noon=after_noon)
    return ("clock", found) if found else None


JOINED: Grammar[Term | None] = Grammar(
    {
        "number|ordinal [of] month|short_month [year]": _day_of_month,
        "month|short_month number|ordinal [year]": _month_then_day,
        "ordinal ordinal [year]": _spaced,
        "numbered_week number|ordinal": _week,
        "number|count unit": _span,
        "number|count time_unit": _time_span,
        "half_hour": _half_hour,
        "number oclock": lambda hour: ("full_hour", hour),
        "clock|digits oclock": lambda at: ("clock", at),
        "number|clock|digits am": _before_noon,
        "number|clock|digits pm": _after_noon,
    }
)
"""Rows of words that are one date, week, length or time."""
