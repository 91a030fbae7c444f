"""Another customer of whom the same is told, before a day or an outcome, as in "called Acme and Nowak yesterday"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.arguments.account import are_account_name, find_account_in
from bot.arguments.day_frame import frame_of, unquoted
from bot.arguments.parser import ParseContext
from bot.dispatch.fact import Fact
from bot.language.clauses import Clause
from bot.language.days.frame import Aim
from bot.language.days.reading import read_whole
from bot.language.reaching import findings
from bot.language.tokens import Token

FOLLOW = "follow"
"""The command beside contacts that is told of several customers, each with its day or hour."""


@dataclass(frozen=True)
class AlongReader:
    """Reads another customer of a fact as the person of the context types it.

    What stands behind both names is told of both, unless more was said of the first: "Acme at 9 and Nowak at 10".
    """

    context: ParseContext

    def begins(self, words: tuple[Token, ...]) -> bool:
        """Whether words are a customer, and a day or how a call went."""
        return bool(self._before_day(words) or self._before_outcome(words))

    def read(self, before: Fact, clause: Clause) -> Fact | None:
        """Return what a fact tells of the customer that a clause names; None for any other clause."""
        words = clause.own
        if (before.command.contact or before.command.verb == FOLLOW) and (used := self._before_day(words)):
            both = not self._has_day(before)
        elif before.command.contact and clause.joined and (used := self._before_outcome(words)):
            both = are_account_name(before.words, self.context) and not before.clauses
        else:
            return None
        if both:
            rest = Clause(words=words[used:])
            return replace(before, words=words[:used], clauses=(rest,), inherits=False, along=True)
        return replace(before, words=words, clauses=(), inherits=False)

    def _before_day(self, words: tuple[Token, ...]) -> int:
        """Return how many words name a customer in front of a day or an hour; 0 for none."""
        used = self._named(words)
        return used if used and self._is_day(words[used:]) else 0

    def _before_outcome(self, words: tuple[Token, ...]) -> int:
        """Return how many words name a customer in front of how a call went; 0 for none."""
        used = self._named(words)
        said = findings(words[used:], self.context.language) if used else ()
        return used if len(said) == 1 and not said[0].first and said[0].end == len(words) - used else 0

    def _named(self, words: tuple[Token, ...]) -> int:
        """Return how many words in front of others name a customer."""
        found = find_account_in(words, self.context)
        return found.used if found and not found.at and found.used < len(words) else 0

    def _has_day(self, fact: Fact) -> bool:
        ends = (fact.words[at:] for at in range(1, len(fact.words)))
        return any(map(self._is_day, (*ends, *(clause.own for clause in fact.clauses))))

    def _is_day(self, words: tuple[Token, ...]) -> bool:
        return bool(words) and read_whole(unquoted(words), frame_of(self.context, Aim.FOLLOW_UP)) is not None
