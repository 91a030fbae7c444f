"""SQLite: one connection that writes and one that reads, over a file that is checked before it is opened."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from bot.errors import StoreBusy, StoreFull, StoreUnusable
from storage.connection import Connection, TableRow
from storage.migrate import SEAL_KEY, statements
from storage.set_up_cache import SetUpCache
from storage.sqlite_connection import SqliteConnection
from storage.sqlite_file import STEPS, OpenFiles, broken, prepare
from storage.writer import BUSY, BUSY_SECONDS, DEADLINE_SECONDS, Writer

T = TypeVar("T")
MIGRATION_SECONDS = 10.0
"""How long a starting process waits while another one migrates."""
WORDS = {
    "pk": "INTEGER PRIMARY KEY",
    "int": "INTEGER",
    "strict": "STRICT",
    "ordered": "COLLATE BINARY",
}
"""What the placeholders of a migration become on SQLite."""
KNOWS_STEPS = "SELECT name FROM sqlite_master WHERE name = '_sqlite_migrations'"
TABLES = """
SELECT name FROM sqlite_master
WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY name
"""
STATEMENTS = 512
"""Compiled statements that a connection keeps; there are fewer."""
COLUMNS = "SELECT name FROM pragma_table_info(:table) ORDER BY cid"
PRIMARY_KEY = "SELECT name FROM pragma_table_info(:table) WHERE pk > 0 ORDER BY pk"
LOG_BYTES = 8 * 1024 * 1024
"""To which the write-ahead log shrinks again, however large it became while somebody read for long."""
PRAGMAS = (
    *("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "trusted_schema=OFF", "secure_delete=ON"),
    f"journal_size_limit={LOG_BYTES}",
)
REPLACED = "its files were deleted or replaced: restart Snurr"
CHECKED_BYTES = 64 * 1024 * 1024
"""A file up to this size is read and checked at the start; of a larger one only the length is."""


class SqliteEngine:
    """One database file, or `:memory:`; `deadline` and `busy` are in seconds. A damaged file raises StoreUnusable."""

    def __init__(self, path: Path | str, *, deadline: float = DEADLINE_SECONDS, busy: float = BUSY_SECONDS) -> None:
        self.path = None if str(path) == ":memory:" else Path(path)
        self._raw = self._open(busy)
        self._set_up = SetUpCache()
        self._shreds = False
        """Whether the write-ahead log holds what was to be deleted for good."""
        self._waits = int(busy * 1000)
        """The milliseconds that the writing connection waits for others."""
        self._files = OpenFiles(self.path) if self.path else None
        self._reader = ThreadPoolExecutor(1, "snurr-read") if self.path else None
        # A second connection to :memory: would open another database, an empty one.
        self._read_raw = self._open(busy, read_only=True) if self.path else self._raw
        self._writer = Writer(self, deadline=deadline, busy=busy)

    def _open(self, busy: float, *, read_only: bool = False) -> sqlite3.Connection:
        if self.path and not read_only:
            prepare(self.path)
        with _store_errors(self.path), contextlib.ExitStack() as unwind:
            # By default Python begins transactions by itself, deferred ones. The thread check is off because the
            # connection is opened in the caller's thread and then used by the writer's alone.
            raw = sqlite3.connect(
                self.path or ":memory:",
                isolation_level=None,
                check_same_thread=False,
                timeout=busy,
                cached_statements=STATEMENTS,
            )
            unwind.callback(raw.close)
            raw.row_factory = sqlite3.Row
            # WAL lets readers go on during a write; FULL, as NORMAL may lose the last commits when the power fails;
            # SQLite checks foreign keys only when told to, and leaves deleted texts in the file unless told not to.
            for pragma in PRAGMAS:
                raw.execute(f"PRAGMA {pragma}")
            if read_only:
                raw.execute("PRAGMA query_only=ON")
            elif self._small() and raw.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise StoreUnusable(broken(self.path))
            unwind.pop_all()
        return raw

    def _small(self) -> bool:
        return self.path is None or self.path.stat().st_size <= CHECKED_BYTES

    def transaction(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        """Run `fn` at once in a transaction of its own, before any job runs; for migrations."""
        with self._outside_jobs():
            return fn(self._raw)

    @contextlib.contextmanager
    def _outside_jobs(self) -> Iterator[None]:
        """A transaction at once; what is kept of the set-up does not outlive it, whatever it changes."""
        self.begin(MIGRATION_SECONDS)
        self._set_up.change()
        with _store_errors(self.path):
            try:
                yield
                self._raw.execute("COMMIT")
            finally:
                if self._raw.in_transaction:
                    self._raw.execute("ROLLBACK")

    @contextlib.contextmanager
    def scratch(self) -> Iterator[sqlite3.Connection]:
        """Yield the connection inside a transaction that is always rolled back."""
        self._raw.execute("BEGIN IMMEDIATE")
        try:
            yield self._raw
        finally:
            self._raw.execute("ROLLBACK")

    def applied(self) -> set[str]:
        """Return the names of the migrations that were applied."""
        with _store_errors(self.path):
            if self._raw.execute(KNOWS_STEPS).fetchone() is None:
                return set()
            return {row["name"] for row in self._raw.execute(STEPS)}

    def apply(self, name: str, script: str) -> bool:
        """Apply one migration; False when another process applied it meanwhile."""
        return self.transaction(lambda raw: _step(raw, name, script))

    def seal_key(self) -> bytes:
        """Return the key of this installation."""
        with _store_errors(self.path):
            return bytes.fromhex(self._raw.execute(SEAL_KEY).fetchone()["key"])

    def begin(self, seconds: float) -> None:
        """Begin a write transaction, waiting so many seconds for other processes; raises StoreError."""
        self.check(self._raw)
        with _store_errors(self.path):
            # Only when it is another one, as SQLite compiles this each time.
            if self._waits != (wait := int(seconds * 1000)):
                self._raw.execute(f"PRAGMA busy_timeout={wait}")
                self._waits = wait
            # A deferred BEGIN that reads first fails at its first write when another process has written since: at
            # once, whatever the timeout.
            self._raw.execute("BEGIN IMMEDIATE")
            if self._files:
                self._files.note_sides()
            # Behind BEGIN: from here on no other connection can store anything.
            self._set_up.begin(self._raw.execute("PRAGMA data_version").fetchone()[0])

    def execute(self, sql: str) -> object:
        """Execute COMMIT, ROLLBACK or a savepoint; raises StoreError."""
        with _store_errors(self.path):
            done = self._raw.execute(sql)
        if sql == "COMMIT":
            self.check(self._raw)  # why again: a file may have gone since the transaction began
        if self._shreds and sql == "COMMIT":
            self._empty_log()
        return done

    def _shred_at_commit(self) -> None:
        self._shreds = True

    def _empty_log(self) -> None:
        """Move the write-ahead log into the file and empty it; where somebody still reads it, at the next commit."""
        with contextlib.suppress(sqlite3.Error):
            blocked = self._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            self._shreds = bool(blocked)

    def is_open(self) -> bool:
        """Whether a transaction is open; a full disk ends it by itself."""
        return self._raw.in_transaction

    def changes(self) -> int:
        """Return how many rows were changed so far, in all transactions."""
        return self._raw.total_changes

    def connection(self, tenant: int) -> Connection:
        """Return the writing connection, bound to one tenant."""
        return SqliteConnection(self._raw, tenant, self._set_up, self._shred_at_commit)

    def named(self, error: BaseException) -> BaseException:
        """Return the store error that an SQLite error stands for."""
        return _store_error(error, self.path) if isinstance(error, sqlite3.Error) else error

    async def write(self, fn: Callable[[Connection], T], tenant: int, beside: str | None = None) -> T:
        """Queue `fn` and return its result after COMMIT; a file has one writer at a time, whoever may be beside it."""
        return await self._writer.write(fn, tenant)

    async def read(self, fn: Callable[[Connection], T], tenant: int) -> T:
        """Run `fn` on a snapshot of the reading connection; an in-memory database has only the writing one."""
        if self._reader is None:
            return await self.write(fn, tenant)
        return await asyncio.get_running_loop().run_in_executor(self._reader, self._read, fn, tenant)

    def _read(self, fn: Callable[[Connection], T], tenant: int) -> T:
        self.check(self._read_raw)
        with _store_errors(self.path):
            self._read_raw.execute("BEGIN")
            try:
                return fn(Connection(self._read_raw, tenant))
            finally:
                self._read_raw.execute("ROLLBACK")

    def check(self, raw: sqlite3.Connection | None = None) -> None:
        """Raise StoreUnusable when a file was deleted or replaced while it was open.

        What is in a log that is gone is moved into the file by `raw` before, so that a restart finds it.
        """
        if self._files is None or not ((lost := self._files.is_lost()) or self._files.is_log_lost()):
            return
        # Where somebody made another log, they may write to the file as well, and the two do not know of each other.
        if raw and not lost and self._files.is_log_gone():
            with contextlib.suppress(sqlite3.Error):
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        what = f"The database {self.path}" if lost else f"A file beside the database {self.path} (-wal or -shm)"
        raise StoreUnusable(f"{what} was deleted or replaced while Snurr was running: restart Snurr.", told=REPLACED)

    def tables(self, names: Sequence[str] = ()) -> Iterator[tuple[str, Iterator[TableRow]]]:
        """Yield every table, or those named, with its rows by primary key, all of one snapshot."""
        self._read_raw.execute("BEGIN")
        try:
            for table in names or [row["name"] for row in self._read_raw.execute(TABLES)]:
                yield table, _rows(self._read_raw, table)
        finally:
            self._read_raw.execute("ROLLBACK")

    @contextlib.contextmanager
    def held(self) -> Iterator[Callable[[], None]]:
        """Let nobody else store anything until the block ends; a database in memory has nobody else."""
        with self._outside_jobs() if self.path else contextlib.nullcontext():
            yield self.check

    @contextlib.contextmanager
    def filling(self) -> Iterator[SqliteFilling]:
        """Yield what fills the tables of the newest schema, all in one transaction."""
        with self._outside_jobs():
            self._raw.execute("PRAGMA defer_foreign_keys=ON")
            yield SqliteFilling(self._raw)

    def close(self) -> None:
        """Finish what is queued, move the write-ahead log into the file and close it; harmless when repeated."""
        self._writer.close()
        if self._reader:
            self._reader.shutdown()
            self._read_raw.close()
        with contextlib.suppress(sqlite3.Error):  # also when it is closed already
            # After this the one file is the whole database, even for somebody who copies it by hand.
            self._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._raw.close()


class SqliteFilling:
    """Tables that are filled in one transaction."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw

    def clear(self, table: str) -> None:
        """Delete the rows of a table."""
        self._raw.execute(f'DELETE FROM "{table}"')  # noqa: S608 - a table's name

    def put(self, table: str, rows: Iterable[TableRow]) -> None:
        """Put rows into a table."""
        names = [row["name"] for row in self._raw.execute(COLUMNS, {"table": table})]
        marks = ", ".join(f":{name}" for name in names)
        self._raw.executemany(f'INSERT INTO "{table}" ({", ".join(names)}) VALUES ({marks})', rows)  # noqa: S608 - names of the schema

    def rows(self, table: str) -> Iterator[TableRow]:
        """Return what a table holds now, by primary key."""
        return _rows(self._raw, table)


