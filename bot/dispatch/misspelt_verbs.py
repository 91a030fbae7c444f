"""A clause that begins with a slip of a promise, as in "called Acme, promsied a quote by friday": it is asked about."""

from __future__ import annotations

from functools import cache

from bot.arguments.parser import ParseContext
from bot.dispatch.fact import Fact
from bot.dispatch.plans import PlanReader
from bot.dispatch.registry import Registry
from bot.language.clauses import Clause
from bot.language.names import fold, likeness
from bot.language.roles import roles_of
from bot.language.tokens import Token
from bot.language.vocabulary import VERBS

PROMISE = "promise"
ALIKE = 80
"""Similarity in percent from which a word may be a slip of another one."""
LEAST = 5
"""Letters of a word of which a slip is looked for; of shorter ones too many other words are alike."""


def misspelt_promise(clause: Clause, registry: Registry, context: ParseContext) -> Fact | None:
    """Return the promise that a clause may tell, in doubt; None without a day ahead, and for any other first word."""
    words = clause.own
    if len(words) < 2 or not _is_slip(words[0], context):
        return None
    plans = PlanReader(context, roles_of(words, context.language))
    day = plans.day_in(words[1:])
    if day is None or not plans.is_ahead(day):
        return None
    return Fact(command=registry.get(PROMISE), words=words[1:], verb=words[:1], doubt=day, whole=clause)


def _is_slip(word: Token, context: ParseContext) -> bool:
    typed = word.plain
    if len(typed) < LEAST or VERBS.find(typed, context.language):
        return False
    return any(typed[0] == verb[0] and likeness(typed, verb) >= ALIKE for verb in _verbs())


@cache
def _verbs() -> frozenset[str]:
    """Return the verbs of one word that tell a promise, in every language."""
    return frozenset(
        verb
        for forms in VERBS.words[PROMISE].values()
        for verb in map(fold, forms.long)
        if " " not in verb and len(verb) >= LEAST
    )
