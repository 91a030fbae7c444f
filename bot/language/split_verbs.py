"""Verbs in two parts around what they are about, as in "gave … a call", or behind it, which some languages prefer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from bot.language.names import fold
from bot.language.phrases import plain_texts, typable
from bot.language.tokens import Token
from bot.language.word_files import FIRST, WORD_FILES

GAP = fold("…")
"""Stands in a form, in its normal form, for what the verb is about."""
TABLE = "split_verbs"


@dataclass(frozen=True, kw_only=True)
class SplitVerb:
    """A verb found in words: its term, how many words its first part has, and where its last part begins and ends."""

    term: str
    first: int
    last: int
    end: int


SplitForm = tuple[str, tuple[str, ...], tuple[str, ...]]
"""A term with the words of its first part, if any, and of its last."""


def split_verb(words: Sequence[Token], language: str, *, led: bool) -> SplitVerb | None:
    """Return the verb in two parts of words, of forms with a first part where `led`, else of those that have none.

    One with a first part is all around the words; one without may have further words behind it.
    """
    texts = tuple(plain_texts(words))
    for term, first, last in _forms(language):
        if bool(first) is led and (found := _found(texts, term, first, last)):
            return found
    return None


def _found(texts: tuple[str, ...], term: str, first: tuple[str, ...], last: tuple[str, ...]) -> SplitVerb | None:
    if texts[: len(first)] != first:
        return None
    ends = (len(texts),) if first else range(len(last) + 1, len(texts) + 1)
    for end in ends:
        if end - len(last) > len(first) and texts[end - len(last) : end] == last:
            return SplitVerb(term=term, first=len(first), last=end - len(last), end=end)
    return None


@cache
def _forms(language: str) -> tuple[SplitForm, ...]:
    """Return the forms that people of a language may type, those of most words first."""
    return tuple(sorted(_spelt(language), key=lambda form: (-len(form[1]) - len(form[2]), form)))


def _spelt(language: str) -> Iterator[SplitForm]:
    for term in WORD_FILES[FIRST].tables[TABLE]:
        for text in typable(TABLE, term, language):
            first, _, last = text.partition(GAP)
            yield term, tuple(first.split()), tuple(last.split())
