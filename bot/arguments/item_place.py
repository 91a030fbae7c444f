"""What one customer alone may have, and where: planers bodo, band saws in Bodø, "band saws"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from bot.arguments.parser import Arg, Match, ParseContext
from bot.errors import UserMistake
from bot.language.tokens import Token, as_typed, text_of
from bot.language.vocabulary import KEYWORDS
from bot.records import record

LIMIT = 60
"""Characters of an item, and of a place."""


@record(kw_only=True)
class ItemPlaceArg(Arg):
    """An item and the place behind it; the value is both as texts, "" for no place.

    A word such as "in" stands between them, or quotes hold the item; else the last of several words is the place.
    """

    any_text: ClassVar[bool] = True

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        item, place = _parted(words)
        if not item:
            return None
        if max(len(text_of(item)), len(text_of(place))) > LIMIT:
            raise UserMistake("args", "A text holds at most {limit} characters.", limit=LIMIT).at(self.name)
        return Match((text_of(item), text_of(place)), len(words))

    def typed(self, words: tuple[Token, ...]) -> str:
        return as_typed(words)


def _parted(words: tuple[Token, ...]) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    for at in range(1, len(words) - 1):
        # In any language: nothing is sold whose name is a preposition.
        if not words[at].quoted and words[at].bare in KEYWORDS.all_words("in"):
            return words[:at], words[at + 1 :]
    if words and words[0].quoted:
        return words[:1], words[1:]
    return (words[:-1], words[-1:]) if len(words) > 1 else (words, ())
