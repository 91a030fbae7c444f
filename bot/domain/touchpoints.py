"""Touchpoints: every place where a customer meets the company, each with an owner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.listed import Listed


@dataclass(frozen=True, kw_only=True)
class Touchpoint:
    """One touchpoint and the person who answers for it."""

    id: int
    name: str
    owner: int | None = None
    gone: bool = False


class Touchpoints(Listed, Protocol):
    """The touchpoint map of one company."""

    def get(self, touchpoint: int) -> Touchpoint: ...
    def named(self, name: str) -> Touchpoint | None: ...
    def all(self) -> Sequence[Touchpoint]: ...
    def save(self, name: str, owner: int | None = None) -> Touchpoint: ...
