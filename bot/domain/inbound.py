"""What was answered already: one delivery counts once, and so does a line typed again."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

SAME = "@"


def same_as(key: str) -> str:
    """Return what is kept for a second name of a delivery whose receipt stands under `key`."""
    return f"{SAME}{key}"


class Inbound(Protocol):
    """The deliveries of one company; `receipt` is the reply as it was packed."""

    def receipt(self, key: str) -> str | None: ...
    def keep(self, key: str, person: int, line: str, receipt: str, at: datetime) -> None: ...
    def typed(self, person: int, line: str, since: datetime) -> tuple[datetime, str] | None: ...
    def count(self, person: int, since: datetime) -> int: ...
    def forget_key(self, key: str) -> None: ...
    def forget(self, before: datetime) -> int: ...
