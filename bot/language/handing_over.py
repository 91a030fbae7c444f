"""The verbs of handing a customer over to somebody, whole or in two parts, wherever in a sentence these stand."""

from __future__ import annotations

from collections.abc import Iterable, Set
from functools import cache

from bot.language.phrases import Phrases, phrases, typable
from bot.language.split_verbs import GAP
from bot.records import record

VerbParts = frozenset[str]
"""The parts of a verb."""


@record(kw_only=True)
class HandingOver:
    """The verbs that people of one language may type: those that say that it was done, and those that need more words.

    `parts` are those of all of them, what says that something had to be done, and what leads to a later action.
    """

    done: frozenset[VerbParts]
    to_do: frozenset[VerbParts]
    forced: frozenset[str]
    parts: Phrases[None]
    firsts: frozenset[str]
    """The first words of verbs."""
    wholes: frozenset[VerbParts]
    """The words of each verb."""

    def may_be_said(self, words: Set[str]) -> bool:
        """Whether all words of a verb are among some."""
        return any(form <= words for form in self.wholes)

    def is_said(self, parts: Set[str]) -> bool:
        """Whether parts make a verb that says that it was done."""
        is_forced = not self.forced.isdisjoint(parts)
        return any(form <= parts for form in self.done) or (is_forced and any(form <= parts for form in self.to_do))


@cache
def handing_over(language: str) -> HandingOver:
    """Return the verbs of handing over that people of a language may type."""
    done, to_do = _forms("handed", language), _forms("to_hand", language)
    forced, later = typable("clauses", "forced", language), typable("clauses", "before_action", language)
    parts = {part for form in (*done, *to_do) for part in form}
    words = [text.split() for term in ("handed", "to_hand") for text in typable("clauses", term, language)]
    return HandingOver(
        done=done,
        to_do=to_do,
        forced=forced,
        parts=phrases(parts | forced | later),
        firsts=frozenset(each[0] for each in words),
        wholes=frozenset(frozenset(each) - {GAP} for each in words),
    )


def _forms(term: str, language: str) -> frozenset[VerbParts]:
    return frozenset(frozenset(_parts(text)) for text in typable("clauses", term, language))


def _parts(text: str) -> Iterable[str]:
    return (part.strip() for part in text.split(GAP))
