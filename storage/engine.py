"""The engine's promise: one function is one transaction, answered only after it is on disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from storage.connection import Connection

T = TypeVar("T")


class Engine(Protocol):
    """Runs functions in transactions; both verbs raise StoreError when nothing was stored."""

    async def write(self, fn: Callable[[Connection], T], tenant: int) -> T:
        """Run `fn` in a transaction and return after COMMIT; when `fn` raises, nothing of it is kept."""

    async def read(self, fn: Callable[[Connection], T], tenant: int) -> T:
        """Run `fn` on a snapshot that it cannot change."""

    def check(self) -> None:
        """Raise StoreUnusable when the database cannot be used."""

    def close(self) -> None:
        """Finish what is queued and let go of the file; harmless when repeated."""
