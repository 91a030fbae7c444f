"""A breach of which a call behind it says that the customer was told: "broken Acme, called and told them yesterday"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.arguments.day_frame import names_past_day
from bot.arguments.parser import ParseContext
from bot.arguments.told_first import YES
from bot.dispatch.fact import Fact
from bot.dispatch.word_orders import Words
from bot.language.clause_words import clause_words
from bot.language.clauses import Clause
from bot.language.phrases import plain_texts
from bot.language.telling import purpose_at_end, tellings


def with_told_by_call(facts: Sequence[Fact], context: ParseContext) -> tuple[Fact, ...]:
    """Return facts in which what such a call says of telling is part of the breach; a day behind it is of both.

    A call of another customer says nothing of the breach.
    """
    found = list(facts)
    for at in range(1, len(found)):
        breach, call = found[at - 1 : at + 1]
        if breach.command.verb == "broken" and call.command.verb == "call" and call.inherits:
            found[at - 1 : at + 1] = _told(breach, call, context)
    return tuple(found)


def _told(breach: Fact, call: Fact, context: ParseContext) -> tuple[Fact, Fact]:
    if not call.clauses and purpose_at_end(call.words, context.language):
        return replace(breach, defaults={**breach.defaults, "told": YES}), call
    if at := _telling(call.words, context):
        first, day = at
        told, dated = Clause(words=call.words[first:]), Clause(words=call.words[day:])
        ends = clause_words(context.language).joins.first_before(plain_texts(call.words), first)
        clauses = (*call.clauses, dated) if dated.words else call.clauses
        return replace(breach, clauses=(*breach.clauses, told)), replace(call, words=call.words[:ends], clauses=clauses)
    found = [(clause, _telling(clause.own, context)) for clause in call.clauses]
    tells = [clause for clause, at in found if at and not at[0]]
    others = [clause for clause, at in found if not at or at[0]]
    return replace(breach, clauses=(*breach.clauses, *tells)), replace(call, clauses=tuple(others))


def _telling(words: Words, context: ParseContext) -> tuple[int, int] | None:
    """Return where words tell that the customer was told, and where the day behind it begins, to the end of words."""
    found = tellings(words, context.language)
    if not found or (words[found[-1].end :] and not names_past_day(words[found[-1].end :], context)):
        return None
    return found[-1].first, found[-1].end
