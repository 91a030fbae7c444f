"""Several customers of whom one verb tells, as in "visited Acme and Bergen yesterday" and "called Acme, Nowak vm".

Their names stand side by side in one clause, or each in a clause of its own. What stands behind the last one is said of
all of them where nothing was said of one before.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import cache

from bot.arguments.account import are_account_name, find_account_in, name_behind_fillers
from bot.arguments.account_index import account_index, account_lookup
from bot.arguments.account_neighbour import AND_SIGNS, is_and_sign
from bot.arguments.account_place import name_front
from bot.arguments.day_frame import names_past_day
from bot.arguments.parser import ParseContext
from bot.dispatch.fact import Fact
from bot.dispatch.front_words import is_day
from bot.dispatch.told_contacts import WRITTEN
from bot.dispatch.word_orders import Words
from bot.language.clause_words import ClauseWords, clause_words, only_joins
from bot.language.clauses import Clause
from bot.language.days.frame import Aim
from bot.language.name_words import infinitive_in, name_words
from bot.language.phrases import plain_texts
from bot.language.reaching import findings
from bot.language.tokens import Token
from bot.language.vocabulary import only_speaker
from bot.language.word_files import LANGUAGES
from bot.records import changed

FOLLOW = "follow"
"""The command beside contacts that is told of several customers, each with its day or hour."""
SEVERAL = 2
"""Names from which a fact is of several customers."""


@dataclass(frozen=True)
class FurtherCustomers:
    """Reads the customers of one verb as the person of the context types them."""

    context: ParseContext

    @property
    def _known(self) -> ClauseWords:
        return clause_words(self.context.language)

    def each(self, fact: Fact) -> list[Fact]:
        """Return a call, or one for each of the customers whose names are joined in its words."""
        names, rest = self._names(fact, fact.words) if any(map(_may_join, fact.words[1:])) else ([], ())
        if len(names) < SEVERAL or not self._is_of_all(fact, rest):
            return [fact]
        return [changed(fact, words=(*name, *rest), along=bool(at)) for at, name in enumerate(names)]

    def continue_name(self, fact: Fact, words: Words) -> bool:
        """Whether words go on with the name that is all of a fact's words, as in "called Acme, Norge that is".

        Or name another customer instead, as in "called Acme, no wait it was Nowak".
        """
        if (count := self._known.corrects.leading(words)) and self._name(fact.verb, words[count:])[0]:
            return find_account_in(fact.words, self.context) is not None
        front = name_front(fact.words, self.context.language)
        longest = account_lookup(self.context).most_words(fact.words[front].text)
        if longest <= len(fact.words) - front or fact.clauses or not are_account_name(fact.words, self.context):
            return False
        name, _, _ = self._name(fact.verb, (*fact.words, *words))
        return len(name) > len(fact.words)

    def both(self, fact: Fact) -> list[Fact]:
        """Return a fact for each of the two customers whose names its words begin with, joined or side by side."""
        one, behind, _ = self._name(fact.verb, fact.words)
        other, rest, _ = self._name(fact.verb, behind[self._joins(fact, behind) :])
        return [changed(fact, words=(*name, *rest)) for name in (one, other)] if one and other else [fact]

    def behind(self, fact: Fact, clause: Clause) -> tuple[list[Fact], Words]:
        """Return the facts that a clause tells of further customers, and its words that are said of all of them.

        1. Names alone, or names and what can only be said of all: "Bergen and Nowak yesterday" behind "called Acme".
        2. A customer and a day, or how a call went. It is said of all of them too, unless more was said of the first,
           as in "Acme at 9 and Nowak at 10".
        No facts for other clauses.
        """
        words, contact = clause.own, fact.command.contact
        if not account_lookup(self.context).may_name(words) or any(infinitive_in(words, self.context.language)):
            return [], ()
        names, rest = self._names(fact, words) if contact else ([], ())
        if names and (not rest or self._ends_list(fact, names, rest)):
            return [self._of_other(fact, name) for name in names], rest
        if are_account_name(words, self.context):
            return [self._of_other(fact, words)], ()
        if contact and self.go_on(clause.words[: clause.joined], words):
            return [changed(fact, words=words, clauses=(), defaults={}, inherits=False)], ()
        if (contact or fact.command.verb == FOLLOW) and (used := self._before_day(words)):
            of_all = not self._has_day(fact)
        elif contact and clause.joined and (used := self._before_outcome(words)):
            later = self._known.afterwards.leading(clause.words)
            of_all = are_account_name(fact.words, self.context) and not fact.clauses and not later
        else:
            return ([Fact(command=fact.command, words=words)] if contact and self._is_call(words) else []), ()
        if of_all:
            return [self._of_other(fact, words[:used])], words[used:]
        return [changed(fact, words=words, clauses=(), inherits=False)], ()

    def _of_other(self, fact: Fact, name: Words) -> Fact:
        """Return what a fact tells of one customer as told of another one too; a day before the first is of both."""
        days = tuple(clause for clause in fact.clauses if names_past_day(clause.own, self.context))
        first = find_account_in(fact.words, self.context) if fact.command.verb == FOLLOW else None
        # What stands before the first customer is of both: "remember the quote for Acme and Bergen on Friday".
        name = (*fact.words[: first.at], *name) if first else name
        along = fact.command.verb == FOLLOW or not self._is_said(fact)
        return changed(fact, words=name, clauses=days, inherits=False, along=along)

    def dated_by_first(self, facts: list[Fact]) -> list[Fact]:
        """Return facts of which the contacts have the day that stands before the first verb, if there is one."""
        return [facts[0], *(self._dated_by(facts[0], fact) for fact in facts[1:])] if facts[1:] else facts

    def _dated_by(self, first: Fact, fact: Fact) -> Fact:
        """Return a contact with the day that stands before the first verb of its line, if it has none of its own."""
        if first.dated is None or not fact.command.contact or fact.along or fact.to_do or fact.dated:
            return fact
        return fact if self._has_day(fact) else changed(fact, clauses=(first.dated, *fact.clauses))

    def begin(self, words: Words) -> bool:
        """Whether words are a further customer, with nothing, a day, how a call went or another one behind it."""
        if not account_lookup(self.context).may_name(words):
            return False
        joins = (count for count in range(1, len(words)) if self._known.joins.leading(words[count:]))
        if are_account_name(words[: next(joins, len(words))], self.context):
            return True
        return bool(self._before_day(words) or self._before_outcome(words))

    def _ends_list(self, fact: Fact, names: list[Words], rest: Words) -> bool:
        """Whether words behind further names are said of the customer of the fact too, of whom nothing else is said."""
        if self._is_said(fact) or len(names) > 1:
            return not self._is_said(fact) and self._is_of_all(fact, rest)
        # How a call went may be said of the last customer alone: "called Acme, Bergen no answer".
        return self._is_of_all(fact, rest) and not findings(rest, self.context.language)

    def _is_said(self, fact: Fact) -> bool:
        """Whether more is said of the customer of a fact than its day."""
        said = (clause for clause in fact.clauses if not names_past_day(clause.own, self.context))
        named = are_account_name(fact.words, self.context) or name_behind_fillers(fact.words, self.context)
        return any(said) or not named

    def go_on(self, join: Words, words: Words) -> bool:
        """Whether words behind one that joins tell of another contact, as in "and then Nilsson about the delivery"."""
        if not join or self._known.afterwards.leading(join) < len(join):
            return False
        name = words[self._known.leads.leading(words) :]
        rest = name[self._named(name) :]
        topics = name_words(self.context.language).topics
        return len(rest) < len(name) and bool(topics.leading(rest) or self._known.relative.leading(rest))

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
        front = len(verb) + name_front(words, self.context.language)
        hit = account_index(self.context).named((*verb, *words), front) if words else None
        end = hit.end - len(verb) if hit and len(hit.keys) == 1 else 0
        return words[:end], words[end:], frozenset(hit.keys if hit else ())

    def _joins(self, fact: Fact, words: Words) -> int:
        """Return how many words or signs that stand for "and" words begin with, in the language of the verb too."""
        if is_and_sign(words[:1]):
            return 1
        speaker = only_speaker(" ".join(plain_texts(fact.verb))) or self.context.language
        return max(only_joins(code).leading(words) for code in (self.context.language, speaker))

    def _is_of_all(self, fact: Fact, words: Words) -> bool:
        """Whether words behind the names, if there are any, are said of all of them; a thing was sent to all."""
        sent = fact.command.verb in WRITTEN
        if not words or names_past_day(words, self.context):
            return True
        if sent and self._known.marks.leading(words):
            return True
        said = findings(words, self.context.language)
        about = name_words(self.context.language).topics.leading(words)
        return bool(about) or any(not each.first and each.end == len(words) for each in said)

    def _before_day(self, words: Words) -> int:
        """Return how many words name a customer in front of a day or an hour; 0 for none."""
        used = self._named(words)
        return used if used and is_day(words[used:], Aim.FOLLOW_UP, self.context) else 0

    def _before_outcome(self, words: Words) -> int:
        """Return how many words name a customer in front of how a call went; 0 for none."""
        used = self._named(words)
        said = findings(words[used:], self.context.language) if used else ()
        return used if len(said) == 1 and not said[0].first and said[0].end == len(words) - used else 0

    def _is_call(self, words: Words) -> bool:
        """Whether words are a customer and how or when the call went, as in "Nowak no answer either"."""
        used = self._named(words)
        if used and names_past_day(words[used:], self.context):
            return True
        return any(not said.first for said in findings(words[used:], self.context.language)) if used else False

    def _named(self, words: Words) -> int:
        """Return how many words in front of others name a customer."""
        found = find_account_in(words, self.context)
        return found.used if found and not found.at and found.used < len(words) else 0

    def _has_day(self, fact: Fact) -> bool:
        ends = (fact.words[at:] for at in range(1, len(fact.words)))
        said = (*ends, *(clause.own for clause in fact.clauses))
        return any(is_day(words, Aim.FOLLOW_UP, self.context) for words in said)


def _may_join(word: Token) -> bool:
    """Whether a word may begin one that stands for "and" in any language: most calls have none."""
    return word.text in AND_SIGNS or word.leading in _joining_words()


@cache
def _joining_words() -> frozenset[str]:
    return frozenset(first for code in LANGUAGES for first in only_joins(code).firsts)
