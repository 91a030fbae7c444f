"""The words around the verbs of a line: fillers, joining words, other subjects, plans, abbreviations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.language.days.lexicon import lexicon
from bot.language.names import SUFFIXES, fold
from bot.language.tokens import Token
from bot.language.vocabulary import CONTACTS, VERBS
from bot.language.word_files import FIRST, WORD_FILES


@dataclass(frozen=True)
class Phrases:
    """Words and phrases in their normal form."""

    known: frozenset[str]
    reach: Mapping[str, int]
    """How many words the longest phrase has, by its first word."""

    def leading(self, words: Sequence[Token]) -> int:
        """Return how many words the longest phrase has that these words begin with; 0 for none."""
        longest = self.reach.get(words[0].bare, 0) if words and not words[0].quoted else 0
        if longest <= 1:
            return longest if longest and words[0].bare in self.known else 0
        texts = ["" if word.quoted else word.bare for word in words[:longest]]
        return next((count for count in range(len(texts), 0, -1) if " ".join(texts[:count]) in self.known), 0)

    def skipped(self, words: tuple[Token, ...]) -> tuple[Token, ...]:
        """Return the words behind all phrases that they begin with."""
        while count := self.leading(words):
            words = words[count:]
        return words


def phrases(words: Iterable[str]) -> Phrases:
    """Return phrases from how they are written."""
    known = frozenset(fold(word) for word in words)
    # Sorted by length, so that the longest of a first word stays.
    return Phrases(
        known, {word.split()[0]: len(word.split()) for word in sorted(known, key=lambda word: word.count(" "))}
    )


@dataclass(frozen=True, kw_only=True)
class ClauseWords:
    """The words that people of one language may type: all long forms, their own short ones and English ones.

    `before` are fillers in front of a verb, `adverbs` stand inside or right behind it, `between` are those between a
    verb and an account, of which `leads` are prepositions that a person or a customer follows, `marks` those in front
    of what was promised. `joins` part two facts, but where they begin one of `dated`, the days of several words;
    `only_joins` are those of them that are no preposition of a foreign language too. `verbs` are the verbs of several
    words. `others` are subjects that are not the writer. `undone` says that what follows was not done.

    `planned` makes a plan of the `infinitives` behind it, `future` is a plan by itself, `again` is one when a day
    follows, and so is one of `tries`, or one of `announced` with a word that says `anew`.
    """

    before: Phrases
    adverbs: Phrases
    between: Phrases
    leads: Phrases
    marks: Phrases
    joins: Phrases
    dated: Phrases
    only_joins: Phrases
    others: Phrases
    planned: Phrases
    infinitives: Phrases
    undone: Phrases
    future: Phrases
    again: Phrases
    tries: Phrases
    announced: Phrases
    anew: Phrases
    verbs: Phrases
    abbreviations: frozenset[str]
    dotted: frozenset[str]

    def is_abbreviation(self, word: str) -> bool:
        """Whether the stop behind a word belongs to it: kl., o.o., 27., a single letter."""
        bare = fold(word).rstrip(".")
        return bare in self.abbreviations or "." in bare or len(bare) == 1 or bare.isdigit()

    def is_dotted(self, word: str) -> bool:
        """Whether a point stands behind a weekday or a month in short, which may be that of the short form."""
        return word.endswith(".") and fold(word).rstrip(".") in self.dotted

    def is_company_form(self, word: str) -> bool:
        """Whether a word is a company's legal form, which a comma may stand before."""
        return bool(SUFFIXES.fullmatch(" " + fold(word).rstrip(",;")))


@cache
def clause_words(language: str) -> ClauseWords:
    """Return the words around verbs for people of a language."""
    words = {term: phrases(_typable("clauses", term, language)) for term in WORD_FILES[FIRST].tables["clauses"]}
    own = (fold(word) for word in WORD_FILES[language].tables["clauses"]["joins"].long)
    words["only_joins"] = phrases((*(words["joins"].known - words["between"].known), *own))
    words["announced"] = phrases(_announced(language))
    words["leads"] = phrases((*_typable("names", "to", language), *_typable("names", "at", language)))
    words["dated"] = phrases(phrase for phrase in lexicon(language).phrases if " " in phrase)
    words["verbs"] = phrases(
        word
        for table in (CONTACTS, VERBS)
        for term in table.words
        for word in table.all_words(term, language)
        if " " in word
    )
    return ClauseWords(
        **{name: words[name] for name in words.keys() & ClauseWords.__dataclass_fields__.keys() - {"abbreviations"}},
        abbreviations=words["abbreviations"].known | lexicon(language).dotted,
        dotted=lexicon(language).dotted,
    )


def _announced(language: str) -> Iterable[str]:
    """Yield what announces a deed; not what another language says so and the own one uses for a wish, as "will"."""
    own = WORD_FILES[language].tables["clauses"]
    wishes = {fold(word) for word in own["planned"].all} - {fold(word) for word in own["announced"].all}
    yield from (word for word in _typable("clauses", "announced", language) if fold(word) not in wishes)


def _typable(table: str, term: str, language: str) -> Iterable[str]:
    for code, words in WORD_FILES.items():
        forms = words.tables[table][term]
        yield from forms.long
        if code in (language, FIRST):
            yield from forms.short
