"""What may stand behind a verb in two parts without making something else of it: "hab mit Acme telefoniert wegen …"."""

from __future__ import annotations

from bot.arguments.account import find_account_in, name_behind_fillers
from bot.arguments.day_frame import names_past_day
from bot.arguments.parser import ParseContext
from bot.dispatch.front_words import is_day, names_customer
from bot.dispatch.word_orders import Words
from bot.domain.details import CallOutcome
from bot.language.clause_words import clause_words
from bot.language.days.frame import Aim
from bot.language.phrases import plain_texts
from bot.language.reaching import findings, goes_on
from bot.language.split_verbs import HANDOFF, SplitVerb

UNREACHED = (CallOutcome.NONE, CallOutcome.VOICEMAIL)


def is_closed(words: Words, found: SplitVerb, context: ParseContext) -> bool:
    """Whether words behind a verb in two parts make nothing else of it."""
    rest, known = words[found.end :], clause_words(context.language)
    if found.term == HANDOFF:
        return True
    if found.term == "none":
        if any(each.outcome not in UNREACHED for each in findings(rest, context.language)):
            # "Didn't answer my mail" says nothing of a call.
            return False
        said = findings(words[found.last :], context.language)
        behind = words[found.last + said[0].end :] if said and not said[0].first else rest
        ends = not behind or names_past_day(behind, context)
        return ends or (_goes_on(rest, context) and not goes_on(rest[0], context.language))
    # "Acme called nice chat": with the name alone before it, it is what the writer did.
    named = not found.first and len(rest) > 1 and bool(name_behind_fillers(words[: found.last], context))
    dated = not found.first and names_past_day(rest, context)
    joins = known.only_joins.leading(rest)
    promises_more = found.term == "promise" and joins and names_customer(rest[joins:], context)
    colon = words[found.end - 1].text.endswith(":")
    due = found.term == "promise" and (colon or is_day(rest, Aim.PROMISE, context))
    may_follow = dated or due or bool(promises_more) or _goes_on(rest, context)
    if known.others.leading(rest):
        return may_follow or _is_with_customer(words[: found.last], context)
    return may_follow or named


def _goes_on(words: Words, context: ParseContext) -> bool:
    """Whether words behind a verb may stand there: a preposition, or how the call went."""
    said = findings(words, context.language)
    return bool(clause_words(context.language).between.leading(words)) or (bool(said) and not said[0].first)


def _is_with_customer(words: Words, context: ParseContext) -> bool:
    """Whether words end in a preposition and a customer, with whom the writer spoke: "mit Acme"."""
    at_end = find_account_in(words, context)
    if at_end is None or at_end.at + at_end.used < len(words):
        return False
    return clause_words(context.language).leads.first_before(plain_texts(words), at_end.at) < at_end.at
