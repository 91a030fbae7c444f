"""Another customer who is named right behind one: joined, as in "Acme and Bergen", or side by side."""

from __future__ import annotations

from bot.arguments.account_index import NameHit, account_index
from bot.arguments.parser import ParseContext
from bot.language.clause_words import clause_words
from bot.language.name_words import name_words
from bot.language.phrases import typable_phrases
from bot.language.tokens import Token

AND_SIGNS = frozenset({"&", "+", "/", "å"})
"""What people type for "and" between two names."""
ALL = "&"
"""The value of the choice of all the accounts that are named side by side."""


def joined_to(hit: NameHit, words: tuple[Token, ...], context: ParseContext) -> NameHit | None:
    """Return another account right behind one and a joining word or a comma, as in "Acme and Bergen"."""
    behind = words[hit.end :]
    joins = clause_words(context.language).any_joins.leading(behind) or is_and_sign(behind[:1])
    at = hit.end + joins
    joined = joins or words[hit.end - 1].raw.endswith(",")
    return _other(hit, words, at, context) if joined else None


def either_of(hit: NameHit, words: tuple[Token, ...], context: ParseContext) -> NameHit | None:
    """Return another account behind one of which it is not sure that it is meant, as in "Nilsson or was it Nowak".

    Or that is meant instead, as in "Nilsson, no wait it was Nowak".
    """
    behind = words[hit.end :]
    doubts = typable_phrases("names", "either", context.language).leading(behind)
    count = doubts or clause_words(context.language).corrects.leading(behind)
    lead = clause_words(context.language).leads.leading(behind[count:]) if count else 0
    return _other(hit, words, hit.end + count + lead, context) if count else None


def beside(hit: NameHit, words: tuple[Token, ...], context: ParseContext) -> NameHit | None:
    """Return another account right behind one, as in "promise Acme Bergen offer"; a genitive is of what follows it."""
    if hit.end < len(words) and words[hit.end].bare in name_words(context.language).common:
        return None
    other = _other(hit, words, hit.end, context)
    return other if other and not other.inflected else None


def is_and_sign(words: tuple[Token, ...]) -> bool:
    """Whether a word is a sign that stands for "and"."""
    return any(word.text in AND_SIGNS and not word.quoted for word in words)


def _other(hit: NameHit, words: tuple[Token, ...], at: int, context: ParseContext) -> NameHit | None:
    other = account_index(context).named(words, at) if at < len(words) else None
    return other if other and other.keys != hit.keys else None
