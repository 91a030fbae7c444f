"""Words looked up: what each of them, and each phrase that begins with it, may stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import time
from functools import cache, lru_cache
from typing import Any

from bot.language.days.digits import digit_terms, half_day_clock
from bot.language.days.grammar import DAYS, Grammar, Hit, Rules
from bot.language.days.lexicon import Lexicon, Term, has_digit, lexicon, normal, spelt
from bot.language.names import ByText

LONGEST = 12
"""Words that a day with its hour may have."""
TermsAlone = tuple[Sequence[Term], Sequence[Term]]
"""What a word may stand for by its digits, and as a phrase of one word."""


class Scan:
    """Words of a line in their normal form; each is looked up once, however many rules ask."""

    def __init__(self, typed: Sequence[str], language: str) -> None:
        self.typed = tuple(typed)
        self.words = [normal(word) for word in typed]
        self.spelt = [spelt(word) for word in typed]
        self._known = lexicon(language)
        self._alone = _alone(language)
        self._simple: dict[int, Sequence[tuple[Term, int]]] = {}
        self._all: dict[int, Sequence[tuple[Term, int]]] = {}
        self._rows: dict[int, Mapping[Grammar[Any], Sequence[Hit[Any]]]] = {}

    def terms_at(self, start: int) -> Sequence[tuple[Term, int]]:
        """Return what begins at a word, longer phrases first; several words that are one date or length too."""
        found = self._all.get(start)
        if found is None:
            found = self._simple_at(start)
            if found and ROWS.may_begin(found):
                hits = ROWS.matches(self._simple_at, start).get(JOINED, ())
                found = [*found, *[(term, end) for end, handler, values in hits if (term := handler(*values))]]
            if len(found) > 1:
                found = sorted(found, key=_longest_first)
            self._all[start] = found
        return found

    def rows_at(self, start: int) -> Mapping[Grammar[Any], Sequence[Hit[Any]]]:
        """Return the rows of terms that begin at a word, by their grammar; the same for each day that is looked for."""
        found = self._rows.get(start)
        if found is None:
            found = self._rows[start] = DAYS.matches(self.terms_at, start) if self.terms_at(start) else {}
        return found

    def _simple_at(self, start: int) -> Sequence[tuple[Term, int]]:
        found = self._simple.get(start)
        if found is None:
            found = self._simple[start] = self._looked_up(start) if start < len(self.words) else []
        return found

    def _looked_up(self, start: int) -> Sequence[tuple[Term, int]]:
        digits, words = self._alone[self.typed[start]]
        found = [(term, start + 1) for term in digits]
        reach = self._known.reach.get(self.words[start], 0)
        for end in range(min(len(self.words), start + reach), start + 1, -1):
            terms = _phrase_terms(" ".join(self.spelt[start:end]), " ".join(self.words[start:end]), self._known)
            found += [(term, end) for term in terms]
        return found + [(term, start + 1) for term in words]


def _longest_first(found: tuple[Term, int]) -> int:
    return -found[1]


@lru_cache(32)
def scan_of(words: tuple[str, ...], language: str) -> Scan:
    """Return the scan of words for people of a language; the arguments of one line ask for the same words by turns."""
    return Scan(words, language)


@cache
def _alone(language: str) -> ByText[TermsAlone]:
    """Return what a word is by its digits and by itself, by the word as it was typed."""
    known = lexicon(language)

    def read(typed: str) -> TermsAlone:
        word = normal(typed)
        digits = digit_terms(word, known.phrases) if has_digit(word) else ()
        return tuple(digits), _phrase_terms(spelt(typed), word, known) if word in known.reach else ()

    return ByText(read)


def _phrase_terms(typed: str, phrase: str, known: Lexicon) -> Sequence[Term]:
    """Return what words are, by their spelling and in their normal form."""
    # Spelt with its mark a word is no other one: "før" is before, though without the mark it looks like "for".
    return known.marked.get(typed) or known.phrases.get(phrase, ())


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


def _three_quarters() -> Term | None:
    return ("time_span", 45)


def _halves(count: int, minutes: int) -> Term | None:
    return ("time_span", count * minutes // 2)


def _both_spans(count: int, unit: int, more: int, smaller: int) -> Term | None:
    return ("time_span", count * unit + more * smaller) if smaller < unit else None


def _and_half(count: int, minutes: int) -> Term | None:
    return _halves(2 * count + 1, minutes)


def _before_noon(hour: int | time) -> Term | None:
    return _clock(hour, after_noon=False)


def _after_noon(hour: int | time) -> Term | None:
    return _clock(hour, after_noon=True)


def _clock(hour: int | time, *, after_noon: bool) -> Term | None:
    at = (hour.hour, hour.minute) if isinstance(hour, time) else (hour, 0)
    found = half_day_clock(*at, after_noon=after_noon)
    return ("clock", found) if found else None


ROWS = Rules()
JOINED: Grammar[Term | None] = Grammar(
    ROWS,
    {
        "number|ordinal [of] month|short_month [year]": _day_of_month,
        "month|short_month number|ordinal [year]": _month_then_day,
        "ordinal ordinal [year]": _spaced,
        "numbered_week number|ordinal": _week,
        "number|count unit": _span,
        "number|count time_unit": _time_span,
        "number|count and_half time_unit": _and_half,
        "number|count time_unit and_half": _and_half,
        "half_count time_unit": _halves,
        "number|count time_unit [and] number|count time_unit": _both_spans,
        "hour_range oclock": lambda hours: ("hour_range", hours),
        "half_hour": _half_hour,
        "three_quarters": _three_quarters,
        "number oclock": lambda hour: ("full_hour", hour),
        "clock|digits oclock": lambda at: ("clock", at),
        "early_clock|early_digits oclock": lambda at: ("early_clock", at),
        "number|clock|digits|early_clock|early_digits am": _before_noon,
        "number|clock|digits|early_clock|early_digits pm": _after_noon,
    },
)
"""Rows of words that are one date, week, length or time."""
