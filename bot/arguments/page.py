"""`page 2` at the end of words that are looked for."""

from __future__ import annotations

from collections.abc import Sequence

from bot.arguments.keyword import KeywordArg
from bot.arguments.parser import Arg, Match, ParseContext
from bot.language.tokens import Token
from bot.records import record

LENGTH = 2
"""Words of a page: the keyword and its number."""


@record(kw_only=True)
class PageBehindArg(KeywordArg):
    """The keyword and a number as the last two words, behind at least one other; elsewhere the words are text."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        first = len(words) - LENGTH
        last = words[first:]
        if first < 1 or not last[-1].text.isdecimal() or not self.recognises(last, context):
            return None
        found = super().match(last, context, after)
        return found and Match(found.value, found.used, first)
