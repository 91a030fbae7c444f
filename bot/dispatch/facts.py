"""From a typed line to the facts that it tells: which clauses begin with a verb, and what belongs to each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.arguments.account import find_account_in
from bot.arguments.parser import ParseContext, RawArguments
from bot.dispatch.command_call import CommandCall
from bot.dispatch.registry import Command, Registry
from bot.domain.entries import CallOutcome
from bot.errors import UserMistake
from bot.language.clause_words import ClauseWords, clause_words
from bot.language.clauses import Clause, cut
from bot.language.dates import parse_day
from bot.language.tokens import Token, text_of
from bot.language.vocabulary import CONTACTS, OUTCOMES
from bot.messages.press import LineAgain

MOST_FACTS = 5
"""Facts that one line may tell."""
PROMISE_REF = re.compile(r"#?[pP]?#?[0-9]{1,12}")
OFFER = "offer"
"""The contact that is an offer sent out."""
DAY_REACH = 3
"""Words of a day that may stand before a verb, as in "yesterday I called"."""


def fact_calls(registry: Registry, again: LineAgain, context: ParseContext) -> tuple[CommandCall, ...]:
    """Return the calls of a line that tells facts, in order; none for any other line. Raises UserMistake."""
    facts = FactReader(registry, context).read(again.line.lstrip().removeprefix("/"))
    if len(facts) > MOST_FACTS:
        raise UserMistake("args", "One line tells at most {limit} things: type two lines.", limit=MOST_FACTS)
    return tuple(
        CommandCall(
            command=fact.command,
            arguments=_arguments(fact, number, again),
            line=again.line,
            once=again.once,
            fact=number,
            answers=again.answers,
            beside_others=len(facts) > 1,
            inherits=fact.inherits,
        )
        for number, fact in enumerate(facts)
    )


def _arguments(fact: Fact, number: int, again: LineAgain) -> RawArguments:
    """Return the arguments as typed; what was filled in for a fact takes the place of its words."""
    decisions, typed = again.decisions(number), again.typed(number)
    if typed:
        return RawArguments(typed=typed, machine=decisions, defaults=fact.defaults)
    return RawArguments(words=fact.words, clauses=fact.clauses, defaults=fact.defaults, decisions=decisions)


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A command of the log, the words behind its verb, and the clauses behind them that have no verb.

    `defaults` are values that the verb itself tells. One that `inherits` names no account of its own.
    """

    command: Command
    words: tuple[Token, ...]
    clauses: tuple[Clause, ...] = ()
    defaults: Mapping[str, str] = field(default_factory=dict)
    inherits: bool = False


@dataclass(frozen=True)
class FactReader:
    """Reads the facts of lines as the person of `context` types them."""

    registry: Registry
    context: ParseContext

    @property
    def language(self) -> str:
        """The person's language."""
        return self.context.language

    def read(self, text: str) -> tuple[Fact, ...]:
        """Return the facts that a line tells, in order; none when it does not begin with a verb of the log."""
        clauses = cut(text, self.language, self._stands_alone)
        first = self._verb(clauses[0].own) if clauses else None
        facts = [first] if first else []
        for clause in clauses[1:] if first else ():
            following = None if clause.of_others else self._following(clause.own, facts[-1])
            if following:
                facts.append(following)
            else:
                facts[-1] = replace(facts[-1], clauses=(*facts[-1].clauses, clause))
        return tuple(facts)

    def _following(self, words: tuple[Token, ...], before: Fact) -> Fact | None:
        """Return the fact of a clause that is not the first; None where it only says more of the fact before it.

        So do a second verb of the same call, as in "called Acme, spoke to Kari", and a step of a promise where none is
        open.
        """
        fact = self._later_verb(words)
        if fact is None or PROMISE_REF.fullmatch(text_of(fact.words[:1])):
            return fact
        if find_account_in(fact.words, self.context):
            return fact
        if fact.command is before.command and fact.command.verb == "call":
            return None
        return replace(fact, inherits=True, words=clause_words(self.language).between.skipped(fact.words))

    def _stands_alone(self, words: tuple[Token, ...]) -> bool:
        """Whether words behind "and" are a clause: they begin with a verb of the log, or tell how a call went."""
        outcome = any(OUTCOMES.find(text_of(words[:count]), self.language) for count in range(1, OUTCOMES.longest + 1))
        return outcome or self._later_verb(words) is not None

    def _later_verb(self, words: tuple[Token, ...]) -> Fact | None:
        """Return the verb of a clause that is not the first; "told them" there belongs to the fact before it."""
        verb = self._verb(words)
        if verb and verb.command.verb == "told" and not PROMISE_REF.fullmatch(text_of(verb.words[:1])):
            return None
        return verb

    def _verb(self, words: tuple[Token, ...]) -> Fact | None:
        known = clause_words(self.language)
        begun = known.before.skipped(words)
        return self._planned(begun, known) or self._logged(begun) or self._logged(words) or self._behind_day(words)

    def _logged(self, words: tuple[Token, ...]) -> Fact | None:
        """Return the longest verb that words begin with, of a command of the log or of a contact that was no call."""
        found = self.registry.find([word.text for word in words[: self.registry.longest]], self.language)
        command, count = found if found and not (words and words[0].quoted) else (None, 0)
        reach = range(min(len(words), CONTACTS.longest), count, -1)
        for longer in reach:
            if contact := CONTACTS.find(text_of(words[:longer]), self.language):
                # An offer is told as it was typed: only how it went out is known.
                told = words if contact == OFFER else words[longer:]
                outcome = CallOutcome.MAIL if contact == OFFER else contact
                return Fact(command=self.registry.get("call"), words=told, defaults={"outcome": outcome})
        return Fact(command=command, words=words[count:]) if command and command.fact else None

    def _planned(self, words: tuple[Token, ...], known: ClauseWords) -> Fact | None:
        """Return the follow-up of a plan: "need to call", or "try again" with a day behind it."""
        follow = self.registry.get("follow")
        if (count := known.again.leading(words)) and self._names_day(words[count:]):
            return Fact(command=follow, words=words[count:])
        if count := known.future.leading(words):
            return Fact(command=follow, words=words[count:])
        lead = known.planned.leading(words)
        plan = known.before.skipped(words[lead:])
        count = known.infinitives.leading(plan) if lead else 0
        return Fact(command=follow, words=plan[count:]) if count else None

    def _names_day(self, words: Sequence[Token]) -> bool:
        texts = [word.text for word in words]
        return any(parse_day(texts[start:], self.context.today) for start in range(len(texts)))

    def _behind_day(self, words: tuple[Token, ...]) -> Fact | None:
        """Return the verb behind a day that a line begins with, as in "yesterday I called"."""
        known = clause_words(self.language)
        for count in range(min(DAY_REACH, len(words) - 1), 0, -1):
            day = parse_day([word.text for word in words[:count]], self.context.today, past=True)
            if day and day[1] == count and (verb := self._logged(known.before.skipped(words[count:]))):
                return replace(verb, clauses=(Clause(words=words[:count]),))
        return None
