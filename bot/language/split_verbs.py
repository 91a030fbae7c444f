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
HANDOFF = "handoff"
OPEN_ENDED = frozenset({HANDOFF, "offer"})
"""Verbs behind whose parts more may stand: to whom a customer was handed, and how long that took; what was offered."""


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

    One with a first part is all around the words, unless it is OPEN_ENDED; behind one without more may stand.
    """
    known, texts = _forms(language), tuple(plain_texts(words))
    return _around(texts, known) if led else _behind(texts, known)


def _around(texts: tuple[str, ...], known: _Forms) -> SplitVerb | None:
    """Return the verb whose two parts texts begin and end in, or behind whose last part more may stand."""
    for term, first, last, language in known.led.get(texts[0], ()) if texts else ():
        if texts[: len(first)] != first:
            continue
        behind, at_end = len(first) + 1, len(texts) - len(last)
        for at in range(behind if term in OPEN_ENDED else max(behind, at_end), at_end + 1):
            if texts[at : at + len(last)] == last:
                return SplitVerb(term=term, language=language, first=len(first), last=at, end=at + len(last))
    return None


def _behind(texts: tuple[str, ...], known: _Forms) -> SplitVerb | None:
    """Return the verb that stands behind other texts: of the most words, and of those the first."""
    found = [
        (_most_words_first(form), end)
        for end in range(2, len(texts) + 1)
        for form in known.bare.get(texts[end - 1], ())
        if end > len(form[2]) and texts[end - len(form[2]) : end] == form[2]
    ]
    if not found:
        return None
    (_, (term, _, last, language)), end = min(found)
    return SplitVerb(term=term, language=language, first=0, last=end - len(last), end=end)


def split_words(language: str, *, led: bool) -> Iterable[str]:
    """Return words of which one stands in every verb in two parts, of those with a first part where `led`."""
    known = _forms(language)
    return (known.led if led else known.bare).keys()


def split_ends(language: str) -> Iterable[str]:
    """Return the last words of the verbs in two parts that have a first part."""
    return ((*first, *last)[-1] for forms in _forms(language).led.values() for _, first, last, _ in forms)


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
