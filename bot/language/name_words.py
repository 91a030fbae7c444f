"""Words around the name of a customer: what may stand before it, what it ends in, how else its letters are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from bot.language.names import account_key, cached_if_short, fold, spelt_out
from bot.language.phrases import Phrases, phrases, plain_texts, typable
from bot.language.tokens import Token, text_of
from bot.language.word_files import FIRST, LANGUAGES, WORD_FILES
from bot.records import record

ENGLISH_INFINITIVES = frozenset(WORD_FILES[FIRST].tables["clauses"]["infinitives"].all)
STEM = 3
"""Letters that are left of a word at least when an ending is taken off."""
DIGRAPHS = (("aa", "a"), ("oe", "o"), ("ae", "a"), ("ue", "u"))
"""How letters with a mark are written without it, and the letter to which `fold` brings them."""


@record(kw_only=True)
class NameWords:
    """The words around a name that people of one language may type: long forms of all, own short ones and English ones.

    `fillers` stand before a name without being part of it; `leads` are those of them behind which a customer's name is
    expected, `sites` those that say where somebody is, `topics` those that lead to what was talked about.
    `infinitives` are ways to reach somebody, `acts` other things to do for a customer, whose `marks` stand before them.
    """

    fillers: Phrases[None]
    skipped: frozenset[str]
    """The first words of fillers and infinitives."""
    leads: Phrases[None]
    sites: Phrases[None]
    topics: Phrases[None]
    infinitives: Phrases[None]
    acts: Phrases[None]
    marks: Phrases[None]
    promises: Phrases[None]
    more: Phrases[None]
    """Words with which the name of a company goes on, such as sons."""
    common: frozenset[str]
    """Words of which no name is made."""
    behind: frozenset[str]
    """Words that may stand behind a name and are none of it: who else did something, and what became of a meeting."""
    people: frozenset[str]
    """The words of who works at a customer, such as managing director."""
    goods: frozenset[str]
    """What customers are promised."""


@cache
def name_words(language: str) -> NameWords:
    """Return the words around a name for people of a language."""

    def known(*terms: tuple[str, str]) -> Phrases[None]:
        return phrases(frozenset().union(*(typable(table, term, language) for table, term in terms)))

    to, at, about, infinitive = ("names", "to"), ("names", "at"), ("names", "about"), ("clauses", "infinitives")
    around = (("clauses", ("before", "between", "joins", "others", "not")), ("names", ("pronouns", "about")))
    fillers, infinitives = known(("clauses", "before"), ("clauses", "between"), to, at, about), known(infinitive)
    return NameWords(
        fillers=fillers,
        skipped=frozenset((*fillers.firsts, *infinitives.firsts)),
        leads=known(to, at),
        sites=known(at),
        topics=known(about),
        infinitives=infinitives,
        acts=known(("clauses", "acts")),
        marks=known(("clauses", "infinitive_marks")),
        promises=known(("names", "promises")),
        more=known(("names", "more")),
        behind=frozenset(_behind_name(language)),
        people=frozenset(word for phrase in typable("reaching", "people", language) for word in phrase.split()),
        goods=frozenset(
            word for term in WORD_FILES[FIRST].tables["goods"] for word in typable("goods", term, language)
        ),
        common=frozenset(word for table, terms in around for word in _common(language, table, terms)),
    )


def _behind_name(language: str) -> Iterator[str]:
    yield from (word for word in typable("clauses", "others", language) if " " not in word)
    meetings = typable("outcomes", "meet", language)
    booked = (phrase.split() for phrase in typable("reaching", "booked", language))
    yield from (behind for first, behind, *_ in booked if first in meetings)


def to_do_words(language: str) -> frozenset[str]:
    """Return the words with which an infinitive begins that says what is to be done, its mark or the verb itself."""
    known = name_words(language)
    verbs = (verb.split()[0] for verb in known.infinitives.roles if verb not in ENGLISH_INFINITIVES)
    return frozenset((*known.marks.firsts, *verbs))


def topic_at(words: Sequence[Token], language: str) -> int:
    """Return the first word that leads to what a line is about, such as regarding; the number of words for none."""
    topics, texts = name_words(language).topics, plain_texts(words)
    known = topics.may_stand_in(texts)
    return next((at for at in range(1, len(texts)) if topics.count_at(texts, at)), len(texts)) if known else len(texts)


def infinitive_in(words: tuple[Token, ...], language: str) -> tuple[int, int]:
    """Return how many words mark an infinitive that words begin with, and how many it has; 0 and 0 for none.

    An English verb without a mark is none: it tells what was done.
    """
    known = name_words(language)
    marks = known.marks.leading(words)
    count = known.infinitives.leading(words[marks:])
    tells = not marks and text_of(words[:count]).casefold() in ENGLISH_INFINITIVES
    return (marks, count) if count and not tells else (0, 0)


def at_place(text: str, language: str) -> str:
    """Return where somebody is, without the preposition that leads to it: "at the counter" is the counter."""
    words = text.split()
    count = PLACES[language].count_at([fold(word) for word in words], 0)
    return " ".join(words[count:]) if count < len(words) else text


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


def _verbs(code: str) -> frozenset[str]:
    return frozenset(fold(verb) for forms in WORD_FILES[code].tables["verbs"].values() for verb in forms.long)


def _own_verbs(code: str) -> frozenset[str]:
    """Return the verbs of a language that no other one has."""
    return _verbs(code).difference(*(_verbs(other) for other in LANGUAGES if other != code))


CASES = {
    code: tuple(sorted({fold(ending) for ending in words.tables["names"]["cases"].all}, key=len)[::-1])
    for code, words in WORD_FILES.items()
}
WITH_CASES = tuple(filter(CASES.get, CASES))
"""The languages that have cases."""
JOINED = {
    code: phrases(
        (
            *(fold(phrase) for term in ("to", "at") for phrase in _forms(code, "names", term, own=True)),
            *(sorted(_own_verbs(code)) if code in WITH_CASES else ()),
        )
    )
    for code in LANGUAGES
}
"""Prepositions by language, and verbs of those with cases, behind which the cases are understood."""
PLACES = {
    code: phrases(
        fold(phrase) for each in dict.fromkeys((code, FIRST)) for phrase in _forms(each, "names", "place", own=True)
    )
    for code in LANGUAGES
}
"""Prepositions of places by language, and those of English."""
GENITIVES = tuple(
    sorted({ending for words in WORD_FILES.values() for ending in words.tables["names"]["genitive"].all}, key=len)[::-1]
)
CHANGES = {
    code: tuple(fold(change).split("|") for change in words.tables["names"]["changes"].all)
    for code, words in WORD_FILES.items()
}
"""Ends of words in a case by language, each with the end of the first form."""
ENDINGS = {code: (*CASES[code], *(case for case, _ in CHANGES[code])) for code in LANGUAGES}


@lru_cache(4096)
def spellings(text: str) -> tuple[str, ...]:
    """Return the keys that a typed name may have, the plain one first: `oe` may be ø, and ø may be stored as `oe`."""
    found = [account_key(text), account_key(spelt_out(text))]
    for digraph, letter in DIGRAPHS:
        found += [key.replace(digraph, letter) for key in found if digraph in key]
    return tuple(dict.fromkeys(found))


@cached_if_short
def first_words(text: str) -> frozenset[str]:
    """Return the words with which a name may begin that begins with a text."""
    return frozenset(key.partition(" ")[0] for key in spellings(text)) - {""}


@cached_if_short
def possible_first_words(word: str) -> frozenset[str]:
    """Return the words with which a name may begin that begins with a word, or whose genitive that is."""
    return first_words(word).union(*map(first_words, without_genitive(word)))


def without_genitive(word: str) -> tuple[str, ...]:
    """Return what a word may be the genitive of, with the longest ending taken off first."""
    stems = (word[: -len(ending)] for ending in GENITIVES if word.lower().endswith(ending))
    return tuple(stem for stem in stems if len(stem) >= STEM)


def is_marked_genitive(word: str) -> bool:
    """Whether a word is a genitive by its apostrophe, which no other word has."""
    return word.rstrip("sS")[-1:] in ("'", "’")


@lru_cache(4096)
def stems(word: str, language: str, least: int = 1) -> tuple[str, ...]:
    """Return what is left of a folded word without one of a language's endings of at least so many letters.

    Where more than the ending changes in a case, it is what the first form begins with.
    """
    if not word.endswith(ENDINGS[language]):
        return ()
    left = [word.removesuffix(ending) for ending in CASES[language] if len(ending) >= least and word.endswith(ending)]
    # Why more: one letter of the end of the word is the one that changes.
    left += [
        word.removesuffix(case) + first
        for case, first in CHANGES[language]
        if len(case) > least and word.endswith(case) and len(word) - len(case) >= STEM - 1
    ]
    return tuple(stem for stem in left if len(stem) >= STEM)
