"""The words around the verbs of a line: fillers, joining words, other subjects, plans, abbreviations."""

from __future__ import annotations

from functools import cache

from bot.language.days.lexicon import lexicon
from bot.language.names import SUFFIXES, fold
from bot.language.phrases import Phrases, phrases, typable
from bot.language.vocabulary import CONTACTS, VERBS
from bot.language.word_files import FIRST, WORD_FILES
from bot.records import record

SIGNS = frozenset({"+", "-", "–", "&"})
"""Signs that part two facts when a verb stands behind them."""


@record(kw_only=True)
class ClauseWords:
    """The words that people of one language may type: all long forms, their own short ones and English ones.

    `before` are fillers in front of a verb, `adverbs` stand inside or right behind it, `between` are those between a
    verb and an account, of which `leads` are prepositions that a person or a customer follows, `marks` those in front
    of what was promised. `joins` part two facts, but where they begin one of `dated`, the days of several words;
    `partings` are these and the signs that do;
    `only_joins` are those of them that are no preposition of a foreign language too, `any_joins` those and the short
    ones of other languages. `verbs` are the verbs of several words. `writer` is the subject that tells, `to_writer` its
    object, `others` are those that are somebody else. `undone` says that what follows was not done.

    `planned` makes a plan of the `infinitives` behind it, `future` is a plan by itself, `again` is one when a day
    follows, and so is one of `tries`, or one of `announced` with a word that says `anew`.
    """

    before: Phrases[None]
    adverbs: Phrases[None]
    between: Phrases[None]
    leads: Phrases[None]
    marks: Phrases[None]
    objects: Phrases[None]
    """The customer who was named before, as in "emailed them"."""
    joins: Phrases[None]
    partings: Phrases[None]
    dated: Phrases[None]
    only_joins: Phrases[None]
    afterwards: Phrases[None]
    """Joining words behind which another contact begins, as in "spoke to Acme, then Bergen voicemail"."""
    relative: Phrases[None]
    """What stands behind a name, before what is told of it, as in "Nilsson, who was happy"."""
    any_joins: Phrases[None]
    writer: Phrases[None]
    to_writer: Phrases[None]
    others: Phrases[None]
    planned: Phrases[None]
    infinitives: Phrases[None]
    undone: Phrases[None]
    managed: Phrases[None]
    """What says that the action behind it was done in the end."""
    imperatives: Phrases[None]
    """What tells somebody to call, with which a call that was made may be logged too."""
    back: Phrases[None]
    """What makes of that a call back."""
    corrects: Phrases[None]
    """What stands before what the writer means instead, as in "no wait, Thursday"."""
    unheld: Phrases[None]
    """What says that something will not be done by its day."""
    conditions: Phrases[None]
    """What leads to something that has to happen first, as in "call Acme when the samples arrive"."""
    future: Phrases[None]
    again: Phrases[None]
    tries: Phrases[None]
    announced: Phrases[None]
    judges: Phrases[None]
    """How a customer rates something, as in "Acme found the delivery better than expected"."""
    been: Phrases[None]
    """What says that something was or is so; not that it will be."""
    likeness: Phrases[None]
    """What leads to how something was done, as in "as promised"."""
    trying: Phrases[None]
    """What says that something is tried, or was."""
    to_reach: Phrases[None]
    """What is tried with a customer whom nobody reached."""
    spent: Phrases[None]
    """What stands before minutes that went into something."""
    unspent: Phrases[None]
    """What stands behind minutes that nobody spent, as in "20 minutes ago"."""
    late_by: Phrases[None]
    """What says so at the end alone: "20 minutes late" is none, and "20 minutes late invoice" a reason."""
    sent: Phrases[None]
    """What tells that something went out to the customer."""
    plans: Phrases[None]
    """What most plans begin with."""
    anew: Phrases[None]
    verbs: Phrases[None]
    open_verbs: Phrases[None]
    """Verbs that end in a preposition, without it: "sent a quote" of "sent a quote to"."""
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
    terms = {term: typable("clauses", term, language) for term in WORD_FILES[FIRST].tables["clauses"]}
    terms["partings"] = terms["joins"] | SIGNS
    terms["any_joins"] = frozenset(only_joins(language).roles) | (_short_joins() - _own(language, "between"))
    terms["announced"] = _announced(language)
    terms["plans"] = frozenset().union(*(terms[term] for term in ("planned", "again", "future", "tries")))
    terms["leads"] = typable("names", "to", language) | typable("names", "at", language)
    terms["dated"] = frozenset(phrase for phrase in lexicon(language).phrases if " " in phrase)
    terms["verbs"] = frozenset(
        word
        for table in (CONTACTS, VERBS)
        for term in table.words
        for word in table.all_words(term, language)
        if " " in word
    )
    terms["open_verbs"] = frozenset(
        verb for verb, _, last in (word.rpartition(" ") for word in terms["verbs"]) if last in terms["leads"]
    )
    dotted = lexicon(language).dotted
    abbreviations = terms.pop("abbreviations") | dotted
    known = {name: phrases(words) for name, words in terms.items() if name in ClauseWords.__dataclass_fields__}
    return ClauseWords(**known, only_joins=only_joins(language), abbreviations=abbreviations, dotted=dotted)


@cache
def only_joins(language: str) -> Phrases[None]:
    """Return the words that join two facts and are no preposition of a foreign language too."""
    own = (fold(word) for word in WORD_FILES[language].tables["clauses"]["joins"].all)
    return phrases((typable("clauses", "joins", language) - typable("clauses", "between", language)).union(own))


def _short_joins() -> frozenset[str]:
    return frozenset(fold(word) for words in WORD_FILES.values() for word in words.tables["clauses"]["joins"].short)


def _own(language: str, term: str) -> frozenset[str]:
    """Return the words of a term in a language and in English."""
    return frozenset(fold(word) for code in (language, FIRST) for word in WORD_FILES[code].tables["clauses"][term].all)


def _announced(language: str) -> frozenset[str]:
    """Return what announces an action; not what another language says so and the own one uses for a wish, as "will"."""
    own = WORD_FILES[language].tables["clauses"]
    wishes = {fold(word) for word in own["planned"].all} - {fold(word) for word in own["announced"].all}
    return typable("clauses", "announced", language) - wishes
