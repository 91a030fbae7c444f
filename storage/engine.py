"""The interface of a database engine: one function is one transaction, answered only after it is on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from storage.connection import Connection, RawConnection, Value
from storage.migrate import MigratableEngine

T = TypeVar("T")


class Engine(MigratableEngine, Protocol):
    """Runs functions in transactions; `write` and `read` raise StoreError, and whatever the function raises."""

    async def write(self, fn: Callable[[Connection], T], tenant: int, beside: str | None = None) -> T:
        """Run `fn` in a transaction and return after COMMIT; when `fn` raises, nothing of it is kept.

        None: nobody else writes for the company meanwhile. Else the engine may let others write beside it: `beside`
        names the sender of a line, whose lines come one after another, or is empty for what changes the outbox alone.
        `fn` may be run again from the start, where it met another writer.
        """

    async def read(self, fn: Callable[[Connection], T], tenant: int) -> T:
        """Run `fn` on a snapshot that it cannot change."""

    def tables(self) -> Iterator[tuple[str, list[dict[str, Value]]]]:
        """Yield every table with its rows, all of one snapshot."""

    def scratch(self) -> AbstractContextManager[RawConnection]:
        """Yield the connection inside a transaction that is always rolled back; for tests and galleries."""

    def close(self) -> None:
        """Finish what is queued and close the database; harmless when repeated."""
