"""What may stand behind a verb in two parts without making something else of it: "hab mit Acme telefoniert wegen …"."""

from __future__ import annotations

from bot.arguments.account import find_account_in, name_behind_fillers
from bot.arguments.day_frame import names_day, names_past_day
from bot.arguments.parser import ParseContext
from bot.dispatch.front_words import is_day, names_customer
from bot.dispatch.told_contacts import OFFER
from bot.dispatch.word_orders import Words
from bot.domain.details import CallOutcome
from bot.language.clause_words import clause_words
from bot.language.clauses import split_at_subject
from bot.language.days.frame import Aim
from bot.language.days.marks import may_begin
from bot.language.phrases import plain_texts, typable_phrases
from bot.language.reaching import findings, goes_on
from bot.language.split_verbs import HANDOFF, SplitVerb

CALL = "call"
UNREACHED = (CallOutcome.NONE, CallOutcome.VOICEMAIL)


def is_of_others(words: Words, found: SplitVerb, context: ParseContext) -> bool:
    """Whether a verb in two parts tells what others did: behind a subject of its own, or "sent us a quote"."""
    to_us = (
        found.first and found.term == OFFER and clause_words(context.language).to_writer.leading(words[found.first :])
    )
    # Whoever types a verb of another language types its pronouns too.
    speakers = {context.language, found.language}
    return bool(to_us) or any(split_at_subject(words[: found.last], language)[1] for language in speakers)


def is_closed(words: Words, found: SplitVerb, context: ParseContext) -> bool:
    """Whether words behind a verb in two parts make nothing else of it."""
    rest, known = words[found.end :], clause_words(context.language)
    if found.term == HANDOFF:
        return True
    if found.first and not _holds_somebody(words[found.first : found.last], context):
        # "Sent a quote for two pumps to Acme": the customer stands behind it.
        return False
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
    dated = (not found.first or found.term == OFFER) and names_past_day(rest, context)
    joins = known.only_joins.leading(rest)
    promises_more = found.term == "promise" and joins and names_customer(rest[joins:], context)
    colon = words[found.end - 1].text.endswith(":")
    due = found.term == "promise" and (colon or is_day(rest, Aim.PROMISE, context))
    offered = found.term == OFFER and (rest[0].text[:1].isdigit() or _leads_to_amount(rest, context))
    may_follow = dated or due or offered or bool(promises_more) or _goes_on(rest, context)
    if known.others.leading(rest):
        return may_follow or _is_with_customer(words[: found.last], context)
    return may_follow or named


def _holds_somebody(words: Words, context: ParseContext) -> bool:
    """Whether words name a customer, or one that the log may not know, or stand for one."""
    known = clause_words(context.language).objects
    return bool(known.leading(words)) or words[-1].has_capital or find_account_in(words, context) is not None


def _leads_to_amount(words: Words, context: ParseContext) -> bool:
    return bool(typable_phrases("money", "of", context.language).leading(words))


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


def ends_in_other(words: Words, found: SplitVerb, context: ParseContext) -> bool:
    """Whether the last part of a verb around its customer is of something else.

    Of how the call went, as in "rang Acme, nobody picked up", or of what is said behind that, or of another action:
    "called Acme and wrote it up".
    """
    if any(said.first < found.last < said.end for said in findings(words, context.language)):
        return True
    about = words[found.first : found.last]
    if found.term == CALL and findings(about, context.language):
        return True
    named = find_account_in(about, context) if clause_words(context.language).only_joins.places(about) else None
    return named is not None and name_behind_fillers(about, context) is None


def day_before(words: Words, topic: int, context: ParseContext) -> int:
    """Return where the day begins that stands right before a topic, or at the end: "rang Acme up yesterday about it".

    0 where none does.
    """
    starts = (at for at in range(2, topic) if may_begin(words[at].text, context.language))
    return next((at for at in starts if names_day(words[at:topic], context)), 0)
