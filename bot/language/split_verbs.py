"""Verbs in two parts around what they are about, as in "gave … a call", or behind it, which some languages prefer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from bot.language.names import fold
from bot.language.phrases import plain_text, plain_texts, typable
from bot.language.tokens import Token
from bot.language.word_files import FIRST, WORD_FILES
from bot.records import record

GAP = fold("…")
"""Stands in a form, in its normal form, for what the verb is about."""
TABLE = "split_verbs"


@record(kw_only=True)
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


@record(kw_only=True)
class _Forms:
    """The forms with a first part and those without one; most lines have the words of none."""

    led: Mapping[str, tuple[SplitForm, ...]]
    """By the first word."""
    bare: Mapping[str, tuple[SplitForm, ...]]
    """By the last word."""


def split_verb(words: Sequence[Token], language: str, *, led: bool) -> SplitVerb | None:
    """Return the verb in two parts of words, of forms with a first part where `led`, else of those that have none.

    One with a first part is all around the words; one without may have further words behind it.
    """
    known = _forms(language)
    texts = tuple(plain_texts(words))
    forms: Iterable[SplitForm] = known.led.get(texts[0], ()) if led and texts else ()
    if not led and not known.bare.keys().isdisjoint(texts):
        forms = sorted((form for text in set(texts) for form in known.bare.get(text, ())), key=_most_words_first)
    found = (_found(texts, *form) for form in forms)
    return next(filter(None, found), None)


def split_words(language: str, *, led: bool) -> Iterable[str]:
    """Return words of which one stands in every verb in two parts, of those with a first part where `led`."""
    known = _forms(language)
    return (known.led if led else known.bare).keys()


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
    led: dict[str, tuple[SplitForm, ...]] = {}
    bare: dict[str, tuple[SplitForm, ...]] = {}
    for form in sorted(_spelt(language), key=_most_words_first):
        _, first, last, _ = form
        forms, word = (led, first[0]) if first else (bare, last[-1])
        forms[word] = (*forms.get(word, ()), form)
    return _Forms(led=led, bare=bare)


def _most_words_first(form: SplitForm) -> tuple[int, SplitForm]:
    return -len(form[1]) - len(form[2]), form


def _spelt(language: str) -> Iterator[SplitForm]:
    for term in WORD_FILES[FIRST].tables[TABLE]:
        for text in typable(TABLE, term, language):
            first, _, last = text.partition(GAP)
            yield term, tuple(first.split()), tuple(last.split()), _speaker(term, text, language)


def _speaker(term: str, text: str, language: str) -> str:
    """Return the language that a form is of; of several the person's own."""
    codes = _speakers(term)[text]
    return language if language in codes else codes[0]


@cache
def _speakers(term: str) -> Mapping[str, Sequence[str]]:
    """Return the languages that each form of a term is of."""
    found: dict[str, list[str]] = {}
    for code, file in WORD_FILES.items():
        for word in file.tables[TABLE][term].all:
            found.setdefault(plain_text(word), []).append(code)
    return found
