"""Inbound deliveries and their receipts: a delivery, or the same line typed again, counts once."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

SAME = "@"
"""Marks a receipt that is kept under another key."""


def same_as(key: str) -> str:
    """Return the receipt of a second key of a delivery: a reference to the receipt under `key`."""
    return f"{SAME}{key}"


class Inbound(Protocol):
    """The deliveries of one company.

    A receipt is the packed reply; a key is the platform's id of the delivery, empty when it has none; a line is folded
    text, empty for buttons and forms. Times are aware UTC.
    """

    def look_ahead(self, key: str, person: int, line: str, since: datetime) -> None: ...
    def receipt(self, key: str) -> str | None: ...
    def keep(self, key: str, person: int, line: str, receipt: str, at: datetime) -> None: ...
    def typed(self, person: int, line: str, since: datetime) -> tuple[datetime, str] | None: ...
    def count(self, person: int, since: datetime) -> int: ...
    def count_deliveries(self, person: int, since: datetime) -> int: ...
    def forget_key(self, key: str) -> None: ...
    def has_before(self, before: datetime) -> bool: ...
    def forget(self, before: datetime, limit: int) -> int: ...
