"""Verbs in two parts around what they are about, as in "gave … a call", or behind it, which some languages prefer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from bot.language.names import fold
from bot.language.phrases import plain_text, plain_texts, typable
from bot.language.tokens import Token
from bot.language.word_files import FIRST, WORD_FILES

GAP = fold("…")
"""Stands in a form, in its normal form, for what the verb is about."""
TABLE = "split_verbs"


@dataclass(frozen=True, kw_only=True)
class SplitVerb:
    """A verb found in words: its term, how many words its first part has, and where its last part begins and ends.

    `language` is the one that it is of.
    """

    term: str
    language: str
    first: int
    last: int
    end: int


SplitForm = tuple[str, tuple[str, ...], tuple[str, ...], str]
"""A term with the words of its first part, if any, and of its last, and its language."""


@dataclass(frozen=True, kw_only=True)
class _Forms:
    """The forms with a first part and those without one; the first words of the former, the last words of the latter.

    Most lines have none of these words, and so no form of the kind.
    """

    led: tuple[SplitForm, ...]
    bare: tuple[SplitForm, ...]
    firsts: frozenset[str]
    lasts: frozenset[str]


def split_verb(words: Sequence[Token], language: str, *, led: bool) -> SplitVerb | None:
    """Return the verb in two parts of words, of forms with a first part where `led`, else of those that have none.

    One with a first part is all around the words; one without may have further words behind it.
    """
    known = _forms(language)
    if led and known.firsts.isdisjoint(plain_texts(words[:1])):
        return None
    texts = tuple(plain_texts(words))
    if not led and known.lasts.isdisjoint(texts):
        return None
    found = (_found(texts, *form) for form in (known.led if led else known.bare))
    return next(filter(None, found), None)


def _found(
    texts: tuple[str, ...], term: str, first: tuple[str, ...], last: tuple[str, ...], language: str
) -> SplitVerb | None:
    if texts[: len(first)] != first:
        return None
    ends = (len(texts),) if first else range(len(last) + 1, len(texts) + 1)
    for end in ends:
        if end - len(last) > len(first) and texts[end - len(last) : end] == last:
            return SplitVerb(term=term, language=language, first=len(first), last=end - len(last), end=end)
    return None


@cache
def _forms(language: str) -> _Forms:
    """Return the forms that people of a language may type, those of most words first."""
    ordered = sorted(_spelt(language), key=lambda form: (-len(form[1]) - len(form[2]), form))
    led = tuple(form for form in ordered if form[1])
    bare = tuple(form for form in ordered if not form[1])
    firsts, lasts = frozenset(form[1][0] for form in led), frozenset(form[2][-1] for form in bare)
    return _Forms(led=led, bare=bare, firsts=firsts, lasts=lasts)


def _spelt(language: str) -> Iterator[SplitForm]:
    for term in WORD_FILES[FIRST].tables[TABLE]:
        for text in typable(TABLE, term, language):
            first, _, last = text.partition(GAP)
            yield term, tuple(first.split()), tuple(last.split()), _speaker(term, text, language)


def _speaker(term: str, text: str, language: str) -> str:
    """Return the language that a form is of; of several the person's own."""
    codes = [code for code, file in WORD_FILES.items() if text in map(plain_text, file.tables[TABLE][term].all)]
    return language if language in codes else codes[0]
