"""Ratings told as a sentence: "the delivery at Acme was worse than expected", "Acme's invoice: clarity as expected"."""

from __future__ import annotations

from collections.abc import Callable

from bot.arguments.account import find_account_in
from bot.arguments.parser import ParseContext
from bot.arguments.said_scores import Judgement, judgement_in
from bot.dispatch.customer_ratings import RATING, SAID, touchpoint_at
from bot.dispatch.fact import Fact
from bot.dispatch.registry import Registry
from bot.domain.accounts import Account
from bot.domain.touchpoints import Touchpoint
from bot.language.clause_words import ClauseWords, clause_words
from bot.language.tokens import Token
from bot.records import record

ASKS = "?"
WordSpan = tuple[int, int]
"""The first word of some, and the one behind them."""


@record(kw_only=True)
class _JudgedPoint:
    """What a sentence judges, and where its words stand."""

    account: Account
    named: WordSpan
    point: Touchpoint
    point_words: WordSpan
    judgement: Judgement


def judged_point(
    words: tuple[Token, ...],
    registry: Registry,
    context: ParseContext,
    tells_action: Callable[[tuple[Token, ...]], bool],
) -> Fact | None:
    """Return the rating that a sentence tells with a comparison, such as "better than expected"; the sentence is why.

    None for any other one, for a question, and for one with words that may deny or wish it, as "hope it is" and "not
    worse", or that tells an action or a day too.
    """
    known = clause_words(context.language)
    asks = words and (known.been.leading(words) or words[-1].text.endswith(ASKS))
    found = None if asks else _found_in(words, context)
    judges = known.judges.leading(words[found.named[1] :]) if found else 0
    if found is None or not _leads_to(found, words, known) or tells_action(_besides(found, words, judges)):
        return None
    scores = [found.judgement.factor, str(found.judgement.score), SAID if judges else ""]
    names = (Token(found.account.name, quoted=True), Token(found.point.name, quoted=True))
    return Fact(command=registry.get(RATING), words=(*names, *map(Token, filter(None, scores)), *words))


def _found_in(words: tuple[Token, ...], context: ParseContext) -> _JudgedPoint | None:
    judgement = judgement_in(words, context.language)
    named = find_account_in(words, context) if judgement else None
    if judgement is None or named is None:
        return None
    name = (named.at, named.at + named.used)
    for at in range(judgement.first):
        if not name[0] <= at < name[1] and (point := touchpoint_at(words[at : judgement.first], context)):
            point_words = (at, at + point[1])
            return _JudgedPoint(
                account=named.value, named=name, point=point[0], point_words=point_words, judgement=judgement
            )
    return None


def _besides(found: _JudgedPoint, words: tuple[Token, ...], judges: int) -> tuple[Token, ...]:
    """Return the words but for the names and who says so: "Lieferung" and "sagt" may be actions elsewhere."""
    known = {*range(found.named[0], found.named[1] + judges), *range(*found.point_words)}
    return tuple(word for at, word in enumerate(words) if at not in known)


def _leads_to(found: _JudgedPoint, words: tuple[Token, ...], known: ClauseWords) -> bool:
    """Whether nothing but names, articles, prepositions and "was" stands before a judgement.

    One word more may say which touchpoint it is, whose, or how the customer feels: "the last delivery", "Lieferung bei
    Acme", "Acme is cross about the delivery".
    """
    ends = dict((found.named, found.point_words))
    leading = (known.between, known.leads, known.marks, known.judges)
    at, copula = 0, False
    while at < found.judgement.first:
        behind = words[at : found.judgement.first]
        count = ends.get(at, at) - at or known.been.leading(behind)
        led = count or max(phrases.leading(behind) for phrases in leading)
        feels = copula and any(phrases.leading(behind[1:]) for phrases in (known.between, known.leads))
        which = at + 1 == found.point_words[0] and at != found.named[1]
        whose = at == found.point_words[1] and at + 1 == found.named[0]
        if not (led or feels or which or whose):
            return False
        copula = bool(known.been.leading(behind))
        at += led or 1
    return True
