"""One of several customers who are named in a row, with commas, joining words or nothing between the names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.arguments.account import AccountArg
from bot.arguments.account_index import account_index
from bot.arguments.account_match import AccountMatcher
from bot.arguments.account_neighbour import is_and_sign
from bot.arguments.parser import Ambiguous, Arg, Match, ParseContext
from bot.language.clause_words import clause_words
from bot.language.tokens import Token
from bot.records import record

STOPS = ",;"


@record(kw_only=True)
class ListedAccountArg(AccountArg):
    """The next customer of a list.

    A known name ends where its longest run of words does, an unknown one at a comma, a joining word, the next known
    name or what another argument recognises.
    """

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        start = _joins(words, context)
        if start >= len(words):
            return None
        known = account_index(context).named(words, start)
        if known is None and _recognised(words[start:], context, after):
            return None
        if words[start].text == ".":
            return Match(self._recent(context), start + 1)
        end = _end(words, start, context, after)
        name = tuple(replace(word, text=word.text.rstrip(STOPS) or word.text) for word in words[start:end])
        matcher = AccountMatcher(
            argument=self.name, words=name, after=(), greedy=True, creates=self.creates, context=context, whole=True
        )
        try:
            found = matcher.match()
        except Ambiguous as question:
            # Where the name ends is known, so each choice is about all of it and the joining words before it.
            choices = [replace(choice, used=0, at=None) for choice in question.choices]
            raise Ambiguous(self.name, question.title, choices, end, wrong=question.wrong) from question
        return Match(found.value, end) if found else None


def _joins(words: tuple[Token, ...], context: ParseContext) -> int:
    """Return how many words before a name only join it to the one before."""
    at = 0
    while at < len(words):
        joins = clause_words(context.language).any_joins.leading(words[at:]) or is_and_sign(words[at : at + 1])
        if not joins and words[at].text.strip(STOPS):
            break
        at += joins or 1
    return at


def _recognised(words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> bool:
    return any(arg.recognises(words, context) for arg in after)


def _end(words: tuple[Token, ...], start: int, context: ParseContext, after: Sequence[Arg]) -> int:
    index = account_index(context)
    if hit := index.named(words, start):
        return hit.end
    end = start + 1
    while end < len(words):
        rest = words[end:]
        stopped = words[end - 1].raw.rstrip().endswith(tuple(STOPS)) or _joins(rest, context)
        if stopped or _recognised(rest, context, after) or index.named(words, end):
            break
        end += 1
    return end
