"""The engine's promise: one function is one transaction, answered only after it is on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from storage.connection import Connection, RawConnection, Value
from storage.migrate import MigratableEngine

T = TypeVar("T")


class Engine(MigratableEngine, Protocol):
    """Runs functions in transactions; both verbs raise StoreError when nothing was stored."""

    async def write(self, fn: Callable[[Connection], T], tenant: int) -> T:
        """Run `fn` in a transaction and return after COMMIT; when `fn` raises, nothing of it is kept."""

    async def read(self, fn: Callable[[Connection], T], tenant: int) -> T:
        """Run `fn` on a snapshot that it cannot change."""

    def tables(self) -> Iterator[tuple[str, list[dict[str, Value]]]]:
        """Yield every table with its rows, all as of one instant."""

    def scratch(self) -> AbstractContextManager[RawConnection]:
        """Yield the connection inside a transaction that is always rolled back."""

    def close(self) -> None:
        """Finish what is queued and let go of the file; harmless when repeated."""
