"""What is due that stands behind another fact without a verb or a sign of its own.

Behind a promise another one: "promised Acme the offer by friday and Bergen the price list by monday". Behind a call a
promise or a follow-up: "called Acme no answer try again at 2". Behind a follow-up another day: "follow Acme mon, wed".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from bot.arguments.account import account_in, are_account_name, find_account_in
from bot.arguments.day_frame import frame_of, names_day_ahead, names_past_day, unquoted
from bot.arguments.parser import ParseContext
from bot.dispatch.fact import DUE_AIMS, Fact
from bot.dispatch.fact_verbs import FactVerbs
from bot.dispatch.front_words import names_customer
from bot.dispatch.split_endings import UNREACHED
from bot.dispatch.told_contacts import WRITTEN
from bot.dispatch.word_orders import Words
from bot.language.clause_words import ClauseWords, clause_words
from bot.language.clauses import Clause, split_at_subject
from bot.language.days.frame import Aim, DayReading, Lead, Moment
from bot.language.days.lexicon import has_digit
from bot.language.days.marks import may_end
from bot.language.days.reading import read_end, read_whole
from bot.language.names import bare
from bot.language.reaching import findings
from bot.language.vocabulary import VERBS
from bot.records import changed

UP_TO = (Lead.BY, Lead.BEFORE, Lead.BY_OR_BEFORE)
DAY_WORDS = 3
"""Words of the day on which a promise was given."""
REACH = 12
"""Words behind a customer in which what is due may begin."""


@dataclass(frozen=True)
class FurtherDues:
    """Finds what is due as the person of the context types it; `later_verb` reads the fact that words begin with."""

    verbs: FactVerbs
    later_verb: Callable[[Words], Fact | None]

    @property
    def _context(self) -> ParseContext:
        return self.verbs.context

    @property
    def _known(self) -> ClauseWords:
        return clause_words(self._context.language)

    def of_promise(self, fact: Fact) -> list[Fact]:
        """Return the promises that stand in the words of one, the first joining word first.

        1. What stands behind a joining word is another promise where it begins with the name of another customer.
        2. It is one to the same customer where a day ends both sides.
        3. What somebody else does behind the day of one is its note.
        """
        fact = self._given_before(fact)
        for at, behind in self._joins(fact.words):
            promise = changed(fact, words=fact.words[:at])
            if self._known.others.leading(fact.words[behind:]) and self._day(promise.words):
                note = Clause(words=fact.words[at:], of_others=True, joined=behind - at)
                return [changed(promise, clauses=(*fact.clauses, note))]
            if following := self.promise_behind(promise, fact.words[behind:], joined=True):
                return [promise, *self.of_promise(following)]
        return [fact]

    def to_both(self, promise: Fact, words: Words) -> list[Fact]:
        """Return the promises of one thing to two customers, as in "quote to Acme and Bergen by Friday"; else none."""
        other, day = self._other_customer(promise, words), self._day(words)
        named = find_account_in(promise.words, self._context) if other and day else None
        if named is None or day is None or not named.at or named.at + named.used != len(promise.words):
            return []
        if other + day.used != len(words):
            return []
        goods = promise.words[: named.at]
        return [
            changed(promise, words=(*promise.words, *words[other:])),
            changed(promise, words=(*goods, *words), inherits=False),
        ]

    def _given_before(self, fact: Fact) -> Fact:
        """Return a promise with the day on which it was given, right behind the customer, as a clause of its own."""
        # Before the customer is looked for: hardly any promise has a past day before its last word.
        ends = [end for end in range(2, len(fact.words)) if may_end(fact.words[end - 1].text, self._context.language)]
        days = (fact.words[start:end] for end in ends for start in range(max(1, end - DAY_WORDS), end))
        if not any(names_past_day(day, self._context) for day in days):
            return fact
        named = find_account_in(fact.words, self._context)
        first = named.at + named.used if named else 0
        for end in range(min(len(fact.words) - 1, first + DAY_WORDS), first, -1) if first else ():
            day = fact.words[first:end]
            ahead = self._day(day)
            may_be_due = ahead and ahead.sure and ahead.sure.day >= self._context.today
            if names_past_day(day, self._context) and not may_be_due:
                words = fact.words[:first] + fact.words[end:]
                return changed(fact, words=words, clauses=(*fact.clauses, Clause(words=day)))
        return fact

    def promise_behind(self, fact: Fact, words: Words, *, joined: bool = False) -> Fact | None:
        """Return the promise that words behind another one make; None where they only say more of it.

        It is sure where its day stands behind a word such as "by", or where a word joins the two in one clause.
        """
        corrects = self._known.corrects.leading(words)
        if corrects and names_day_ahead(words[corrects:], self._context):
            return None  # "no wait, Thursday": the same promise on another day
        before = fact.clauses[-1].words if fact.clauses else fact.words
        said, day = self._day(words), self._day(before)
        other = self._other_customer(fact, words)
        if other and (day or len(words) > other + (said.used if said else 0)):
            return changed(fact, words=words, inherits=False)
        if day is None or said is None or said.used == len(words):
            return None
        promise = changed(fact, words=words, inherits=account_in(words, self._context) is None)
        if said.lead in UP_TO or self._known.marks.leading(words):
            return promise
        if said.lookalike or said.dayless:
            return None
        if joined:
            return promise
        if said.lead is Lead.NONE and not said.bare_weekday:
            return None
        return changed(promise, verb=(), clauses=(), doubt=said.sure, whole=Clause(words=words))

    def is_whole(self, fact: Fact) -> bool:
        """Whether the words of a promise end in its day."""
        return self._day(fact.words) is not None

    def is_other_name(self, fact: Fact, words: Words) -> bool:
        """Whether a promise names a customer and nothing else, and words behind it begin with another one."""
        return are_account_name(fact.words, self._context) and bool(self._other_customer(fact, words))

    def of_contact(self, call: Fact) -> list[Fact]:
        """Return the contact and what is due behind it, in order; none where nothing is.

        It is sure where the customer was not reached; where somebody spoke, it may be what the customer said, and so
        note.
        """
        # Why first: a name is looked up in the database.
        may_be = next(self._starts(call.words, 1), None)
        named = find_account_in(call.words, self._context) if may_be else None
        parts = list(self._parts(call.words, named.at + named.used)) if named else []
        if not parts:
            return []
        told = changed(call, words=call.words[: parts[0][0]], clauses=())
        dues = [self._behind(told, call.words[at:end]) for at, end in parts]
        return [told, *dues[:-1], changed(dues[-1], clauses=(*dues[-1].clauses, *call.clauses))]

    def of_follow_up(self, fact: Fact) -> list[Fact]:
        """Return the follow-up, or one for each of the days that are joined in its words: "Acme mon and wed"."""
        for at, behind in self._joins(fact.words):
            first = changed(fact, words=fact.words[:at])
            if further := self.days_behind(first, fact.words[behind:]):
                return [first, *further]
        return [fact]

    def days_behind(self, fact: Fact, words: Words) -> list[Fact]:
        """Return the follow-ups on the further days that words behind one name; none for other words.

        A weekday behind a weekday is one, and so is a date behind a date; any other day may be the same one again.
        """
        before = self._day(fact.words, Aim.FOLLOW_UP)
        named = fact.words[: len(fact.words) - before.used] if before else ()
        if before is None or fact.clauses or not (not named or are_account_name(named, self._context)):
            return []
        days = list(self._between_joins(words))
        kinds = {self._kind_of_day(each) for each in (fact.words[len(named) :], *days)}
        if len(kinds) > 1 or None in kinds:
            return []
        return [changed(fact, words=(*named, *day)) for day in days]

    def _between_joins(self, words: Words) -> Iterator[Words]:
        """Yield what stands before, between and behind the joining words of others."""
        for at in range(1, len(words)):
            if count := self._known.only_joins.leading(words[at:]):
                yield words[:at]
                yield from self._between_joins(words[at + count :])
                return
        yield words

    def _kind_of_day(self, words: Words) -> str | None:
        """Return whether words are a weekday or a date, and nothing else; None for other words."""
        texts, frame = unquoted(words), frame_of(self._context, Aim.FOLLOW_UP)
        reading = read_whole(texts, frame)
        if reading is None or not reading.sure or reading.dayless:
            return None
        last = read_whole(texts[-1:], frame)
        is_led = reading.lead is not Lead.NONE
        if last and last.bare_weekday:
            return "weekday" if reading.used == 1 + is_led else None
        return "date" if any(map(has_digit, texts)) else None

    def _parts(self, words: Words, first: int) -> Iterator[tuple[int, int]]:
        """Yield where the words of each fact that is due begin and end."""
        starts, end = tuple(self._starts(words, first)), first
        for at in starts:
            ends = (*(later for later in starts if later > at), len(words))
            if at >= end and (found := next((each for each in ends if self._due(words[at:each])), 0)):
                yield at, found
                end = found

    def _starts(self, words: Words, first: int) -> Iterator[int]:
        """Yield where a verb may begin: not behind a subject of its own, or a word that leads to what was spoken of."""
        begin = [at for at in range(first, len(words)) if words[at].leading in _due_words(self._context.language)]
        own = split_at_subject(words, self._context.language)[0] if begin else ()
        for at in begin:
            verb = at < min(len(own), first + REACH) and (
                self._known.plans.leading(own[at:]) or self._is_due_verb(own[at:])
            )
            if verb and not self._known.between.leading(own[at - 1 : at]):
                yield at

    def _is_due_verb(self, words: Words) -> bool:
        registry = self.verbs.registry
        found = registry.find([word.text for word in words[: registry.longest]], self._context.language)
        return found is not None and found[0].verb in DUE_AIMS

    def _due(self, words: Words) -> tuple[Fact, Moment] | None:
        """Return what words promise or plan for a day in which they surely end."""
        due = self.later_verb(words)
        if due is None or not due.words or due.command.verb not in DUE_AIMS:
            return None
        reading = self._day(due.words, DUE_AIMS[due.command.verb])
        return (due, reading.sure) if reading and reading.sure else None

    def _behind(self, told: Fact, words: Words) -> Fact:
        found = self._due(words)
        said = findings(told.words, self._context.language)
        unreached = bool(said) and said[-1].end == len(told.words) and said[-1].outcome in UNREACHED
        assert found
        due, day = found
        if due.command.verb == "follow" and (unreached or told.command.verb in WRITTEN):
            return changed(due, inherits=True)
        return changed(due, inherits=True, doubt=day, whole=Clause(words=words))

    def _joins(self, words: Words) -> Iterator[tuple[int, int]]:
        """Yield where joining words begin and end that have something before and behind them."""
        for at in range(2, len(words) - 1):
            if count := self._known.only_joins.leading(words[at:]):
                yield at, at + count

    def _other_customer(self, fact: Fact, words: Words) -> int:
        """Return how many words name another customer than that of a promise, at the beginning; 0 for none."""
        if not names_customer(words, self._context):
            return 0
        found = find_account_in(words, self._context)
        return found.at + found.used if found and found.value != account_in(fact.words, self._context) else 0

    def _day(self, words: Words, aim: Aim = Aim.PROMISE) -> DayReading | None:
        """Return the day that words surely end in."""
        reading = read_end(unquoted(words), frame_of(self._context, aim)) if words else None
        return reading if reading and reading.sure else None


@cache
def _due_words(language: str) -> frozenset[str]:
    """Return the words with which a plan, a promise or a follow-up may begin: most calls have none behind the name."""
    verbs = (word.split()[0] for verb in DUE_AIMS for word in VERBS.all_words(verb, language))
    return frozenset((*clause_words(language).plans.firsts, *map(bare, verbs)))
