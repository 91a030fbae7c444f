"""The vocabularies of the command language, in every language at once: verbs, outcomes, factors, scores, keywords."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property, partial

from babel import Locale

from bot.language.names import ByText, fold
from bot.language.word_files import FIRST, LANGUAGES, WORD_FILES, Forms


def spelt(word: str) -> str:
    """Return a word without capitals, with its marks."""
    return word.casefold() if word.isascii() else unicodedata.normalize("NFC", word.casefold())


class Vocabulary:
    """Terms by their canonical English word, with their words in each language; the first one is the label."""

    def __init__(self, read: Callable[[], Mapping[str, Mapping[str, Forms]]]) -> None:
        self._read = read

    @cached_property
    def words(self) -> Mapping[str, Mapping[str, Forms]]:
        """The forms of each term by language, read when the first line asks for them."""
        return self._read()

    @cached_property
    def _by_word(self) -> ByText[dict[str, str]]:
        """The terms by what people of a language may type: all long forms, their own short ones and English ones.

        Their own language has a word before the others; of two terms with a word the first one has it.
        """
        everybodys = self._long(*LANGUAGES)
        return ByText(lambda code: {**self._short(FIRST), **self._short(code), **everybodys, **self._long(code)})

    @cached_property
    def _by_spelling(self) -> ByText[dict[str, str]]:
        """The terms by their long forms as they are spelt: of two that only marks tell apart it is the one."""
        return ByText(lambda code: {**self._long(*LANGUAGES, form=spelt), **self._long(code, form=spelt)})

    def _long(self, *languages: str, form: Callable[[str], str] = fold) -> dict[str, str]:
        found: dict[str, str] = {}
        for canonical, cells in self.words.items():
            for word in (canonical, *(word for code in languages for word in cells[code].long)):
                found.setdefault(form(word), canonical)
        return found

    def _short(self, language: str) -> dict[str, str]:
        return {fold(word): term for term, cells in self.words.items() for word in cells[language].short}

    @cached_property
    def longest(self) -> int:
        """How many words the longest phrase has."""
        return max(len(word.split()) for word in self._long(*LANGUAGES))

    @cached_property
    def _reach(self) -> ByText[dict[str, int]]:
        """How many words the longest phrase has, by its first word, of what people of a language may type."""

        def made(code: str) -> dict[str, int]:
            ordered = sorted((phrase.split() for phrase in self._by_word[code]), key=len)
            return {first: 1 + len(rest) for first, *rest in ordered}

        return ByText(made)

    def reach(self, word: str, language: str) -> int:
        """Return how many words the longest phrase has that begins with a word; 0 for none."""
        return self._reach[language].get(fold(word).partition(" ")[0], 0)

    def find(self, word: str, language: str) -> str | None:
        """Return the canonical word of a term by a word or phrase that people of a language may type; None for none."""
        return self._by_spelling[language].get(spelt(word)) or self._by_word[language].get(fold(word))

    def begun(self, word: str, among: Sequence[str], language: str) -> tuple[str, ...]:
        """Return the terms of `among` with a word in a language, or else in English, that begins with `word`."""
        folded = fold(word)
        for spoken in (language, FIRST):
            hits = [term for term in among if any(word.startswith(folded) for word in self._folded[spoken][term])]
            if folded and hits:
                return tuple(hits)
        return ()

    @cached_property
    def _folded(self) -> ByText[dict[str, tuple[str, ...]]]:
        """All words of each term in a language."""
        return ByText(lambda code: {term: tuple(map(fold, cells[code].all)) for term, cells in self.words.items()})

    def all_words(self, canonical: str, language: str | None = None) -> tuple[str, ...]:
        """Return the words of a term, folded: every one in any language, or what people of one language may type."""
        cells = self.words[canonical]
        short = (forms.short for code, forms in cells.items() if language in (None, code) or code == FIRST)
        words = (canonical, *(word for forms in cells.values() for word in forms.long))
        return tuple(dict.fromkeys(fold(word) for word in (*words, *(word for some in short for word in some))))

    def means(self, word: str, canonical: str, language: str) -> bool:
        """Whether people of a language may type a term by a word, whatever other term it is a word of too."""
        return fold(word) in self.all_words(canonical, language)

    def label(self, canonical: str, language: str) -> str:
        """Return the word that people of a language are shown."""
        return self.words[canonical][language].all[0]


def vocabulary(table: str) -> Vocabulary:
    """Return the terms of a table of the word files, in the order of the English one."""
    return Vocabulary(partial(_terms, table))


def _terms(table: str) -> dict[str, dict[str, Forms]]:
    terms = WORD_FILES[FIRST].tables[table]
    return {term: {code: words.tables[table][term] for code, words in WORD_FILES.items()} for term in terms}


def _language_names() -> dict[str, dict[str, Forms]]:
    """Return the names of the languages by their codes: as each language calls the others, and as they call themselves.

    The code of a language is among its words, and so are its further codes.
    """
    return {code: {other: Forms(_names(code, other)) for other in LANGUAGES} for code in LANGUAGES}


def _names(code: str, other: str) -> tuple[str, ...]:
    """Return what speakers of `other` call a language."""
    about = WORD_FILES[code].about
    # A further code stands for the whole language: CLDR calls nb Norwegian Bokmål, and no Norwegian.
    shown = str(Locale.parse(other).languages[(*about.hints, code)[0]])
    return (shown, about.name, *about.hints)


VERBS = vocabulary("verbs")
SUBVERBS = vocabulary("second_words")
WHOLE_VERBS = vocabulary("whole_verbs")
OUTCOMES = vocabulary("outcomes")
CONTACTS = vocabulary("contacts")
CONTACT_VERBS = frozenset({"visit", "meet", "mail", "offer"})
"""Verbs of contacts that are no calls."""
QUOTAS = vocabulary("quotas")
TELLING = vocabulary("told")
FACTORS = vocabulary("factors")
SCORES = vocabulary("scores")
SOURCES = vocabulary("sources")
ROLES = vocabulary("roles")
KEYWORDS = vocabulary("keywords")
FORMATS = vocabulary("formats")
PERIODS = vocabulary("periods")
ANSWERS = vocabulary("answers")
KEPT = vocabulary("kept")
"""Kinds of data that have an end, by the values of bot.domain.retention."""
RECEIVERS = vocabulary("receivers")
"""What an admin does with a receiver of events."""
NUDGES = vocabulary("nudges")
SMALL_TALK = vocabulary("small_talk")
QUESTIONS = vocabulary("questions")
GOODS = vocabulary("goods")
STANDARD_TOUCHPOINTS = vocabulary("touchpoints")
LANGUAGE_NAMES = Vocabulary(_language_names)


def touchpoint_words(name: str) -> tuple[str, ...]:
    """Return every name by which a touchpoint is found, folded; the standard ones have one in each language."""
    return STANDARD_TOUCHPOINTS.all_words(name) if name in STANDARD_TOUCHPOINTS.words else (fold(name),)


def only_speaker(verb: str) -> str:
    """Return the language whose verb a folded phrase is; "" where it is none, or one of several languages."""
    return _speakers().get(verb, "")


@cache
def _speakers() -> Mapping[str, str]:
    """Return the verbs of every language, folded, each with that language; with "" those of several."""
    tables = ("verbs", "contacts", "split_verbs", "clauses")
    found: dict[str, str] = {}
    for code, file in WORD_FILES.items():
        words = (word for table in tables for forms in file.tables[table].values() for word in forms.all)
        for verb in set(map(fold, words)):
            found[verb] = "" if verb in found else code
    return found


def is_told_elsewhere(verb: str, typed: str) -> bool:
    """Whether a language has an infinitive among its words of a verb, and not among its infinitives."""
    text = fold(typed)
    said = {text, text.partition(" ")[0]}
    return any(not words.isdisjoint(said) and text not in infinitives for words, infinitives in _told_words(verb))


@cache
def _told_words(verb: str) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Return the words of a verb and the infinitives of each language, folded."""
    infinitives = (file.tables["clauses"]["infinitives"] for file in WORD_FILES.values())
    words = (VERBS.words[verb][code] for code in WORD_FILES)
    return tuple(
        (frozenset(map(fold, told.all)), frozenset(map(fold, later.all)))
        for told, later in zip(words, infinitives, strict=True)
    )


def verb_words(verb: str, language: str | None = None) -> frozenset[str]:
    """Return what a verb of one or two words can be typed as, folded: in any language, or by who has one language."""
    first, _, second = verb.partition(" ")
    firsts = VERBS.all_words(first, language)
    if not second:
        return frozenset(firsts)
    seconds = SUBVERBS.all_words(second, language)
    both = (f"{one} {two}" for one in firsts for two in seconds)
    return frozenset((*both, *(WHOLE_VERBS.all_words(verb, language) if verb in WHOLE_VERBS.words else ())))


def verb_label(verb: str, language: str) -> str:
    """Return what people of a language are told to type for a verb of one or two words."""
    first, _, second = verb.partition(" ")
    shown = VERBS.label(first, language)
    return f"{shown} {SUBVERBS.label(second, language)}" if second else shown
