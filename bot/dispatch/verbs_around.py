"""Verbs that end in a preposition, around what they are about: "sent a quote for two pumps to Acme"."""

from __future__ import annotations

from collections.abc import Callable

from bot.arguments.account import find_account_in
from bot.arguments.day_frame import frame_of, names_past_day, unquoted
from bot.arguments.offered import amount_at_end, amounts_inside, is_amount
from bot.arguments.parser import ParseContext
from bot.dispatch.fact import Fact
from bot.dispatch.told_contacts import OFFER
from bot.dispatch.word_orders import Words
from bot.domain.details import CallOutcome
from bot.language.clause_words import clause_words
from bot.language.clauses import Clause
from bot.language.days.frame import Aim
from bot.language.days.reading import read_end, read_whole
from bot.language.name_words import name_words
from bot.language.phrases import plain_text, typable, typable_phrases
from bot.language.vocabulary import GOODS
from bot.records import changed

CALL = "call"
DAY_REACH = 5
"""Words of a day, with its hour, that may stand before a customer."""


def around_topic(words: Words, context: ParseContext, logged: Callable[[Words], Fact | None]) -> Fact | None:
    """Return the fact of such words, with what it is about behind the customer; None for any other words.

    `logged` reads a verb at the beginning of words. Of one word only an offer is such a verb: others stand alone.
    """
    known = clause_words(context.language)
    start = known.open_verbs.leading(words)
    if not start or not words[start:] or not _begins_topic(words[start:], context):
        return None
    end = _end_of_topic(words, start, context)
    fact = logged(words[:start] + words[end:]) if end else None
    longer = len(fact.verb) - start if fact else 0
    if fact is None or longer <= 0 or (start == 1 and fact.command.verb != OFFER):
        return None
    return _with_topic(fact, words[start:end], context)


def around_amount(words: Words, context: ParseContext, told: Callable[[Words, Words], Fact | None]) -> Fact | None:
    """Return an offer with its amount inside of what tells it, as in "sent the quote for 45k to Acme"; None for others.

    `told` reads the fact of words, given a second time without fillers in front.
    """
    for at, end in amounts_inside(words, context):
        rest = words[:at] + words[end:]
        fact = told(rest, rest) if rest[1:] else None
        if fact and fact.command.verb == OFFER and fact.words:
            named = find_account_in(fact.words, context)
            behind = named.at + named.used if named else len(fact.words)
            if fact.words[behind:] and not names_past_day(fact.words[behind:], context):
                behind = len(fact.words)
            return changed(fact, words=(*fact.words[:behind], *words[at:end], *fact.words[behind:]))
    return None


def with_own_day(fact: Fact, context: ParseContext) -> Fact:
    """Return an offer whose words end in a day behind what was offered, with that day as its own.

    Not a weekday alone, for which the thing may be: "for delivery monday".
    """
    if fact.command.verb != OFFER:
        return fact
    named = find_account_in(fact.words, context)
    known = clause_words(context.language)
    rest = fact.words[named.at + named.used :] if named else known.objects.skipped(fact.words)
    if not rest or not typable_phrases("money", "of", context.language).leading(rest):
        return fact
    reading = read_end(unquoted(rest), frame_of(context, Aim.LOG))
    if reading is None or not reading.sure or reading.ahead or reading.bare_weekday or reading.used >= len(rest):
        return fact
    at = len(fact.words) - reading.used
    return changed(fact, words=fact.words[:at], clauses=(*fact.clauses, Clause(words=fact.words[at:])))


def behind_customer(words: Words, context: ParseContext, split: Callable[[Words], Fact | None]) -> Fact | None:
    """Return an offer that stands behind the customer, and perhaps a day, verb last: "Acme gestern ein Angebot …".

    `split` reads the fact of words that begin with a verb in two parts. None for any other words, such as those of what
    the customer did.
    """
    named, known = find_account_in(words, context), clause_words(context.language)
    begins = named.at + named.used if named else len(words)
    for start in range(begins, min(begins + DAY_REACH, len(words))):
        noun = known.marks.leading(words[start:]) or GOODS.find(words[start].bare, context.language)
        dated = noun and (start == begins or names_past_day(words[begins:start], context))
        fact = split(words[start:]) if dated else None
        if fact and fact.command.verb == OFFER:
            return changed(fact, words=(*words[:start], *fact.words))
    return None


def _end_of_topic(words: Words, start: int, context: ParseContext) -> int:
    """Return where the preposition of the customer stands behind a topic; 0 for none, and where a day is the topic.

    Where no customer is known it is the last one.
    """
    known, days = clause_words(context.language), frame_of(context, Aim.FOLLOW_UP)
    ends = [end for end in range(start + 2, len(words) - 1) if known.leads.leading(words[end:])]
    if not ends or read_whole(unquoted(words[start + 1 : ends[0]]), days):
        return 0
    named = find_account_in(words, context)
    if named is None:
        return ends[-1]
    return next((end for end in ends if end + known.leads.leading(words[end:]) == named.at), 0)


def _begins_topic(words: Words, context: ParseContext) -> bool:
    """Whether words begin with what leads to what was talked about or offered."""
    is_amount = plain_text(words[0].text) in typable("money", "of", context.language)
    return is_amount or bool(name_words(context.language).topics.leading(words))


def _with_topic(fact: Fact, topic: Words, context: ParseContext) -> Fact:
    """Return a fact with what it is about: an amount behind the customer, the rest in the note."""
    found = find_account_in(fact.words, context)
    named = found.used if found else len(fact.words)
    amount = len(topic) if is_amount(topic, context) else amount_at_end(topic, context)
    # Behind the words of an offer that are its note already, as in "sent a quote for two pumps".
    note = topic[: len(topic) - amount] if fact.clauses else ()
    clauses = (changed(fact.clauses[0], words=(*fact.clauses[0].words, *note)),) if note else fact.clauses
    words = (*fact.words[:named], *topic[len(note) :], *fact.words[named:])
    return changed(fact, words=words, clauses=clauses)


def without_foreign(words: Words, language: str, context: ParseContext) -> Words:
    """Return words without the fillers and the preposition of another language before a day and a customer."""
    behind = clause_words(language).before.skipped(words)
    ends = range(min(len(behind) - 1, DAY_REACH), 0, -1)
    day = next((end for end in ends if read_whole(unquoted(behind[:end]), frame_of(context, Aim.LOG))), 0)
    name = behind[day:]
    return (*behind[:day], *name[name_words(language).leads.leading(name) :]) or words


def reached_nobody(term: str, about: Words, context: ParseContext) -> tuple[str, Words]:
    """Return the term of a verb and what it is about; of a call with nobody no answer, as in "niemanden … erreicht"."""
    nobody = typable("reaching", "nobody", context.language) if term == CALL else frozenset()
    reached = tuple(word for word in about if word.plain not in nobody)
    return (term, about) if len(reached) in (0, len(about)) else (CallOutcome.NONE, reached)
