"""Words around the name of a customer: what may stand before it, what it ends in, how else its letters are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from bot.language.names import account_key, fold
from bot.language.word_files import FIRST, LANGUAGES, WORD_FILES

STEM = 3
"""Letters that are left of a word at least when an ending is taken off."""
DIGRAPHS = (("aa", "a"), ("oe", "o"), ("ae", "a"), ("ue", "u"))
"""How letters with a mark are written without it, and the letter to which `fold` brings them."""
SPELT_OUT = str.maketrans(
    {"å": "aa", "Å": "aa", "ø": "oe", "Ø": "oe", "ö": "oe", "Ö": "oe", "ä": "ae", "Ä": "ae", "ü": "ue", "Ü": "ue"}
)

PhrasesByWord = Mapping[str, frozenset[tuple[str, ...]]]
"""Phrases as folded words, by their first word."""


@dataclass(frozen=True, kw_only=True)
class NameWords:
    """The words around a name that people of one language may type: long forms of all, own short ones and English ones.

    `fillers` stand before a name without being part of it; `leads` are those of them behind which a customer's name is
    expected, `sites` those that say where somebody is, `topics` those that lead to what was talked about.
    """

    fillers: PhrasesByWord
    leads: PhrasesByWord
    sites: PhrasesByWord
    topics: PhrasesByWord
    infinitives: PhrasesByWord
    promises: PhrasesByWord
    common: frozenset[str]
    """Words of which no name is made."""


@cache
def name_words(language: str) -> NameWords:
    """Return the words around a name for people of a language."""

    def typable(table: str, *terms: str) -> PhrasesByWord:
        return _phrases(
            phrase
            for code in LANGUAGES
            for term in terms
            for phrase in _forms(code, table, term, own=code in (language, FIRST))
        )

    around = (("clauses", ("before", "between", "joins", "others", "not")), ("names", ("pronouns", "about")))
    return NameWords(
        fillers=_joined(typable("clauses", "before", "between"), typable("names", "to", "at", "about")),
        leads=typable("names", "to", "at"),
        sites=typable("names", "at"),
        topics=typable("names", "about"),
        infinitives=typable("clauses", "infinitives"),
        promises=typable("names", "promises"),
        common=frozenset(word for table, terms in around for word in _common(language, table, terms)),
    )


def _common(language: str, table: str, terms: Iterable[str]) -> Iterator[str]:
    """Yield the words of phrases, of those of other languages only where the phrase is one word."""
    for code in LANGUAGES:
        own = code in (language, FIRST)
        for phrase in (phrase for term in terms for phrase in _forms(code, table, term, own=own)):
            words = fold(phrase).split()
            yield from words if own or len(words) == 1 else ()


def _forms(code: str, table: str, term: str, *, own: bool) -> tuple[str, ...]:
    forms = WORD_FILES[code].tables[table][term]
    return forms.all if own else forms.long


def _phrases(texts: Iterable[str]) -> PhrasesByWord:
    found: dict[str, set[tuple[str, ...]]] = {}
    for text in texts:
        words = tuple(fold(text).split())
        found.setdefault(words[0], set()).add(words)
    return {first: frozenset(phrases) for first, phrases in found.items()}


def _joined(one: PhrasesByWord, other: PhrasesByWord) -> PhrasesByWord:
    """Return the phrases of both."""
    return {first: one.get(first, frozenset()) | other.get(first, frozenset()) for first in {*one, *other}}


JOINED = {
    code: _phrases(phrase for term in ("to", "at") for phrase in _forms(code, "names", term, own=True))
    for code in LANGUAGES
}
"""Prepositions by language, behind which its cases are understood."""
GENITIVES = tuple(
    sorted({ending for words in WORD_FILES.values() for ending in words.tables["names"]["genitive"].all}, key=len)[::-1]
)
CASES = {
    code: tuple(sorted({fold(ending) for ending in words.tables["names"]["cases"].all}, key=len)[::-1])
    for code, words in WORD_FILES.items()
}


CHANGES = {
    code: tuple(fold(change).split("|") for change in words.tables["names"]["changes"].all)
    for code, words in WORD_FILES.items()
}
"""Ends of words in a case by language, each with the end of the first form."""


def phrase_at(words: Sequence[str], start: int, phrases: PhrasesByWord) -> int:
    """Return how many of the bare words from `start` on are one of the phrases, the longest; 0 for none."""
    if start >= len(words):
        return 0
    fitting = (p for p in phrases.get(words[start], ()) if tuple(words[start : start + len(p)]) == p)
    return max(map(len, fitting), default=0)


def phrases_before(words: Sequence[str], end: int, phrases: PhrasesByWord) -> int:
    """Return the index of the first of the phrases that stand one behind the other right before `end`."""
    while starts := [at for at in range(max(0, end - 3), end) if phrase_at(words, at, phrases) == end - at]:
        end = starts[0]
    return end


@lru_cache(4096)
def spellings(text: str) -> tuple[str, ...]:
    """Return the keys that a typed name may have, the plain one first: `oe` may be ø, and ø may be stored as `oe`."""
    found = [account_key(text), account_key(text.translate(SPELT_OUT))]
    for digraph, letter in DIGRAPHS:
        found += [key.replace(digraph, letter) for key in found if digraph in key]
    return tuple(dict.fromkeys(found))


def without_genitive(word: str) -> tuple[str, ...]:
    """Return what a word may be the genitive of, with the longest ending taken off first."""
    stems = (word[: -len(ending)] for ending in GENITIVES if word.lower().endswith(ending))
    return tuple(stem for stem in stems if len(stem) >= STEM)


def is_marked_genitive(word: str) -> bool:
    """Whether a word is a genitive by its apostrophe, which no other word has."""
    return word.rstrip("sS")[-1:] in ("'", "’")


def stems(word: str, language: str, least: int = 1) -> tuple[str, ...]:
    """Return what is left of a folded word without one of a language's endings of at least so many letters.

    Where more than the ending changes in a case, it is what the first form begins with.
    """
    left = [word.removesuffix(ending) for ending in CASES[language] if len(ending) >= least and word.endswith(ending)]
    # Why more: one letter of the end of the word is the one that changes.
    left += [
        word.removesuffix(case) + first
        for case, first in CHANGES[language]
        if len(case) > least and word.endswith(case) and len(word) - len(case) >= STEM - 1
    ]
    return tuple(stem for stem in left if len(stem) >= STEM)
