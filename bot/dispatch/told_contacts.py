"""Contacts that a clause tells behind another one: when they are one contact, and when a word of theirs is a noun."""

from __future__ import annotations

from dataclasses import replace

from bot.arguments.day_frame import names_day_ahead
from bot.arguments.parser import ParseContext
from bot.dispatch.fact import Fact
from bot.dispatch.plans import PlanReader
from bot.dispatch.registry import Command, Registry
from bot.dispatch.word_orders import booking_behind_name
from bot.domain.details import CallOutcome
from bot.language.clause_words import ClauseWords, clause_words
from bot.language.clauses import Clause
from bot.language.phrases import plain_texts, typable
from bot.language.reaching import DECIDING, NONE, VOICEMAIL, findings
from bot.language.tokens import Token
from bot.language.vocabulary import CONTACT_VERBS, GOODS, VERBS

CALL, MAIL, OFFER, RATING = "call", "mail", "offer", "touch"
BOOKED, SENT = "booked_meeting", "sent_list"
"""Contacts that are a call in which a meeting was agreed, and a mail of which the verb says what went out."""
WRITTEN = frozenset({"mail", OFFER})
"""Contacts in which something was sent."""


def is_same_contact(before: Fact, after: Fact, known: ClauseWords) -> bool:
    """Whether two verbs about one customer tell one contact, as in "visited Acme, spoke to Kari".

    What was written is another contact than what was said, and an offer than a mail; an offer may be made in a talk,
    but where the customer was called, as in "offered Acme 120k, called them", that was another one.
    """
    if not (before.command.contact and after.command.contact):
        return False
    if after.command is before.command:
        return True
    if after.command.verb in WRITTEN:
        return before.command.verb == OFFER
    called_them = before.command.verb == OFFER and known.objects.leading(after.words)
    return before.command.verb != MAIL and not called_them


def without_object(words: tuple[Token, ...], known: ClauseWords) -> tuple[Token, ...]:
    """Return words behind a verb without what stands for the customer named before, as in "to them"."""
    lead = known.leads.leading(words)
    return known.objects.skipped(words[lead if known.objects.leading(words[lead:]) else 0 :])


def is_unreached(fact: Fact, context: ParseContext) -> bool:
    """Whether a call was not answered, by its verb or by what is said of it last."""
    last = fact.clauses[-1].own if fact.clauses else fact.words
    said = [found.outcome for found in findings(last, context.language) if found.weight in DECIDING]
    said = said or [fact.defaults.get("outcome", "")]
    return fact.command.verb == CALL and said[-1] in (NONE, VOICEMAIL)


def is_named(fact: Fact, language: str) -> bool:
    """Whether a fact's verb is but a noun, such as "offer" or "meeting with", which does not say that it was done."""
    if fact.command.verb not in CONTACT_VERBS or not fact.verb:
        return False
    texts = plain_texts(fact.verb)
    sent = any(map(clause_words(language).sent.leading, zip(fact.verb[1:])))
    told = sent or texts[0] in typable("questions", "past", language)
    return not told and VERBS.find(texts[0], language) == fact.command.verb


def is_promise_noun(fact: Fact, language: str) -> bool:
    """Whether a fact's verb is the noun of a promise, behind which its end may stand: "promise to Acme kept"."""
    told = bool(fact.verb) and plain_texts(fact.verb[:1])[0] in typable("questions", "past", language)
    return fact.command.verb == "promise" and not told


def is_nothing(fact: Fact, language: str) -> bool:
    """Whether a fact is a promise of nothing, as in "spoke to Acme, promised nothing"."""
    said = plain_texts(fact.words) if fact.command.verb == "promise" else ()
    nothing = (typable("told", "nothing", language), typable("clauses", "not", language))
    return bool(said) and all(any(word in each for each in nothing) for word in said)


def is_action(fact: Fact, language: str) -> bool:
    """Whether a fact's verb is surely no noun: one of the past, or an infinitive."""
    if is_named(fact, language) or not fact.verb:
        return False
    told = plain_texts(fact.verb[:1])[0] in typable("questions", "past", language)
    return told or bool(clause_words(language).infinitives.leading(fact.verb))


def begins_with_goods(fact: Fact, language: str) -> bool:
    """Whether the verb of a fact begins with a noun, which may be what was promised: "quote to"."""
    return bool(fact.verb) and GOODS.find(fact.verb[0].text, language) is not None


def is_planned_offer(fact: Fact, plans: PlanReader) -> bool:
    """Whether a fact is but the noun of an offer and a day ahead, as in "offer to Acme by Friday"."""
    if fact.command.verb != OFFER or not is_named(fact, plans.context.language):
        return False
    day = plans.day_in(fact.words)
    return day is not None and plans.is_ahead(day)


def is_named_offer(fact: Fact, day: tuple[Token, ...], context: ParseContext) -> bool:
    """Whether a fact is but the noun of an offer behind a day that may lie ahead, as in "by Friday offer to Acme"."""
    but_noun = fact.command.verb == OFFER and is_named(fact, context.language) and not fact.clauses
    return but_noun and names_day_ahead(day, context)


def told_contact(
    command: Command, verb: tuple[Token, ...], words: tuple[Token, ...], known: ClauseWords, *, says_what: bool = False
) -> Fact:
    """Return the fact of a command's verb; what the verb of an offer says of what went out is note.

    So it is with any verb that `says_what` went out.
    """
    what = verb[:-1] if known.between.leading(verb[-1:]) else verb
    if not (says_what or (command.verb == OFFER and what[1:])):
        return Fact(command=command, words=words, verb=verb)
    note = (replace(what[0], raw=f" {what[0].raw.strip()}"), *what[1:])
    return Fact(command=command, words=words, verb=verb, clauses=(Clause(words=note),))


def told_by(
    registry: Registry, contact: str, verb: tuple[Token, ...], words: tuple[Token, ...], context: ParseContext
) -> Fact:
    """Return the fact of a verb that says how a call went, that a meeting was booked, or what was mailed."""
    if contact == SENT:
        return told_contact(registry.get(MAIL), verb, words, clause_words(context.language), says_what=True)
    call = registry.get("call")
    if contact == BOOKED and (booked := booking_behind_name(verb, words, context)):
        return Fact(command=call, words=booked)
    outcome = CallOutcome.MEETING if contact == BOOKED else contact
    return Fact(command=call, words=words, verb=verb, defaults={"outcome": outcome})
