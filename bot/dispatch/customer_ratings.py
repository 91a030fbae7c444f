"""Ratings in a customer's words: "Acme gave the invoice 0", "Acme found the delivery better than expected"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.arguments.account import find_account_in
from bot.arguments.parser import Ambiguous, ParseContext
from bot.arguments.touchpoint import leading_touchpoint
from bot.dispatch.fact import Fact
from bot.dispatch.registry import Registry
from bot.domain.touchpoints import Touchpoint
from bot.errors import UserMistake
from bot.language.clause_words import clause_words
from bot.language.phrases import typable
from bot.language.tokens import Token
from bot.language.vocabulary import touchpoint_words
from bot.language.word_forms import are_forms_of_one

RATING = "touch"
SAID = "said"
"""The word for a rating that the customer said, in the language that all understand."""
ARTICLES = 2
"""Words that may stand before a touchpoint, such as "our"."""

RatedWords = tuple[Token, ...]


def rated_by_customer(words: RatedWords, registry: Registry, context: ParseContext) -> Fact | None:
    """Return the rating that words tell of which a customer is the subject; None for other words.

    A score stands behind the touchpoint, or before it: "Acme gave us 0 for delivery".
    """
    known = clause_words(context.language)
    named = find_account_in(words, context) if known.judges.may_stand_in([word.leading for word in words]) else None
    if named is None or named.at:
        return None
    behind = words[named.used :]
    count = known.judges.leading(behind)
    orders = (_point_first(behind[count:], context), _score_first(behind[count:], registry, context)) if count else ()
    for point, scores in filter(None, orders):
        if used := _scores_in(scores, registry, context):
            name = (Token(named.value.name, quoted=True), Token(point.name, quoted=True))
            said = (*scores[:used], Token(SAID), *scores[used:])
            return Fact(command=registry.get(RATING), words=(*name, *said))
    return None


def _point_first(words: RatedWords, context: ParseContext) -> tuple[Touchpoint, RatedWords] | None:
    for at in range(min(ARTICLES + 1, len(words))):
        if found := touchpoint_at(words[at:], context):
            point, used = found
            return point, _without_copula(words[at + used :], context)
    return None


def _score_first(words: RatedWords, registry: Registry, context: ParseContext) -> tuple[Touchpoint, RatedWords] | None:
    used = _scores_in(words, registry, context)
    lead = clause_words(context.language).between.leading(words[used:]) if used else 0
    found = _point_first(words[used + lead :], context) if lead else None
    return (found[0], words[:used] + found[1]) if found else None


def touchpoint_at(words: RatedWords, context: ParseContext) -> tuple[Touchpoint, int] | None:
    """Return the touchpoint that words begin with, in any form of a name of one word, and how many words it is."""
    if found := leading_touchpoint(words, context):
        return found
    typed = words[0].bare if words else ""
    points = context.work.touchpoints.all()
    return next(((point, 1) for point in points if _is_form(typed, touchpoint_words(point.name))), None)


def _is_form(typed: str, names: Sequence[str]) -> bool:
    return any(" " not in name and are_forms_of_one(typed, name) for name in names)


def _without_copula(words: RatedWords, context: ParseContext) -> RatedWords:
    return words[1:] if words and words[0].bare in typable("clauses", "is", context.language) else words


def _scores_in(words: RatedWords, registry: Registry, context: ParseContext) -> int:
    """Return how many words that others begin with are scores; 0 for none that are sure."""
    scores = next(arg for arg in registry.get(RATING).args if arg.name == "scores")
    try:
        found = scores.match(words, context, ()) if words else None
    except (Ambiguous, UserMistake):
        return 0
    return found.used if found else 0
