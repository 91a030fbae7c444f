"""What is due that stands behind a call without a sign, as in "called Acme no answer try again at 2"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bot.arguments.account import find_account_in
from bot.arguments.day_frame import frame_of, unquoted
from bot.arguments.parser import ParseContext
from bot.dispatch.fact import DUE_AIMS, Fact
from bot.dispatch.fact_verbs import UNREACHED, FactVerbs
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
        """Return the call and what is due; none where nothing is."""
        named = find_account_in(call.words, self._context) if call.command.verb == "call" else None
        for at in self._starts(call.words, named.at + named.used) if named else ():
            due = self.later_verb(call.words[at:])
            day = self._day(due) if due and due.command.verb in DUE_AIMS else None
            if due and day:
                told = replace(call, words=call.words[:at], clauses=())
                return [told, self._behind(told, due, day, call)]
        return []

    def _starts(self, words: tuple[Token, ...], first: int) -> Iterator[int]:
        """Yield where a verb may begin: not behind a subject of its own, or a word that leads to what was spoken of."""
        own = split_at_subject(words, self._context.language)[0]
        for at in range(first, min(len(own), first + REACH)):
            begins = self._words.plans.leading(own[at:]) or own[at].bare in self.verbs.registry.reach
            if begins and not self._words.between.leading(own[at - 1 : at]):
                yield at

    def _day(self, due: Fact) -> Moment | None:
        """Return the day that words surely end in."""
        frame = frame_of(self._context, DUE_AIMS[due.command.verb])
        reading = read_end(unquoted(due.words), frame) if due.words else None
        return reading.sure if reading else None

    def _behind(self, told: Fact, due: Fact, day: Moment, call: Fact) -> Fact:
        said = findings(told.words, self._context.language)
        unreached = bool(said) and said[-1].end == len(told.words) and said[-1].outcome in UNREACHED
        sure = unreached and due.command.verb == "follow"
        whole = None if sure else Clause(words=call.words[len(told.words) :])
        clauses = (*due.clauses, *call.clauses)
        return replace(due, clauses=clauses, inherits=True, doubt=None if sure else day, whole=whole)
