"""SQLite with one writer thread: many transactions, one fsync, each answered only after it.

1. A job (a function of a connection) is queued with its deadline.
2. The writer drains the queue into one `BEGIN IMMEDIATE`; each job runs in its own savepoint.
3. After COMMIT every job of the group is answered; when COMMIT fails none of them was stored.
A job whose deadline passed before it ran is refused; once it ran, its answer waits for the COMMIT.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, cast

from bot.errors import StoreBusy, StoreError, StoreFull, StoreUnusable
from storage.connection import Connection

T = TypeVar("T")
GROUP = 512
"""Jobs in one commit at most."""
DEADLINE_SECONDS = 2.3
BUSY_SECONDS = 1.5
MAGIC = b"SQLite format 3\x00"


@dataclass(kw_only=True)
class _Job:
    run: Callable[[Connection], object]
    tenant: int
    deadline: float
    future: Future[object] = field(default_factory=Future)
    result: object = None
    error: BaseException | None = None


class SqliteEngine:
    """One database file, or `:memory:`."""

    def __init__(self, path: Path | str, *, deadline: float = DEADLINE_SECONDS, busy: float = BUSY_SECONDS) -> None:
        self.path = None if str(path) == ":memory:" else Path(path)
        self._deadline = deadline
        self._busy = busy
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._closed = False
        self._writer_connection = self._open()
        self._identity = self._inode()
        self._reader = ThreadPoolExecutor(1, "snurr-read") if self.path else None
        self._read_connection = self._open(read_only=True) if self.path else None
        self._writer = threading.Thread(target=self._write_loop, name="snurr-write", daemon=True)
        self._writer.start()

    def _open(self, *, read_only: bool = False) -> sqlite3.Connection:
        if self.path and not read_only:
            _prepare(self.path)
        try:
            connection = sqlite3.connect(
                self.path or ":memory:", isolation_level=None, check_same_thread=False, timeout=self._busy
            )
            connection.row_factory = sqlite3.Row
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "trusted_schema=OFF"):
                connection.execute(f"PRAGMA {pragma}")
            if read_only:
                connection.execute("PRAGMA query_only=ON")
            elif connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise StoreUnusable(_broken(self.path))
        except sqlite3.DatabaseError as error:
            raise _named(error, self.path) from error
        return connection

    def transaction(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        """Run `fn` at once in a transaction of its own, before any job runs; for migrations."""
        with _translated(self.path):
            self._writer_connection.execute("BEGIN IMMEDIATE")
            try:
                result = fn(self._writer_connection)
                self._writer_connection.execute("COMMIT")
                return result
            finally:
                if self._writer_connection.in_transaction:
                    self._writer_connection.execute("ROLLBACK")

    @contextlib.contextmanager
    def scratch(self) -> Iterator[sqlite3.Connection]:
        """Yield the connection inside a transaction that is always rolled back."""
        self._writer_connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._writer_connection
        finally:
            self._writer_connection.execute("ROLLBACK")

    async def write(self, fn: Callable[[Connection], T], tenant: int) -> T:
        """Queue `fn` and return its result after COMMIT."""
        job = _Job(run=fn, tenant=tenant, deadline=time.monotonic() + self._deadline)
        if self._closed:
            raise StoreUnusable("The database is closed.")
        self._jobs.put(job)
        return cast(T, await asyncio.wrap_future(job.future))

    async def read(self, fn: Callable[[Connection], T], tenant: int) -> T:
        """Run `fn` on the read connection; an in-memory database has only the writer's."""
        if self._reader is None:
            return await self.write(fn, tenant)
        return await asyncio.get_running_loop().run_in_executor(self._reader, self._read, fn, tenant)

    def _read(self, fn: Callable[[Connection], T], tenant: int) -> T:
        assert self._read_connection is not None
        self.check()
        with _translated(self.path):
            self._read_connection.execute("BEGIN")
            try:
                return fn(Connection(self._read_connection, tenant))
            finally:
                self._read_connection.execute("ROLLBACK")

    def check(self) -> None:
        """Raise StoreUnusable when the file was deleted or replaced while it was open."""
        if self.path and self._inode() != self._identity:
            raise StoreUnusable(
                f"The database {self.path} was deleted or replaced while Snurr was running: restart it."
            )

    def _inode(self) -> tuple[int, int] | None:
        try:
            found = self.path.stat() if self.path else None
        except OSError:
            return None
        return (found.st_dev, found.st_ino) if found else None

    def close(self) -> None:
        """Finish what is queued, checkpoint and let go of the file."""
        if self._closed:
            return
        self._closed = True
        self._jobs.put(None)
        self._writer.join()
        if self._reader and self._read_connection:
            self._reader.shutdown()
            self._read_connection.close()
        with contextlib.suppress(sqlite3.Error):
            self._writer_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._writer_connection.close()

    def _write_loop(self) -> None:
        going = True
        while going:
            group, going = self._next_group()
            if group:
                self._carry_out(group)

    def _next_group(self) -> tuple[list[_Job], bool]:
        group: list[_Job] = []
        job = self._jobs.get()
        while job is not None:
            group.append(job)
            if len(group) == GROUP:
                return group, True
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return group, True
        return group, False

    def _carry_out(self, group: list[_Job]) -> None:
        """Answer every job of a group, whatever happens to it."""
        try:
            with _translated(self.path):
                self.check()
                self._begin(group)
                for job in group:
                    self._run(job)
                self._writer_connection.execute("COMMIT")
        except StoreError as error:
            for job in group:
                job.error = job.error or error
        finally:
            if self._writer_connection.in_transaction:
                with contextlib.suppress(sqlite3.Error):
                    self._writer_connection.execute("ROLLBACK")
        for job in group:
            _answer(job)

    def _begin(self, group: list[_Job]) -> None:
        """Wait for the lock no longer than the first job of the group may still wait."""
        left = max(0.0, min(self._busy, min(job.deadline for job in group) - time.monotonic()))
        self._writer_connection.execute(f"PRAGMA busy_timeout={int(left * 1000)}")
        self._writer_connection.execute("BEGIN IMMEDIATE")

    def _run(self, job: _Job) -> None:
        if time.monotonic() > job.deadline:
            job.error = StoreBusy("The database was busy for too long.")
            return
        self._writer_connection.execute("SAVEPOINT job")
        try:
            job.result = job.run(Connection(self._writer_connection, job.tenant))
        except sqlite3.Error as error:
            if not self._writer_connection.in_transaction:
                raise
            job.error = _named(error, self.path)
        except BaseException as error:  # the writer must survive every job; whoever asked gets the error
            job.error = error
        if job.error:
            self._writer_connection.execute("ROLLBACK TO job")
        self._writer_connection.execute("RELEASE job")


