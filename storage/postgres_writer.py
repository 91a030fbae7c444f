"""Writing to PostgreSQL: several threads, each with a connection, and locks that nobody holds while another thinks.

A transaction is written in one of three ways (`beside` of `Engine.write`):
1. A line reads without a lock but that of its sender. At its first change, or where it looks up what it will change,
   it takes the lock of the company's log, and holds it for the two or three messages up to its COMMIT. So numbers have
   no gaps, and projections are computed from what is committed.
2. What changes the outbox alone takes no lock but those of its rows.
3. Whatever else is written is written alone: no line and no other of its kind is beside it. A change that does not say
   `-- beside others` ends the first two ways, and the function runs again in this one.
Each transaction has limits at the server: a process that stands still holds nothing for longer than IDLE_SECONDS.

A line is claimed by its thread only when it sends COMMIT: until then it is refused at its deadline, and its connection
is closed under it. A COMMIT whose answer is lost is looked up by the number of its transaction.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

import psycopg
from psycopg import errors

from bot.errors import StoreBusy, StoreConflict, StoreError, StoreInDoubt, StoreUnusable
from storage.connection import BESIDE, Connection, Cursor, Row, Value
from storage.postgres_link import XID, CommitInDoubt, Link, Statement, fate_of, store_error
from storage.writer import BUSY, Job, Jobs, raised_by, reply_to

T = TypeVar("T")
Question = tuple[str, dict[str, Value]]
WRITERS = 8
"""Connections that write at once; with 5 ms to the server and 8 messages a line each writes 25 lines a second."""
TRIES = 4
"""How often a function is run that met another writer or lost its connection."""
IDLE_SECONDS = 1.0
"""How long a transaction may wait for its process, before the server gives it up with all its locks."""
LONG_SECONDS = 30.0
"""How long one statement of what is no line may take."""
DOUBT_SECONDS = 4.0
"""How long the fate of a COMMIT is asked for."""
ASK_AGAIN_SECONDS = 0.05
CLOSE_SECONDS = 5.0
"""How long the end of a process waits for what is being written."""
# The numbers of the locks, each with that of the company: "snur" and "snus" in bytes; outbox.sql has the next one.
COMPANY, LOG = 0x736E7572, 0x736E7573
ALONE = f"SELECT pg_advisory_xact_lock({COMPANY}, CAST(:tenant AS INT))"
LINE = (
    f"SELECT pg_advisory_xact_lock_shared({COMPANY}, CAST(:tenant AS INT)), "
    "pg_advisory_xact_lock(hashtextextended(:sender, CAST(:tenant AS BIGINT)))"
)
HOLD_LOG = f"SELECT pg_advisory_xact_lock({LOG}, CAST(:tenant AS INT))"
BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED"
AGAIN = (errors.SerializationFailure, errors.DeadlockDetected, errors.UniqueViolation)
"""Errors that show another writer: run again, the function reads what that one wrote."""


class _WantsToBeAlone(Exception):
    """A change that nobody may be beside, in a transaction that has others beside it."""


class _NotStored(StoreUnusable):
    """COMMIT was sent, and did not arrive."""


class PostgresConnection(Connection):
    """A transaction's connection: changes wait for the next question, and the first one takes the lock of the log."""

    def __init__(self, link: Link, tenant: int, beside: str | None) -> None:
        super().__init__(link, tenant)
        self._link = link
        self._beside = beside
        self._changes = self._holds = False
        self._wanted: list[Question] = []
        """What will be asked soon."""
        self._answers: dict[object, list[Any]] = {}
        """What was answered ahead; dropped whenever it may be so no more."""

    def rows(self, sql: str, **values: Value) -> list[Row]:
        """Return all rows of a query."""
        key = _key(sql, values)
        if any(key == _key(*wanted) for wanted in self._wanted):
            self.together()
        found = self._answers.pop(key, None)
        return self.together((sql, values))[0] if found is None else found

    def row(self, sql: str, **values: Value) -> Row | None:
        """Return the first row of a query, None when there is none."""
        return next(iter(self.rows(sql, **values)), None)

    def ahead(self, *asked: Question) -> None:
        """Ask for these with the next question."""
        self._wanted += asked

    def change(self, sql: str, **values: Value) -> None:
        """Let a change travel with the next question."""
        self._before_change(sql)
        self.changes += 1
        self._link.change(sql, self.bound(sql, values))

    def _change(self, sql: str, values: dict[str, Value]) -> Cursor:
        self._before_change(sql)
        return super()._change(sql, values)

    def together(self, *asked: Question) -> list[list[Row]]:
        """Return all rows of several queries, asked in one message with what was wanted ahead."""
        wanted, self._wanted = self._wanted, []
        results = self._link.ask(*((sql, self.bound(sql, {**values})) for sql, values in (*wanted, *asked)))
        found: list[list[Any]] = [result.fetchall() for result in results]
        self._answers |= {_key(*question): rows for question, rows in zip(wanted, found, strict=False)}
        return found[len(wanted) :]

    def hold_log(self) -> None:
        """Take the lock of the log; whoever is alone, or changes the outbox alone, needs none."""
        if self._beside and not self._holds:
            self._holds = True
            self._answers.clear()
            self._link.change(HOLD_LOG, {"tenant": self.tenant})

    def _before_change(self, sql: str) -> None:
        if self._beside is not None and BESIDE not in sql:
            raise _WantsToBeAlone
        self.hold_log()
        self._answers.clear()
        if not self._changes:
            self._changes = True
            self._link.change(XID, {})


