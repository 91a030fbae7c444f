"""Words around the name of a customer: what may stand before it, what it ends in, how else its letters are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from bot.language.names import account_key, fold
from bot.language.word_files import LANGUAGES, WORD_FILES

END_SIGNS = ".,!;:"
STEM = 3
"""Letters that are left of a word at least when an ending is taken off."""
DIGRAPHS = (("aa", "a"), ("oe", "o"), ("ae", "a"), ("ue", "u"))
"""How letters with a mark are written without it, and the letter to which `fold` brings them."""
SPELT_OUT = str.maketrans(
    {"å": "aa", "Å": "aa", "ø": "oe", "Ø": "oe", "ö": "oe", "Ö": "oe", "ä": "ae", "Ä": "ae", "ü": "ue", "Ü": "ue"}
)

Phrases = Mapping[str, frozenset[tuple[str, ...]]]
"""Phrases as folded words, by their first word."""


def _phrases(table: str, *terms: str, languages: Sequence[str] = LANGUAGES) -> Phrases:
    """Return the phrases of terms of the word files, in some languages or in all."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for code in languages:
        for term in terms:
            for phrase in WORD_FILES[code].tables[table][term].all:
                words = tuple(fold(phrase).split())
                found.setdefault(words[0], set()).add(words)
    return {first: frozenset(phrases) for first, phrases in found.items()}


def _joined(one: Phrases, other: Phrases) -> Phrases:
    """Return the phrases of both."""
    return {first: one.get(first, frozenset()) | other.get(first, frozenset()) for first in {*one, *other}}


FILLERS = _joined(_phrases("clauses", "before", "between"), _phrases("names", "to", "at", "about"))
"""What stands before a name without being part of it."""
LEADS = _phrases("names", "to", "at")
"""Prepositions behind which a customer's name is expected."""
SITES = _phrases("names", "at")
"""Those of them that say where somebody is."""
TOPICS = _phrases("names", "about")
INFINITIVES = _phrases("clauses", "infinitives")
PROMISES = _phrases("names", "promises")
JOINED = {code: _phrases("names", "to", "at", languages=(code,)) for code in LANGUAGES}
"""Prepositions by language, behind which its cases are understood."""
COMMON = frozenset(
    word
    for table, terms in (("clauses", ("before", "between", "joins", "others", "not")), ("names", ("pronouns", "about")))
    for code in LANGUAGES
    for term in terms
    for phrase in WORD_FILES[code].tables[table][term].all
    for word in fold(phrase).split()
)
"""Words of which no name is made."""
GENITIVES = tuple(
    sorted({ending for words in WORD_FILES.values() for ending in words.tables["names"]["genitive"].all}, key=len)[::-1]
)
CASES = {
    code: tuple(sorted({fold(ending) for ending in words.tables["names"]["cases"].all}, key=len)[::-1])
    for code, words in WORD_FILES.items()
}


def bare(word: str) -> str:
    """Return a word as phrases hold it: folded, without signs at its end."""
    return fold(word).rstrip(END_SIGNS)


def phrase_at(words: Sequence[str], start: int, phrases: Phrases) -> int:
    """Return how many of the bare words from `start` on are one of the phrases, the longest; 0 for none."""
    if start >= len(words):
        return 0
    fitting = (p for p in phrases.get(words[start], ()) if tuple(words[start : start + len(p)]) == p)
    return max(map(len, fitting), default=0)


def phrases_before(words: Sequence[str], end: int, phrases: Phrases) -> int:
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
    stems = (word.removesuffix(ending) for ending in GENITIVES if word.endswith(ending))
    return tuple(stem for stem in stems if len(stem) >= STEM)


def is_marked_genitive(word: str) -> bool:
    """Whether a word is a genitive by its apostrophe, which no other word has."""
    return word.rstrip("sS")[-1:] in ("'", "’")


def stems(word: str, language: str, least: int = 1) -> tuple[str, ...]:
    """Return what is left of a folded word without an ending of a case that has at least so many letters."""
    return tuple(
        word.removesuffix(ending)
        for ending in CASES[language]
        if len(ending) >= least and word.endswith(ending) and len(word) - len(ending) >= STEM
    )
