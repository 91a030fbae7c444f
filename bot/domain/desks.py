"""Desks: whom a customer can reach directly, so that the seller is no switchboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.domain.named_lists import NamedList


@dataclass(frozen=True, kw_only=True)
class Desk:
    """One desk; `phone` is empty until an admin names it."""

    id: int
    name: str
    phone: str = ""
    gone: bool = False


@dataclass(frozen=True, kw_only=True)
class HandOffSum:
    """What was handed over in a period for one cause: how often, and how many minutes it had cost the seller."""

    cause: str
    times: int
    minutes: int


class Desks(NamedList, Protocol):
    """The desks of one company."""

    def get(self, desk: int) -> Desk: ...
    def by_name(self, name: str) -> Desk | None: ...
    def all(self) -> Sequence[Desk]: ...
    def save(self, name: str, phone: str = "") -> Desk: ...
    def handoff_sums(
        self, first: date, last: date, *, person: int | None = None, team: int | None = None
    ) -> Sequence[HandOffSum]: ...
