"""The interface of a database engine: one function is one transaction, answered only after it is on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from storage.connection import Connection, RawConnection, TableRow
from storage.migrate import MigratableEngine

T = TypeVar("T")


class Filling(Protocol):
    """Tables that are filled in one transaction."""

    def clear(self, table: str) -> None:
        """Delete the rows of a table, to which nothing refers any more."""

    def put(self, table: str, rows: Iterable[TableRow]) -> None:
        """Put rows into a table; what they refer to is there already. Raises StoreUnusable for a row it refuses."""

    def rows(self, table: str) -> Iterator[TableRow]:
        """Return what a table holds now, by primary key."""


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

    def tables(self, names: Sequence[str] = ()) -> Iterator[tuple[str, Iterator[TableRow]]]:
        """Yield every table, or those named, with its rows by primary key, all of one snapshot.

        The rows of a table are to be read before the next one is asked for. Tables whose name begins with _ hold
        secrets and come only where they are named; the names are those of the schema, never from outside.
        """

    def filling(self) -> AbstractContextManager[Filling]:
        """Yield what fills the tables of the newest schema, all in one transaction, kept when the block ends well."""

    def held(self) -> AbstractContextManager[Callable[[], None]]:
        """Let nobody else store anything until the block ends; what it yields raises StoreUnusable once that is not so.

        Whoever tries meanwhile is told that the log is busy. Raises StoreBusy where somebody stores something for long.
        """

    def scratch(self) -> AbstractContextManager[RawConnection]:
        """Yield the connection inside a transaction that is always rolled back; for tests and galleries."""

    def close(self) -> None:
        """Finish what is queued and close the database; harmless when repeated."""
