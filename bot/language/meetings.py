"""Nouns for a meeting, which do not say whether it was or will be."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bot.language.phrases import Phrases, phrases, plain_texts, typable, typable_phrases
from bot.language.tokens import Token, text_of

BEFORE, BEHIND = 4, 5
"""Words before and behind the noun among which one that cancels or moves something is about the meeting."""


def is_meeting(verb: Sequence[Token], language: str) -> bool:
    """Whether a verb is a noun such as "meeting with" or "lunch with", and not told in the past, such as "met"."""
    noun = verb[0].plain if verb else ""
    return noun in _nouns(language) or noun in typable("reaching", "occasions", language)


def is_off(texts: Sequence[str], first: int, end: int, language: str) -> bool | None:
    """Whether the meeting that texts name from `first` to before `end` was cancelled or moved to another day.

    None where such a word stands further away, and so may be about something else.
    """
    off = _off(language)
    if not off.may_stand_in(texts) or _nouns(language).isdisjoint(texts[first:end]):
        return False
    starts = [at for at in range(len(texts)) if off.count_at(texts, at)]
    if not starts:
        return False
    near = (end <= at <= end + BEHIND or first - BEFORE <= at < first for at in starts)
    return True if any(near) else None


def moved_in(words: Sequence[Token], language: str) -> bool:
    """Whether words tell that something was moved to another day."""
    known, texts = _postponed(language), plain_texts(words)
    return known.may_stand_in(texts) and any(known.count_at(texts, at) for at in range(len(texts)))


@cache
def _off(language: str) -> Phrases[None]:
    return phrases(typable("reaching", "cancelled", language) | typable("reaching", "postponed", language))


@cache
def _cancelled(language: str) -> Phrases[None]:
    return typable_phrases("reaching", "cancelled", language)


@cache
def _postponed(language: str) -> Phrases[None]:
    return typable_phrases("reaching", "postponed", language)


@cache
def _nouns(language: str) -> frozenset[str]:
    words = typable("outcomes", "meet", language) - typable("questions", "past", language)
    return frozenset(word for word in words if " " not in word)


def cancelled_in(words: Sequence[Token], verb: Sequence[Token], language: str) -> str:
    """Return the words that say that the meeting of a verb did not take place, as typed; "" for none."""
    if not is_meeting(verb, language):
        return ""
    known, texts = _cancelled(language), plain_texts(words)
    found = ((at, known.count_at(texts, at)) for at in range(len(texts)))
    return next((text_of(tuple(words[at : at + count])) for at, count in found if count), "")
