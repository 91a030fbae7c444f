"""One connection to PostgreSQL: changes that nobody asks about travel with the next question, in one message.

A message is what costs time where the server is on another machine. So `BEGIN` with its time limits and locks, and each
change whose effect nobody asks about, wait for the next statement whose answer is needed, or for COMMIT.
Nothing here outlives a transaction: no setting of the session, no named statement, no session lock. So a pooler such as
PgBouncer may hand every transaction to another connection of its own.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import socket
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import psycopg
from psycopg import errors
from psycopg.adapt import Buffer, Loader
from psycopg.pq import TransactionStatus
from psycopg.rows import dict_row

from bot.errors import StoreBusy, StoreFull, StoreUnusable
from bot.records import record
from storage.connection import Value
from storage.writer import BUSY

OPTIONS: dict[str, Any] = {
    "application_name": "snurr",
    "connect_timeout": 3,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 5000,
    "client_encoding": "utf8",  # an environment may name another one
    "prepare_threshold": None,  # a named statement belongs to one connection, which a pooler changes each transaction
}
UNREACHABLE = (
    "PostgreSQL cannot be reached: is it running, and are host, user, password and database of DATABASE_URL right? "
    "Letters such as @ and / in a password are written as %40 and %2F."
)
READ_ONLY = (
    "PostgreSQL can only be read here: it is a standby, or default_transaction_read_only is on. "
    "Name the server that can be written in DATABASE_URL."
)
NO_SCHEMA = (
    "PostgreSQL has no schema in which this role may make tables: make the one that search_path names "
    "(CREATE SCHEMA snurr AUTHORIZATION the role of DATABASE_URL), or name another one there."
)
NO_RIGHT = (
    "PostgreSQL does not let this role make or use Snurr's tables: let its owner say "
    "GRANT USAGE, CREATE ON SCHEMA … TO the role of DATABASE_URL, and let that role own the tables."
)
ENCODING = "UTF8"
"""How the database has to keep text: in another encoding it has not every letter, or takes letters for bytes."""
XID = "SELECT txid_current() AS xid"
FATE = "SELECT txid_status(CAST(:xid AS BIGINT)) AS fate"
LIMITS = (
    "SELECT set_config('lock_timeout', :lock, true), set_config('statement_timeout', :statement, true), "
    "set_config('idle_in_transaction_session_timeout', :idle, true), "
    # A role or a database may have switched it off: what was acknowledged would then be lost with the server's power.
    "set_config('synchronous_commit', replace(current_setting('synchronous_commit'), 'off', 'on'), true)"
)
logging.getLogger("psycopg").setLevel(logging.ERROR)  # what it warns of is a lost connection, which raises as well

Record = dict[str, Any]
Statement = tuple[str, Mapping[str, Value]]


@cache
def portable(sql: str) -> bytes:
    """Return a statement with the driver's placeholders, such as %(name)s, and its name for the order of code points.

    What stands in `/*pg … */` is for PostgreSQL alone. Cached, as statements are constants.
    """
    # A colon behind a colon or a letter begins no parameter: it is a cast such as ::text, or part of a word.
    ordered = sql.replace("%", "%%").replace("COLLATE BINARY", 'COLLATE "C"')
    ours = re.sub(r"/\*pg (.*?) \*/", r"\1", ordered)
    return re.sub(r"(?<![:\w]):([a-z]\w*)", r"%(\1)s", ours).encode()


class _Whole(Loader):
    """Reads a NUMERIC without decimals as an int: sums of whole numbers are whole, as on SQLite."""

    def load(self, data: Buffer) -> int | float:
        text = bytes(data).decode()
        return float(text) if "." in text else int(text)


@record(kw_only=True)
class StatementResult:
    """What one statement brought."""

    rows: list[Record]
    rowcount: int
    status: str | None

    def fetchone(self) -> Record | None:
        """Return the first row."""
        return self.rows[0] if self.rows else None

    def fetchall(self) -> list[Record]:
        """Return all rows."""
        return self.rows


def _result(cursor: psycopg.Cursor[Record]) -> StatementResult:
    rows = cursor.fetchall() if cursor.description else []
    return StatementResult(rows=rows, rowcount=cursor.rowcount, status=cursor.statusmessage)


class CommitInDoubt(Exception):
    """The connection was lost after COMMIT was sent: `xid` is the transaction whose fate is to be asked for."""

    def __init__(self, xid: int) -> None:
        super().__init__(xid)
        self.xid = xid


class Link:
    """A connection; used by one thread at a time, but for `cut`."""

    def __init__(self, url: str) -> None:
        try:
            # Without autocommit the driver begins a transaction of its own, and our BEGIN would come inside it.
            self._link = psycopg.connect(url, autocommit=True, row_factory=dict_row, **OPTIONS)
        except psycopg.Error:  # its text may hold parts of the address, with the password in it
            raise StoreUnusable(UNREACHABLE) from None
        encoding = self._link.info.parameter_status("server_encoding")
        if encoding not in (None, ENCODING):  # None behind a pooler that does not say
            self._link.close()
            raise StoreUnusable(
                f"PostgreSQL's database keeps text as {encoding}: make one with CREATE DATABASE … ENCODING 'UTF8' "
                "TEMPLATE template0, and name it in DATABASE_URL."
            )
        self._link.adapters.register_loader("numeric", _Whole)
        self._waiting: list[Statement] = []
        self._opening = 0
        self._xid: int | None = None
        self._use = 0
        self._guard = threading.Lock()

    @property
    def closed(self) -> bool:
        """Whether the connection was closed or lost."""
        return self._link.closed

    def begin(self, sql: str, *locks: Statement, lock: float, statement: float, idle: float) -> None:
        """Begin a transaction with limits in seconds and locks, all of which travels with the first question."""
        self._xid = None
        # At least 1, because a limit of 0 means no limit at all.
        limits = {"lock": lock, "statement": statement, "idle": idle}
        texts = {name: str(max(1, int(seconds * 1000))) for name, seconds in limits.items()}
        self._waiting = [(sql, {}), (LIMITS, texts), *locks]
        self._opening = len(self._waiting)

    def change(self, sql: str, values: Mapping[str, Value]) -> None:
        """Let a statement travel with the next one whose answer is asked for."""
        self._waiting.append((sql, values))

    def ask(self, *asked: Statement) -> list[StatementResult]:
        """Send what waits and these statements in one message, and return the results of these."""
        sent, self._waiting = [*self._waiting, *asked], []
        # Why written out and sent as one text: the driver's pipeline sends a flush behind its end, and that stops the
        # server's clock for idle transactions, so that a process that stands still would keep its locks for ever.
        cursor = psycopg.ClientCursor(self._link)
        texts = [cursor.mogrify(portable(sql), values) for sql, values in sent]
        cursor.execute("\n;\n".join(texts).encode())
        results: list[StatementResult] = []
        for sql, _ in sent:
            results.append(_result(cursor))
            cursor.nextset()
            if sql is XID:
                self._xid = results[-1].rows[0]["xid"]
        return results[len(sent) - len(asked) :]

    def execute(self, sql: str, values: Mapping[str, Value] | None = None) -> StatementResult:
        """Execute a statement at once; without values it may be several, and the first one's result is returned."""
        return self.ask((sql, values))[0] if values is not None else _result(self._link.execute(sql.encode()))

    def stream(self, sql: str) -> Iterator[Record]:
        """Yield the rows of a query inside a transaction as they come, never all of them in memory."""
        self.ask()
        with self._link.cursor(name="rows") as cursor:
            yield from cursor.execute(portable(sql))

    def copy(self, table: str, columns: Sequence[str], rows: Iterable[Mapping[str, Value]]) -> None:
        """Put rows into a table; raises StoreUnusable for one that the server refuses."""
        names = ", ".join(f'"{name}"' for name in columns)
        try:
            with self._link.cursor() as cursor, cursor.copy(f'COPY "{table}" ({names}) FROM STDIN'.encode()) as copy:
                for row in rows:
                    copy.write_row([row[name] for name in columns])
        except (psycopg.DataError, psycopg.IntegrityError) as error:
            raise StoreUnusable(f"PostgreSQL refuses a row of {table}: {error.diag.message_primary}.") from error

    def commit(self) -> None:
        """Commit; raises CommitInDoubt when nobody knows whether the server did."""
        if not self.is_open() and len(self._waiting) == self._opening:  # nothing was asked or changed
            self._waiting = []
            return
        if any(sql is XID for sql, _ in self._waiting):
            self.ask()  # its number has to be known before COMMIT is sent
        try:
            ended = self.ask(("COMMIT", {}))[0]
        except psycopg.Error as error:
            if self._xid is None or not self.closed:
                raise
            raise CommitInDoubt(self._xid) from error
        if ended.status != "COMMIT":
            raise StoreUnusable("PostgreSQL gave the transaction up.")

    def rollback(self) -> None:
        """Give up what was begun; a lost connection has done so."""
        self._waiting = []
        if self.is_open():
            with contextlib.suppress(psycopg.Error):
                self._link.execute("ROLLBACK")

    def is_open(self) -> bool:
        """Whether a transaction is open at the server, failed or not."""
        # A failed statement leaves the transaction open here, and refuses every other one until ROLLBACK.
        return self._link.info.transaction_status in (TransactionStatus.INTRANS, TransactionStatus.INERROR)

    def used(self) -> int:
        """Begin another use of the connection, and return its number."""
        with self._guard:
            self._use += 1
            return self._use

    def cut(self, use: int) -> None:
        """Close the connection under its thread while that use lasts: what it waits for raises at once."""
        with self._guard:
            if use != self._use or self.closed:
                return
            # Of a copy of the number: the driver closes its own.
            with contextlib.suppress(OSError), socket.socket(fileno=os.dup(self._link.fileno())) as twin:
                twin.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Close the connection; harmless when repeated."""
        with self._guard:
            self._link.close()


def fate_of(link: Link, xid: int) -> bool | None:
    """Return whether a transaction was committed; None while it still runs, or is not known any more."""
    found = link.ask((FATE, {"xid": xid}))[0].fetchall()[0]["fate"]
    return {"committed": True, "aborted": False}.get(found)


@contextlib.contextmanager
def store_errors() -> Iterator[None]:
    """Raise store errors for those of the driver."""
    try:
        yield
    except psycopg.Error as error:
        raise store_error(error) from error


def store_error(error: psycopg.Error) -> Exception:
    """Return the store error that a driver's error stands for; a programming error stays what it is."""
    match error:
        case errors.ReadOnlySqlTransaction():
            return StoreUnusable(READ_ONLY)
        case errors.InvalidSchemaName():
            return StoreUnusable(NO_SCHEMA)
        case errors.InsufficientPrivilege():
            return StoreUnusable(NO_RIGHT)
        case errors.LockNotAvailable() | errors.QueryCanceled() | errors.DeadlockDetected():
            return StoreBusy(BUSY)
        case errors.DiskFull() | errors.OutOfMemory():
            return StoreFull("PostgreSQL has no room left.")
        case psycopg.OperationalError() | errors.IdleInTransactionSessionTimeout():
            return StoreUnusable("PostgreSQL cannot be reached or written any more.")
        case _:
            return error
