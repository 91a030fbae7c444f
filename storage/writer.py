"""One thread that writes: many jobs, one commit, each answered only after it.

1. A job (a function of a connection) is queued with its deadline.
2. The writer drains the queue into one transaction; each job runs in its own savepoint.
3. After COMMIT every job of the group is answered; when COMMIT fails none of them was stored.
A job that nobody began by its deadline is refused then; once begun, its answer waits for the COMMIT.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar, cast

from bot.errors import StoreBusy, StoreError, StoreUnusable
from storage.connection import Connection

T = TypeVar("T")
GROUP = 512
"""Jobs in one commit at most."""
DEADLINE_SECONDS = 2.3
BUSY_SECONDS = 1.5
BUSY = "The database was busy for too long."


class Database(Protocol):
    """What the writer drives: one connection, used by its thread alone."""

    def begin(self, seconds: float) -> None:
        """Begin to write, waiting so long for other processes; raises StoreError."""

    def execute(self, sql: str) -> object:
        """Run COMMIT, ROLLBACK or a savepoint; raises StoreError."""

    def is_open(self) -> bool:
        """Whether a transaction is open."""

    def connection(self, tenant: int) -> Connection:
        """Return the connection for one job."""

    def named(self, error: BaseException) -> BaseException:
        """Return the store error that a driver's error stands for; a programming error stays what it is."""


@dataclass(kw_only=True)
class _Job:
    run: Callable[[Connection], object]
    tenant: int
    deadline: float
    answer: asyncio.Future[object]
    taken: threading.Lock = field(default_factory=threading.Lock)
    """Whoever takes it first decides: the writer to run the job, or its caller to give it up."""
    result: object = None
    error: BaseException | None = None

    def give_up(self) -> None:
        """Refuse the job if it has not begun."""
        if self.taken.acquire(blocking=False) and not self.answer.done():
            self.answer.set_exception(StoreBusy(BUSY))

    def reply(self) -> None:
        """Hand the outcome to whoever still waits for it."""
        if self.answer.done():
            return
        if self.error:
            self.answer.set_exception(self.error)
        else:
            self.answer.set_result(self.result)


class Writer:
    """The thread, over one database."""

    def __init__(self, database: Database, *, deadline: float = DEADLINE_SECONDS, busy: float = BUSY_SECONDS) -> None:
        self._database = database
        self._deadline = deadline
        self._busy = busy
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._closed = False
        self._thread = threading.Thread(target=self._loop, name="snurr-write", daemon=True)
        self._thread.start()

    async def write(self, fn: Callable[[Connection], T], tenant: int) -> T:
        """Queue `fn` and return its result after COMMIT; raises StoreError when nothing was stored."""
        if self._closed:
            raise StoreUnusable("The database is closed.")
        loop = asyncio.get_running_loop()
        job = _Job(run=fn, tenant=tenant, deadline=time.monotonic() + self._deadline, answer=loop.create_future())
        self._jobs.put(job)
        timer = loop.call_later(self._deadline, job.give_up)
        try:
            return cast(T, await job.answer)
        finally:
            timer.cancel()
            job.taken.acquire(blocking=False)  # a caller that was cancelled wants nothing stored any more

    def close(self) -> None:
        """Finish what is queued and end the thread; harmless when repeated."""
        if not self._closed:
            self._closed = True
            self._jobs.put(None)
            self._thread.join()

    def _loop(self) -> None:
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
            self._database.begin(self._patience(group))
            for job in group:
                self._run(job)
            self._database.execute("COMMIT")
        except StoreError as error:
            for job in group:
                job.error = job.error or error
        finally:
            if self._database.is_open():
                with contextlib.suppress(StoreError):
                    self._database.execute("ROLLBACK")
        _answer(group)

    def _patience(self, group: list[_Job]) -> float:
        """Wait for the lock no longer than the first job of the group may still wait."""
        return max(0.0, min(self._busy, min(job.deadline for job in group) - time.monotonic()))

    def _run(self, job: _Job) -> None:
        if not job.taken.acquire(blocking=False):
            return
        if time.monotonic() > job.deadline:
            job.error = StoreBusy(BUSY)
            return
        self._database.execute("SAVEPOINT job")
        try:
            job.result = job.run(self._database.connection(job.tenant))
        except BaseException as error:  # the writer must survive every job; whoever asked gets the error
            job.error = self._database.named(error)
            if not self._database.is_open():
                raise _lost(job.error) from error
            self._database.execute("ROLLBACK TO SAVEPOINT job")
        self._database.execute("RELEASE SAVEPOINT job")


def _lost(error: BaseException) -> StoreError:
    """Return why the whole group is refused when one job's error ended the transaction."""
    return error if isinstance(error, StoreError) else StoreUnusable("The database gave the transaction up.")


def _answer(group: list[_Job]) -> None:
    """Wake each event loop once for all its jobs."""
    loops: dict[asyncio.AbstractEventLoop, list[_Job]] = defaultdict(list)
    for job in group:
        loops[job.answer.get_loop()].append(job)
    for loop, jobs in loops.items():
        with contextlib.suppress(RuntimeError):  # the loop ended while its jobs were being stored
            loop.call_soon_threadsafe(_reply, jobs)


def _reply(jobs: list[_Job]) -> None:
    for job in jobs:
        job.reply()
