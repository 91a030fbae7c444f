"""Several customers behind one verb, as in "visited Acme and Bergen yesterday": the same contact is told of each."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace

from bot.arguments.account import name_behind_fillers
from bot.arguments.account_index import account_index
from bot.arguments.account_neighbour import is_and_sign
from bot.arguments.account_place import NamePlace
from bot.arguments.day_frame import names_past_day
from bot.arguments.parser import ParseContext
from bot.dispatch.fact import Fact
from bot.dispatch.told_contacts import WRITTEN
from bot.dispatch.word_orders import Words
from bot.language.clause_words import clause_words
from bot.language.name_words import name_words
from bot.language.phrases import plain_texts
from bot.language.reaching import findings
from bot.language.vocabulary import only_speaker

SEVERAL = 2
"""Names from which a fact is of several customers."""


@dataclass(frozen=True)
class CustomerSplitter:
    """Parts a contact whose words are customers' names as the person of the context types them.

    Behind the last name may stand what is said of all: a day, how it went, what they were about.
    """

    context: ParseContext

    def each(self, fact: Fact) -> list[Fact]:
        """Return the fact, or one for each of the customers whose names are joined in its words."""
        names, rest = self._names(fact, fact.words) if fact.command.contact else ([], ())
        if len(names) < SEVERAL or not self._is_of_all(fact, rest):
            return [fact]
        return [replace(fact, words=(*name, *rest), along=bool(at)) for at, name in enumerate(names)]

    def both(self, fact: Fact) -> list[Fact]:
        """Return a fact for each of the two customers whose names its words begin with, joined or side by side."""
        one, behind, _ = self._name(fact.verb, fact.words)
        other, rest, _ = self._name(fact.verb, behind[self._joins(fact, behind) :])
        return [replace(fact, words=(*name, *rest)) for name in (one, other)] if one and other else [fact]

    def along(self, fact: Fact, words: Words) -> tuple[list[Fact], Words]:
        """Return the facts that words behind a fact tell of further customers, and what they say of all of these.

        So do "Bergen" and "Bergen and Nowak yesterday" behind "called Acme". No facts for other words.
        """
        names, rest = self._names(fact, words) if fact.command.contact else ([], ())
        if not names or (rest and not self._ends_list(fact, names, rest)):
            return [], ()
        return [replace(fact, words=name, clauses=(), inherits=False, along=True) for name in names], rest

    def _ends_list(self, fact: Fact, names: list[Words], rest: Words) -> bool:
        """Whether words behind further names are said of the customer of the fact too, of whom nothing else is said."""
        said_before = fact.clauses or not name_behind_fillers(fact.words, self.context)
        return not said_before and (
            self._is_of_all(fact, rest) if len(names) > 1 else names_past_day(rest, self.context)
        )

    def _names(self, fact: Fact, words: Words) -> tuple[list[Words], Words]:
        """Return the joined names of different customers that words begin with, with fillers, and what is left."""
        names: list[Words] = []
        known: set[str] = set()
        joins, left = 0, words
        while not names or joins:
            name, rest, keys = self._name(fact.verb, left[joins:])
            if not name or known & keys:
                break
            names.append(name)
            known |= keys
            joins, left = self._joins(fact, rest), rest
        return names, left

    def _name(self, verb: Words, words: Words) -> tuple[Words, Words, Set[str]]:
        """Return the name that words begin with, with its fillers, what is left, and whose it is; no words for none.

        The verb before it may tell in which case it stands.
        """
        front = len(verb) + NamePlace(words=words, language=self.context.language).front
        hit = account_index(self.context).named((*verb, *words), front) if words else None
        end = hit.end - len(verb) if hit and len(hit.keys) == 1 else 0
        return words[:end], words[end:], frozenset(hit.keys if hit else ())

    def _joins(self, fact: Fact, words: Words) -> int:
        """Return how many words or signs that stand for "and" words begin with, in the language of the verb too."""
        if is_and_sign(words[:1]):
            return 1
        speaker = only_speaker(" ".join(plain_texts(fact.verb))) or self.context.language
        return max(clause_words(code).only_joins.leading(words) for code in (self.context.language, speaker))

    def _is_of_all(self, fact: Fact, words: Words) -> bool:
        """Whether words behind the names, if there are any, are said of all of them; a thing was sent to all."""
        sent = fact.command.verb in WRITTEN
        if not words or names_past_day(words, self.context):
            return True
        if sent and clause_words(self.context.language).marks.leading(words):
            return True
        said = findings(words, self.context.language)
        about = name_words(self.context.language).topics.leading(words)
        return bool(about) or any(not each.first and each.end == len(words) for each in said)
