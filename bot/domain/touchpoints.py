"""Touchpoints: every place where a customer meets the company, each with an owner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.named_lists import NamedList


@dataclass(frozen=True, kw_only=True)
class Touchpoint:
    """One touchpoint and the person who answers for it."""

    id: int
    name: str
    owner: int | None = None
    gone: bool = False


class Touchpoints(NamedList, Protocol):
    """The touchpoint map of one company."""

    def get(self, touchpoint: int) -> Touchpoint: ...
    def by_name(self, name: str) -> Touchpoint | None: ...
    def all(self) -> Sequence[Touchpoint]: ...
    def save(self, name: str, owner: int | None = None) -> Touchpoint: ...
