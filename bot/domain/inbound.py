"""Inbound deliveries and their receipts: a delivery, or the same line typed again, counts once."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.records import record

SAME = "@"
"""Marks a receipt that is kept under another key."""


def same_as(key: str) -> str:
    """Return the receipt of a second key of a delivery: a reference to the receipt under `key`."""
    return f"{SAME}{key}"


@record(kw_only=True)
class Before:
    """What came before a delivery: its own receipt if it is a repeated one, and what its sender sent.

    `deliveries` of theirs were answered since an instant; `typed` is when they last typed the same line since then, and
    its receipt; `known` whether anything counts that they logged, or they ever typed a line; `unread` whether a
    purpose of team figures is named that they have not read.
    """

    receipt: str | None
    deliveries: int
    typed: tuple[datetime, str] | None
    known: bool
    unread: bool = False


class Inbound(Protocol):
    """The deliveries of one company.

    A receipt is the packed reply; a key is the platform's id of the delivery, empty when it has none; a line is folded
    text, empty for buttons and forms. Times are aware UTC.
    """

    def before(self, key: str, person: int, line: str, since: datetime) -> Before: ...
    def receipt(self, key: str) -> str | None: ...
    def keep(self, key: str, person: int, line: str, receipt: str, at: datetime) -> None: ...
    def forget_key(self, key: str) -> None: ...
