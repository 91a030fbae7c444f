"""What a word may be in a day or an hour: looked up once a word, so that most words of a line are ruled out at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bot.language.days.borrowed import borrowed_leads, foreign_days, own_weekdays, with_english_leads
from bot.language.days.lexicon import has_digit, lexicon, normal
from bot.language.names import ByText

BEGIN, END, WITHIN, BORROWED, LED = (1 << at for at in range(5))
"""A day may begin with the word, end in it, or have it anywhere; BORROWED is a lead of another language to LED days."""


@cache
def day_marks(language: str) -> ByText[int]:
    """Return the marks of a word as it was typed by people of a language."""
    known = lexicon(language)
    marked: dict[str, int] = {}
    for mark, words in (
        (BEGIN, day_words(language)),
        (END, known.lasts),
        (WITHIN | BORROWED, borrowed_leads(language)),
        (WITHIN, (word for phrase in known.phrases for word in phrase.split())),
        (LED, foreign_days(language)),
        (LED, own_weekdays(language)),
    ):
        for word in words:
            marked[word] = marked.get(word, 0) | mark
    return ByText(lambda word: marked.get(normal(word), 0) | (BEGIN | END | WITHIN if has_digit(word) else 0))


@cache
def day_words(language: str) -> frozenset[str]:
    """Return the words with which a day or an hour may begin, those with digits aside."""
    return borrowed_leads(language).union(lexicon(language).firsts)


def may_end(word: str, language: str) -> bool:
    """Whether any day or hour can end in a word: a quick check that rules out most words of a line."""
    return bool(day_marks(language)[word] & END)


def may_begin(word: str, language: str) -> bool:
    """Whether any day or hour can begin with a word."""
    return bool(day_marks(language)[word] & BEGIN)


def may_go_on(word: str, language: str) -> bool:
    """Whether a word may stand anywhere in a day or an hour."""
    return bool(day_marks(language)[word] & WITHIN)


def understood(words: Sequence[str], language: str) -> tuple[str, ...]:
    """Return words with the English word for each that leads to a day in the language of a day among them."""
    marks, found = day_marks(language), 0
    for word in words:
        found |= marks[word]
    return with_english_leads(words, language) if found & LED and found & BORROWED else tuple(words)