def _rows(raw: sqlite3.Connection, table: str) -> Iterator[TableRow]:
    keys = ", ".join(row["name"] for row in raw.execute(PRIMARY_KEY, {"table": table}).fetchall())
    for row in raw.execute(f'SELECT * FROM "{table}" ORDER BY {keys}'):  # noqa: S608 - names of the schema
        yield dict(row)


def _step(raw: sqlite3.Connection, name: str, script: str) -> bool:
    """Runs inside BEGIN IMMEDIATE, because `Migrations.apply` alone only takes a deferred lock."""
    from sqlite_utils import Database, Migrations  # noqa: PLC0415 - 80 ms that only a new or old file need pay

    def step(database: Database) -> None:
        for statement in statements(script, WORDS):
            database.conn.execute(statement)

    # Plugins are code of whatever other package is installed; none of them may run inside a migration.
    database, steps = Database(raw, execute_plugins=False), Migrations("snurr")
    steps(name=name)(step)
    pending = bool(steps.pending(database))
    steps.apply(database)
    return pending


class _store_errors:
    """Raises the store error that an error of SQLite stands for."""

    def __init__(self, path: Path | None) -> None:
        self.path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, *_: object) -> None:
        if isinstance(error, sqlite3.Error):
            raise _store_error(error, self.path) from error


def _store_error(error: sqlite3.Error, path: Path | None) -> Exception:
    """Return the store error that an SQLite error code stands for; a programming error stays what it is."""
    extended_code = getattr(error, "sqlite_errorcode", 0)
    code = extended_code & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_INTERRUPT):
        return StoreBusy(BUSY)
    # A quota or a size limit comes as a plain write error, not as SQLITE_FULL.
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_TOOBIG) or extended_code == sqlite3.SQLITE_IOERR_WRITE:
        return StoreFull(f"The disk under {path} is full, or its quota is used up.")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return StoreUnusable(broken(path))
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM):
        return StoreUnusable(f"The database {path} cannot be written.")
    return error
