"""Several promises behind one verb, as in "promised Acme the offer by friday and Bergen the price list by monday"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.arguments.account import are_account_name, find_account_in
from bot.arguments.day_frame import frame_of, unquoted
from bot.arguments.parser import ParseContext
from bot.dispatch.fact import Fact
from bot.dispatch.fact_verbs import FactVerbs
from bot.domain.accounts import Account
from bot.language.clause_words import ClauseWords, clause_words
from bot.language.clauses import Clause
from bot.language.days.frame import Aim, DayReading, Lead
from bot.language.days.reading import read_end
from bot.language.tokens import Token
from bot.records import record

UP_TO = (Lead.BY, Lead.BEFORE, Lead.BY_OR_BEFORE)


@record
class PromiseSplitter:
    """Finds the promises behind one verb as the person of the context types them.

    1. What stands behind a joining word or a comma is another promise where it begins with the name of another
       customer.
    2. It is one to the same customer where a day ends both sides, behind it after a word such as "by".
    """

    verbs: FactVerbs

    @property
    def _context(self) -> ParseContext:
        return self.verbs.context

    @property
    def _words(self) -> ClauseWords:
        return clause_words(self._context.language)

    def each(self, fact: Fact) -> list[Fact]:
        """Return the promises that stand in the words of one, the first joining word first.

        What somebody else does behind the day of one is its note.
        """
        for at, behind in self._joins(fact.words):
            promise = replace(fact, words=fact.words[:at])
            if self._words.others.leading(fact.words[behind:]) and self._day(promise.words):
                note = Clause(words=fact.words[at:], of_others=True, joined=behind - at)
                return [replace(promise, clauses=(*fact.clauses, note))]
            if following := self.following(promise, fact.words[behind:]):
                return [promise, *self.each(following)]
        return [fact]

    def following(self, fact: Fact, words: tuple[Token, ...]) -> Fact | None:
        """Return the promise that words behind another one make; None where they only say more of it."""
        before = fact.clauses[-1].words if fact.clauses else fact.words
        said, day = self._day(words), self._day(before)
        other = self._other_customer(fact, words)
        if other and (day or len(words) > other + (said.used if said else 0)):
            return replace(fact, words=words, inherits=False)
        led = said is not None and (said.lead in UP_TO or self._words.marks.leading(words))
        if day is None or said is None or not led or said.used == len(words):
            return None
        return replace(fact, words=words, inherits=self._account(words) is None)

    def is_whole(self, fact: Fact) -> bool:
        """Whether the words of a promise end in its day."""
        return self._day(fact.words) is not None

    def is_other_name(self, fact: Fact, words: tuple[Token, ...]) -> bool:
        """Whether a promise names a customer and nothing else, and words behind it begin with another one."""
        return are_account_name(fact.words, self._context) and bool(self._other_customer(fact, words))

    def _joins(self, words: tuple[Token, ...]) -> Iterator[tuple[int, int]]:
        """Yield where joining words begin and end that have something before and behind them."""
        for at in range(2, len(words) - 1):
            if count := self._words.only_joins.leading(words[at:]):
                yield at, at + count

    def _other_customer(self, fact: Fact, words: tuple[Token, ...]) -> int:
        """Return how many words name another customer than that of a promise, at the beginning; 0 for none."""
        if not self.verbs.names_customer(words):
            return 0
        found = find_account_in(words, self._context)
        return found.at + found.used if found and found.value != self._account(fact.words) else 0

    def _account(self, words: tuple[Token, ...]) -> Account | None:
        found = find_account_in(words, self._context)
        return found.value if found and isinstance(found.value, Account) else None

    def _day(self, words: tuple[Token, ...]) -> DayReading | None:
        """Return the day that words surely end in."""
        reading = read_end(unquoted(words), frame_of(self._context, Aim.PROMISE)) if words else None
        return reading if reading and reading.sure else None
