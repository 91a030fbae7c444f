"""Words of a line in the order in which facts are read: the customer behind the verb, a booking behind the customer."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from bot.arguments.account import find_account_in
from bot.arguments.parser import ParseContext
from bot.arguments.said_scores import DIGITS
from bot.arguments.touchpoint import leading_touchpoint
from bot.language.clause_words import clause_words
from bot.language.days.marks import may_end
from bot.language.meetings import is_meeting
from bot.language.phrases import Phrases, plain_texts, typable, typable_phrases
from bot.language.tokens import Token
from bot.language.vocabulary import FACTORS

Words = tuple[Token, ...]
SCORES = ("0", "1", "2")
BEHIND_NOUN = 3
"""Words behind the noun of a meeting that may say that it was booked, as in "meeting in the diary"."""


def name_first(words: Words, context: ParseContext) -> tuple[Words, Words] | None:
    """Return the customer's name that words begin with and what the writer did, as in Swedish "Acme ringde jag igår".

    The writer is also who did what stands behind the name and a colon, as in "Acme: called". None for other words.
    """
    named = find_account_in(words, context)
    if named is None or named.at:
        return None
    name, rest = words[: named.used], words[named.used :]
    writer = clause_words(context.language).writer.leading(rest[1:])
    return (name, rest[:1] + rest[1 + writer :]) if writer or name[-1].text.endswith(":") else None


def without_lead(words: Words, context: ParseContext) -> Words:
    """Return words without the preposition of a name that stands before its verb; "i" begins a day too."""
    known = clause_words(context.language)
    count = known.between.leading(words)
    return words if known.dated.leading(words) > count else words[count:]


def booking_behind_name(verb: Words, words: Words, context: ParseContext) -> Words | None:
    """Return words with the meeting that `verb` says was booked behind the customer's name, as part of the note.

    None for other verbs, and where another word stands first.
    """
    named, meeting = find_account_in(words, context), verb[:-1]
    booked = " ".join(plain_texts(meeting)) in typable("reaching", "booked", context.language)
    if not booked or named is None or named.at:
        return None
    said = (replace(meeting[0], raw=f" {meeting[0].raw.strip()}"), *meeting[1:])
    return (*words[: named.used], *said, *words[named.used :])


def booked_behind_name(verb: Words, words: Words, context: ParseContext) -> Words | None:
    """Return words with the meeting of a noun as part of the note, where it was but booked: "meeting with Acme agreed".

    None where nothing behind the customer's name says so; one that nobody has ends where something does.
    """
    meeting, texts = verb[:1], plain_texts(words)
    known, noun = typable_phrases("reaching", "booked", context.language), plain_texts(verb[:1])
    ends = [at for at in range(1, len(words)) if known.count_at([*noun, *texts[at : at + BEHIND_NOUN]], 0) > 1]
    if not ends or not is_meeting(verb, context.language):
        return None
    named = find_account_in(words, context)
    end = named.at + named.used if named else ends[0]
    if end not in ends:
        return None
    return (*words[:end], replace(meeting[0], raw=f" {meeting[0].raw.strip()}"), *words[end:])


def rated(words: Words, context: ParseContext) -> Words:
    """Return words of a rating, the customer first and its touchpoint second: "invoice at Acme with 0 for clarity"."""
    # Before the customer is looked for: nearly every rating is typed in this order.
    named = find_account_in(words, context) if _may_be_in_another_order(words, context) else None
    if named is None:
        return words
    known = clause_words(context.language)
    before, rest = words[: named.at], words[named.at + named.used :]
    point = known.between.skipped(before[: known.leads.first_before(plain_texts(before), len(before))])
    if point and _touchpoint(point, context) != len(point):
        return words
    if not point:
        rest = score_behind(rest, context)
        point = rest[: _touchpoint(rest, context)]
        rest = rest[len(point) :]
    name = words[named.at : named.at + named.used]
    return (*name, *point, *_scored(rest, context)) if point else words


def score_behind(words: Words, context: ParseContext) -> Words:
    """Return words of a rating with the score that they begin with behind the touchpoint: "2 on delivery"."""
    if not words or words[0].quoted or words[0].text not in DIGITS:
        return words
    behind = words[1 + clause_words(context.language).between.leading(words[1:]) :]
    count = _touchpoint(behind, context) if len(behind) < len(words) - 1 else 0
    return (*behind[:count], words[0], *behind[count:]) if count else words


def _may_be_in_another_order(words: Words, context: ParseContext) -> bool:
    """Whether words begin with a touchpoint, or any of them leads to a customer or a score."""
    said = [each for word in words for each in (word.plain, word.leading)]
    return not _leading_words(context.language).isdisjoint(said) or bool(_touchpoint(words, context))


@cache
def _leading_words(language: str) -> frozenset[str]:
    """Return the first words of what leads to a customer or a score."""
    known = clause_words(language)
    return frozenset().union(known.between.firsts, known.leads.firsts, _of_money(language).firsts)


@cache
def _of_money(language: str) -> Phrases[None]:
    return typable_phrases("money", "of", language)


def _touchpoint(words: Words, context: ParseContext) -> int:
    """Return how many words are a touchpoint that they begin with; 0 for none."""
    found = leading_touchpoint(words, context)
    return found[1] if found else 0


def _scored(words: Words, context: ParseContext) -> Words:
    """Return a score without what leads to it, behind the factor that stands behind it: "with 0 for clarity"."""
    known = clause_words(context.language)
    if not words or FACTORS.find(words[0].bare, context.language):
        return words
    lead = known.between.leading(words) or _of_money(context.language).leading(words)
    if lead and words[lead : lead + 1] and words[lead].text in SCORES:
        words = words[lead:]
    if not words or words[0].text not in SCORES:
        return words
    lead = known.between.leading(words[1:])
    factor, behind = words[1 + lead : 2 + lead], words[2 + lead :]
    names = lead and factor and FACTORS.find(factor[0].bare, context.language)
    return (*factor, words[0], *behind) if names and not (behind and behind[0].text in SCORES) else words


def stranger_in(words: Words, language: str) -> tuple[int, int] | None:
    """Return where a preposition and a word with a capital behind it stand: somebody whom the log may not know."""
    leads = clause_words(language).leads
    ends = (at + 1 for at in range(len(words) - 1) if leads.leading(words[at : at + 1]) and words[at + 1].has_capital)
    return next(((end - 1, end + 1) for end in ends if not may_end(words[end].text, language)), None)