def _key(sql: str, values: Mapping[str, Value]) -> object:
    return sql, frozenset(values.items())


class PostgresWriter:
    """Threads that carry out jobs, each over a connection that it opens when it is first needed."""

    def __init__(self, url: str, *, deadline: float, busy: float) -> None:
        self._url = url
        self._busy = busy
        self._jobs = Jobs(deadline)
        self._threads = [
            threading.Thread(target=self._work, name=f"snurr-write-{n}", daemon=True) for n in range(WRITERS)
        ]
        for thread in self._threads:
            thread.start()

    async def write(self, fn: Callable[[Connection], T], tenant: int, beside: str | None) -> T:
        """Queue `fn` and return its result after COMMIT; raises StoreError, StoreInDoubt where it may be stored."""
        return await self._jobs.carried_out(fn, tenant, beside)

    def close(self) -> None:
        """Finish what is queued and end the threads; harmless when repeated."""
        if self._jobs.end():
            until = time.monotonic() + CLOSE_SECONDS
            for thread in self._threads:
                thread.join(max(0.0, until - time.monotonic()))

    def _work(self) -> None:
        hand = _Hand(self._url, self._busy)
        while (job := self._jobs.waiting.get()) is not None:
            hand.carry_out(job)
            reply_to([job])
        self._jobs.waiting.put(None)  # for the next thread
        hand.close()


class _Hand:
    """One thread's connection, and how it carries out a job."""

    def __init__(self, url: str, busy: float) -> None:
        self._url = url
        self._busy = busy
        self._link: Link | None = None
        self._beside: str | None = None
        """Beside whom the job runs now."""
        self._claimed = False
        """Whether the job cannot be refused at its deadline any more."""

    def carry_out(self, job: Job) -> None:
        """Run a job until it is stored or refused; whoever waits for it is told by the caller.

        1. Other work than lines is claimed at once, and then ends however late.
        2. What met another writer, or lost its connection before COMMIT, is run again; what has to be alone, alone.
        3. A COMMIT in doubt is looked up; what turns out not to be stored is run again.
        """
        if job.claim.locked() or (not job.beside and not job.claim.acquire(blocking=False)):
            return
        self._claimed = not job.beside
        self._beside, tries = job.beside, 1
        while error := raised_by(self._transact, job):
            if isinstance(error, _WantsToBeAlone):
                self._beside = None
            elif tries < TRIES and self._may_go_well(error):
                tries += 1
            else:
                job.error = store_error(error) if isinstance(error, psycopg.Error) else error
                return

    def _may_go_well(self, error: BaseException) -> bool:
        """Whether a job that raised may be stored when it is run again."""
        if isinstance(error, errors.ReadOnlySqlTransaction) and self._link:
            self._link.close()  # a new connection may find the server that can be written by now
        lost = isinstance(error, psycopg.Error) and self._link is not None and self._link.closed
        return lost or isinstance(error, (*AGAIN, StoreConflict, _NotStored))

    def _transact(self, job: Job) -> None:
        """Run a job in a transaction, and keep its result; raises what it raises, and the driver's errors."""
        left = job.deadline - time.monotonic()
        if left <= 0:
            raise StoreBusy(BUSY)
        link = self._open()
        if job.beside:
            job.stop = partial(link.cut, link.used())
        try:
            wait = min(self._busy, left)
            link.begin(
                BEGIN,
                *_locks(job.tenant, self._beside),
                lock=wait,
                statement=max(left, wait) if job.beside else LONG_SECONDS,
                idle=IDLE_SECONDS,
            )
            job.run(PostgresConnection(link, job.tenant, self._beside))
            self._claimed = self._claimed or job.claim.acquire(blocking=False)
            if not self._claimed:
                raise StoreBusy(BUSY)  # it was refused at its deadline
            link.commit()
        except CommitInDoubt as doubt:
            self._settle(doubt.xid)
        finally:
            link.rollback()
            link.used()

    def _open(self) -> Link:
        if self._link is None or self._link.closed:
            self._link = Link(self._url)
        return self._link

    def _settle(self, xid: int) -> None:
        """Ask for the fate of a COMMIT whose answer was lost; raises _NotStored, or StoreInDoubt."""
        until = time.monotonic() + DOUBT_SECONDS
        while time.monotonic() < until:
            try:
                fate = fate_of(self._open(), xid)
            except (psycopg.Error, StoreError):
                fate = None
            if fate:
                return
            if fate is False:
                raise _NotStored("PostgreSQL lost the connection before it stored anything.")
            time.sleep(ASK_AGAIN_SECONDS)
        raise StoreInDoubt("PostgreSQL lost the connection while it stored something.")

    def close(self) -> None:
        if self._link:
            self._link.close()


def _locks(tenant: int, beside: str | None) -> list[Statement]:
    """Return the locks that a transaction begins with."""
    if beside is None:
        return [(ALONE, {"tenant": tenant})]
    return [(LINE, {"tenant": tenant, "sender": beside})] if beside else []
