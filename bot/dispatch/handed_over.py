"""Customers handed to a desk, told in a sentence of any order: "after an hour I had to pass Acme on to service"."""

from __future__ import annotations

from functools import cache

from bot.arguments.account import find_account_in
from bot.arguments.basic import NAME_WORDS
from bot.arguments.desk import named_desk
from bot.arguments.minutes import spent_minutes
from bot.arguments.parser import ParseContext
from bot.dispatch.fact import Fact
from bot.dispatch.front_words import DAY_REACH, is_day
from bot.dispatch.registry import Registry
from bot.dispatch.word_orders import Words
from bot.domain.desks import Desk
from bot.errors import UserMistake
from bot.language.clause_words import clause_words
from bot.language.clauses import Clause
from bot.language.days.frame import Aim
from bot.language.days.marks import may_begin
from bot.language.handing_over import handing_over
from bot.language.phrases import Phrases
from bot.language.tokens import Token

HANDOFF = "handoff"


def handed_over(words: Words, registry: Registry, context: ParseContext) -> Fact | None:
    """Return the hand-off of words that hold a verb of handing over, one customer, a desk, and else but fillers.

    It may inherit the customer, of whom a word such as "them" stands there or none. What stands behind all of these is
    its cause. None for any other words.
    """
    if not handing_over(context.language).may_be_said(frozenset(word.plain for word in words)):
        return None
    read = _Sentence(words, context)
    read.read()
    if read.desk is None or not read.is_whole:
        return None
    name = (*read.customer, Token(read.desk.name, quoted=True))
    clauses = (*read.clauses, *([Clause(words=cause)] if (cause := words[read.at :]) else []))
    return Fact(command=registry.get(HANDOFF), words=name, clauses=tuple(clauses), inherits=not read.customer)


class _Sentence:
    """The words of a sentence as far as they are parts of a hand-off.

    `at` is the first word that is not read, `clauses` are how long it took, and when it was.
    """

    def __init__(self, words: Words, context: ParseContext) -> None:
        self.words = words
        self.context = context
        self.named = find_account_in(words, context)
        self.customer: Words = ()
        self.desk: Desk | None = None
        self.clauses: list[Clause] = []
        self.said: set[str] = set()
        self.at = 0

    @property
    def is_whole(self) -> bool:
        """Whether customer, desk and verb were read."""
        known = handing_over(self.context.language)
        has_customer = bool(self.customer) or self.named is None
        return self.desk is not None and has_customer and known.is_said(self.said)

    def read(self) -> None:
        """Read words from the left until one is no part of a hand-off, or, behind a whole one, begins its cause."""
        while self.at < len(self.words):
            count = self._aside() or (0 if self.is_whole else self._part())
            if not count:
                return
            self.at += count

    def _aside(self) -> int:
        """Return how many words say how long it took, or when it was."""
        rest = self.words[self.at :]
        count = self._minutes(rest) or (self._day(rest) if may_begin(rest[0].text, self.context.language) else 0)
        if count:
            self.clauses.append(Clause(words=rest[:count]))
        return count

    def _minutes(self, rest: Words) -> int:
        try:
            found = spent_minutes(rest, self.context.language)
        except UserMistake:
            # Longer than a day: it is of something else.
            return 0
        return found.used if found else 0

    def _day(self, rest: Words) -> int:
        ends = range(min(DAY_REACH, len(rest)), 0, -1)
        return next((end for end in ends if is_day(rest[:end], Aim.LOG, self.context)), 0)

    def _part(self) -> int:
        """Return how many words are the customer, a part of a verb, a filler, or the desk."""
        rest = self.words[self.at :]
        if self.named and self.at == self.named.at:
            self.customer = (Token(self.named.value.name, quoted=True),)
            return self.named.used
        known = handing_over(self.context.language)
        if count := known.parts.leading(rest):
            self.said.add(" ".join(word.leading for word in rest[:count]))
            return count
        return next((n for each in _fillers(self.context.language) if (n := each.leading(rest))), 0) or self._desk(rest)

    def _desk(self, rest: Words) -> int:
        found = named_desk(rest[:NAME_WORDS], self.context) if self.desk is None else None
        if found is None or not isinstance(found.value, Desk):
            return 0
        self.desk = found.value
        return found.used


@cache
def _fillers(language: str) -> tuple[Phrases[None], ...]:
    known = clause_words(language)
    return (known.before, known.between, known.objects, known.writer, known.adverbs, known.joins)
