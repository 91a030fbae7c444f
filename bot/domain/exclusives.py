"""Exclusivity: what one customer alone may have in a place, and whether another's words clash with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.language.word_forms import share_word
from bot.records import record


@record(kw_only=True)
class Exclusive:
    """An account alone may have an item, in a place or, with an empty place, everywhere; `person` granted it."""

    number: int
    account: int
    person: int
    item: str
    place: str

    @property
    def ref(self) -> str:
        """The name that people type, such as X2."""
        return f"X{self.number}"

    def clashes(self, words: str, place: str) -> bool:
        """Whether words about another account, which is at a place, speak of the item there."""
        there = not self.place or share_word(self.place, place) or share_word(self.place, words)
        return there and share_word(self.item, words)


class Exclusives(Protocol):
    """What the accounts of one company alone may have."""

    def all(self) -> Sequence[Exclusive]: ...
    def at(self, account: int) -> Sequence[Exclusive]: ...
