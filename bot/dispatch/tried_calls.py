"""Calls that nobody took, told as tries: "been trying to reach Acme all morning, nobody picks up"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.arguments.account import find_account_in
from bot.arguments.parser import Match, ParseContext
from bot.dispatch.fact import Fact
from bot.dispatch.registry import Registry
from bot.dispatch.word_orders import Words
from bot.domain.details import CallOutcome
from bot.language.clause_words import ClauseWords, clause_words
from bot.language.clauses import Clause
from bot.language.phrases import plain_texts
from bot.language.reaching import DECIDING, Finding, Weight, findings
from bot.language.tokens import Token
from bot.records import record

CALL = "call"
UNREACHED = (CallOutcome.NONE, CallOutcome.VOICEMAIL)
WHOLE = DECIDING | {Weight.WHOLE}


def tried_call(clauses: Sequence[Clause], registry: Registry, context: ParseContext) -> Fact | None:
    """Return the call of a first clause that tries to reach one customer, where that or one behind says nobody was.

    What else the clause says is its note, days included: since when it was tried is not when. None for any others.
    """
    words = clauses[0].own
    named = find_account_in(words, context)
    if named is None:
        return None
    tried = _Tried(words=words, named=named, known=clause_words(context.language))
    said = _unreached_at_end(words, context)
    if not tried.is_told or (said is None and not any(_is_unreached(each, context) for each in clauses[1:])):
        return None
    end = said.first if said else len(words)
    note = tried.note(end)
    outcome = words[end:]
    told = (*([Clause(words=note, of_others=True)] if note else []), *([Clause(words=outcome)] if outcome else []))
    name = (Token(named.value.name, quoted=True),)
    return Fact(command=registry.get(CALL), words=name, clauses=told)


def _unreached_at_end(words: Words, context: ParseContext) -> Finding | None:
    """Return what words say of nobody reached, if they end in it."""
    found = findings(words, context.language)
    last = found[-1] if found else None
    return last if last and last.end == len(words) and last.outcome in UNREACHED and last.weight in WHOLE else None


def _is_unreached(clause: Clause, context: ParseContext) -> bool:
    found = findings(clause.own, context.language)
    return len(found) == 1 and not found[0].first and found[0].outcome in UNREACHED and found[0].weight in WHOLE


@record(kw_only=True)
class _Tried:
    """The words of a clause that names a customer, and where it says that reaching them was tried."""

    words: Words
    named: Match
    known: ClauseWords

    @property
    def is_told(self) -> bool:
        """Whether a word for trying stands there with one for reaching, or right before the name."""
        tries, reaches = self.known.trying.ranges(self.words), self.known.to_reach.ranges(self.words)
        return bool(tries) and (bool(reaches) or any(each.stop == self.named.at for each in tries))

    def note(self, end: int) -> Words:
        """Return what else stands before `end`: in front of the words for trying, and behind all of them."""
        parts = (*self.known.trying.ranges(self.words), *self.known.to_reach.ranges(self.words))
        name = range(self.named.at, self.named.at + self.named.used)
        begin = max(each.stop for each in (*parts, name) if each.stop <= end)
        front = self.known.before.skipped(self.words[: min(each.start for each in parts)])
        behind = self.words[begin:end]
        between = self.words[max((each.stop for each in parts if each.stop <= name.start), default=0) : name.start]
        joins = self.known.joins.first_before(plain_texts(behind), len(behind))
        return (*front, *self._free(between), *behind[:joins])

    def _free(self, words: Words) -> Words:
        rest = self.known.between.skipped(words)
        return words if rest else ()