def _answer(job: _Job) -> None:
    if not job.future.set_running_or_notify_cancel():
        return
    if job.error:
        job.future.set_exception(job.error)
    else:
        job.future.set_result(job.result)


def _prepare(path: Path) -> None:
    """Make the folder and a private file, and refuse a file that is no database."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _create(path)
        with path.open("rb") as file:
            start = file.read(len(MAGIC))
    except OSError as error:
        raise StoreUnusable(f"The database {path} cannot be opened: {error.strerror}.") from error
    if start != MAGIC:
        raise StoreUnusable(_broken(path))


def _create(path: Path) -> None:
    """Put an empty database in place at once, so that a file without a header is never ours."""
    made = path.with_name(f".{path.name}.{os.getpid()}.new")
    made.touch(mode=0o600)
    empty = sqlite3.connect(made, isolation_level=None)
    empty.executescript("CREATE TABLE made (x INTEGER); DROP TABLE made;")
    empty.close()
    with contextlib.suppress(FileExistsError):  # another starter was faster
        os.link(made, path)
    made.unlink()


def _broken(path: Path | None) -> str:
    return f"The database {path} is damaged: nothing was changed; stop Snurr and put a backup of the file in its place."


@contextlib.contextmanager
def _translated(path: Path | None) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise _named(error, path) from error


def _named(error: sqlite3.Error, path: Path | None) -> Exception:
    """Return the store error that an SQLite error code stands for; a programming error stays what it is."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_INTERRUPT):
        return StoreBusy("The database was busy for too long.")
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_NOMEM):
        return StoreFull("The disk is full.")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return StoreUnusable(_broken(path))
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM):
        return StoreUnusable(f"The database {path} cannot be written.")
    return error
