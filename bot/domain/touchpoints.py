"""Touchpoints: places where a customer meets the company, such as invoice or reception."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.domain.named_lists import LineNamedItems
from bot.records import record


@record(kw_only=True)
class Touchpoint:
    """One touchpoint; `owner` is the id of the person who answers for it, if any."""

    id: int
    name: str
    owner: int | None = None
    gone: bool = False


class Touchpoints(LineNamedItems, Protocol):
    """The touchpoints of one company; the standard ones are also found by their name in any of the languages."""

    def get(self, touchpoint: int) -> Touchpoint: ...
    def by_name(self, name: str) -> Touchpoint | None: ...
    def reach(self, word: str) -> int:
        """Return how many words the longest name has that begins with a word; 0 where none does."""
        ...

    def all(self) -> Sequence[Touchpoint]: ...
    def save(self, name: str, owner: int | None = None) -> Touchpoint: ...
    def disown(self, touchpoint: int) -> Touchpoint: ...
    def make(self, name: str) -> Touchpoint: ...
