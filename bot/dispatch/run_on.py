"""What is due that stands behind a call without a sign, as in "called Acme no answer try again at 2"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bot.arguments.account import find_account_in
from bot.arguments.day_frame import frame_of, unquoted
from bot.arguments.parser import ParseContext
from bot.dispatch.fact import DUE_AIMS, Fact
from bot.dispatch.fact_verbs import UNREACHED, FactVerbs
from bot.dispatch.told_contacts import WRITTEN
from bot.language.clause_words import ClauseWords, clause_words
from bot.language.clauses import Clause, split_at_subject
from bot.language.days.frame import Moment
from bot.language.days.reading import read_end
from bot.language.reaching import findings
from bot.language.tokens import Token

REACH = 12
"""Words behind a customer in which what is due may begin."""


@dataclass(frozen=True)
class RunOnReader:
    """Finds a promise or a follow-up in the words of a call; `later_verb` reads the fact that words begin with.

    It is sure where the customer was not reached; where somebody spoke, it may be what the customer said, and so note.
    """

    verbs: FactVerbs
    later_verb: Callable[[tuple[Token, ...]], Fact | None]

    @property
    def _context(self) -> ParseContext:
        return self.verbs.context

    @property
    def _words(self) -> ClauseWords:
        return clause_words(self._context.language)

    def read(self, call: Fact) -> list[Fact]:
        """Return the call and what is due, in order; none where nothing is."""
        # Why first: a name is looked up in the database.
        may_be = call.command.contact and next(self._starts(call.words, 1), None)
        named = find_account_in(call.words, self._context) if may_be else None
        parts = list(self._parts(call.words, named.at + named.used)) if named else []
        if not parts:
            return []
        told = replace(call, words=call.words[: parts[0][0]], clauses=())
        dues = [self._behind(told, call.words[at:end]) for at, end in parts]
        return [told, *dues[:-1], replace(dues[-1], clauses=(*dues[-1].clauses, *call.clauses))]

    def _parts(self, words: tuple[Token, ...], first: int) -> Iterator[tuple[int, int]]:
        """Yield where the words of each fact that is due begin and end."""
        starts, end = tuple(self._starts(words, first)), first
        for at in starts:
            ends = (*(later for later in starts if later > at), len(words))
            if at >= end and (found := next((each for each in ends if self._due(words[at:each])), 0)):
                yield at, found
                end = found

    def _starts(self, words: tuple[Token, ...], first: int) -> Iterator[int]:
        """Yield where a verb may begin: not behind a subject of its own, or a word that leads to what was spoken of."""
        own = split_at_subject(words, self._context.language)[0]
        for at in range(first, min(len(own), first + REACH)):
            begins = self._words.plans.leading(own[at:]) or self._is_due_verb(own[at:])
            if begins and not self._words.between.leading(own[at - 1 : at]):
                yield at

    def _is_due_verb(self, words: tuple[Token, ...]) -> bool:
        registry = self.verbs.registry
        found = registry.find([word.text for word in words[: registry.longest]], self._context.language)
        return found is not None and found[0].verb in DUE_AIMS

    def _due(self, words: tuple[Token, ...]) -> tuple[Fact, Moment] | None:
        """Return what words promise or plan for a day in which they surely end."""
        due = self.later_verb(words)
        if due is None or not due.words or due.command.verb not in DUE_AIMS:
            return None
        reading = read_end(unquoted(due.words), frame_of(self._context, DUE_AIMS[due.command.verb]))
        return (due, reading.sure) if reading and reading.sure else None

    def _behind(self, told: Fact, words: tuple[Token, ...]) -> Fact:
        found = self._due(words)
        said = findings(told.words, self._context.language)
        unreached = bool(said) and said[-1].end == len(told.words) and said[-1].outcome in UNREACHED
        assert found
        due, day = found
        if due.command.verb == "follow" and (unreached or told.command.verb in WRITTEN):
            return replace(due, inherits=True)
        return replace(due, inherits=True, doubt=day, whole=Clause(words=words))
