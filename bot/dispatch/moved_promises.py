"""Promises that words say come on another day, as in "said the quote comes Monday"."""

from __future__ import annotations

from bot.arguments.parser import ParseContext
from bot.arguments.promise_match import LABEL_LIMIT, PromiseMatcher
from bot.dispatch.fact import Fact
from bot.dispatch.fact_verbs import FactVerbs
from bot.dispatch.plans import PlanReader
from bot.domain.accounts import Account
from bot.domain.promises import Promise
from bot.language.clause_words import clause_words
from bot.language.clauses import Clause, split_at_subject
from bot.language.days.frame import Moment
from bot.language.i18n import Translator
from bot.language.phrases import typable_phrases
from bot.language.roles import SAID
from bot.language.tokens import Token, tokens

TOLD = "told"


def told_later(clause: Clause, named: Account, verbs: FactVerbs) -> Fact | None:
    """Return that a promise to an account comes on another day, as a clause tells: "said the quote comes Monday".

    It may as well be note of the fact before it. None for a clause that says so of somebody else, or of no promise.
    """
    if not verbs.roles & SAID:
        return None
    context = verbs.context
    # All the words first: Swedish "sa" looks like "så", which joins.
    own = clause.words if said_at_start(clause.words, context) else clause.own
    said = said_at_start(own, context)
    day = day_ahead(own, context) if said and not split_at_subject(own[said:], context.language)[1] else None
    promises = spoken_of((Token(named.name, quoted=True), *own), context, day) if day else []
    if day is None or len(promises) != 1:
        return None
    words = tokens(f"{promises[0].ref} {as_typed(day)}")
    return Fact(command=verbs.registry.get(TOLD), words=words, doubt=day, whole=clause)


def said_at_start(words: tuple[Token, ...], context: ParseContext) -> int:
    """Return how many words that others begin with say that something was told, fillers included; 0 for none."""
    begun = clause_words(context.language).before.skipped(words)
    known = typable_phrases("told", "said", context.language)
    return known.leading(words) or (len(words) - len(begun) + known.leading(begun) if known.leading(begun) else 0)


def told_label(ref: str, day: Moment, say: Translator) -> str:
    """Return how a button says that the customer was told of the new day of a promise."""
    shown = say.day_at(day.day, day.hour)
    return say.t("button", "{ref}: customer told, due {day}", ref=ref, day=shown)[:LABEL_LIMIT]


def as_typed(day: Moment) -> str:
    """Return a moment as anybody may type it."""
    return day.day.isoformat() + (f" {day.hour:%H:%M}" if day.hour else "")


def day_ahead(words: tuple[Token, ...], context: ParseContext) -> Moment | None:
    """Return the first day in words, if it lies ahead."""
    plans = PlanReader(context, roles=0)
    day = plans.day_in(words)
    return day if day and plans.is_ahead(day) else None


def spoken_of(words: tuple[Token, ...], context: ParseContext, day: Moment) -> list[Promise]:
    """Return the open promises that words speak of, but those that are due on the day."""
    return [promise for promise in PromiseMatcher(words=words, context=context).spoken_of if promise.due != day.day]
