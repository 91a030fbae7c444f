"""Group commit: one thread writes; many jobs share one transaction and one COMMIT, each is answered after it.

1. A job, a function of a connection, is queued with its deadline; its caller awaits the answer.
2. The thread waits for the first job, takes what else is queued by then, and begins one transaction for this group.
   While it commits, the next group gathers: the slower the disk, the more jobs share a COMMIT.
3. The jobs run one after another. When one fails that has changed something, all is rolled back and run again, each
   inside a savepoint of its own: it is rolled back alone and harms no neighbour. A savepoint copies each page that is
   touched behind it, and a job that fails has mostly changed nothing.
4. COMMIT. Only then is any job of the group answered: what was answered is on disk.
5. When the transaction cannot begin, breaks or does not commit, every job of the group is refused: nothing was stored.

Deadlines: a job that has not begun by its deadline is refused then, and never runs. One that has begun is answered
after the COMMIT, however late. Whoever acquires the job's lock `claim` first decides which of the two it is.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar, cast

from bot.clock import seconds_left
from bot.errors import StoreBusy, StoreError, StoreUnusable
from storage.connection import Connection

T = TypeVar("T")
A = TypeVar("A")
# Bounded, because the first job of a group is answered only after its last one has run.
GROUP = 512
"""Jobs in one commit at most."""
DEADLINE_SECONDS = 2.3
"""How long a job may wait to begin: what a chat platform waits for an answer, less the time to give one."""
# Below the deadline, so that time is left to run the group, or to refuse it.
BUSY_SECONDS = 1.5
"""How long a group waits for other processes that write."""
BUSY = "The database was busy for too long."


class Database(Protocol):
    """What the writer drives: one connection, used by its thread alone."""

    def begin(self, seconds: float) -> None:
        """Begin to write, waiting so long for other processes; raises StoreError."""

    def execute(self, sql: str) -> object:
        """Run COMMIT, ROLLBACK or a savepoint; raises StoreError."""

    def is_open(self) -> bool:
        """Whether a transaction is open."""

    def changes(self) -> int:
        """Return how many rows were changed so far, in all transactions."""

    def connection(self, tenant: int) -> Connection:
        """Return the connection for one job."""

    def named(self, error: BaseException) -> BaseException:
        """Return the store error that a driver's error stands for; a programming error stays what it is."""


@dataclass(kw_only=True)
class Job:
    fn: Callable[[Connection], object]
    tenant: int
    beside: str | None
    """As `Engine.write` takes it."""
    deadline: float
    """In seconds of the monotonic clock."""
    answer: asyncio.Future[object]
    claim: threading.Lock = field(default_factory=threading.Lock)
    """Acquired once and never released, by the writer to run the job, or by its caller to refuse it."""
    begun: bool = False
    result: object = None
    error: BaseException | None = None
    stop: Callable[[], None] | None = None
    """Ends what the job waits for, where that is possible; called at the deadline."""

    def run(self, db: Connection) -> None:
        """Run the function and keep its result."""
        self.result = self.fn(db)

    def refuse_unless_begun(self) -> None:
        """Refuse the job at its deadline; in its event loop."""
        if self.claim.acquire(blocking=False) and not self.answer.done():
            self.answer.set_exception(StoreBusy(BUSY))
        if self.stop:
            self.stop()

    def refuse_unless_answered(self) -> None:
        """Refuse the job at its deadline if it was not answered by then; in its event loop."""
        if not self.answer.done():
            self.refuse_unless_begun()

    def reply(self) -> None:
        """Hand the result or the error to whoever still waits for it; in its event loop."""
        if self.answer.done():
            return
        if self.error:
            self.answer.set_exception(self.error)
        else:
            self.answer.set_result(self.result)


class Deadlines:
    """Refuses the jobs of one event loop at their deadlines, by one timer, as these come in the order of the jobs.

    A job whose deadline is earlier than that of one before it has a timer of its own.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self._jobs: deque[Job] = deque()
        self._timed = False

    def add(self, job: Job) -> None:
        """Refuse a job at its deadline, unless it was answered."""
        while self._jobs and self._jobs[0].answer.done():
            self._jobs.popleft()
        if self._jobs and job.deadline < self._jobs[-1].deadline:
            self.loop.call_at(job.deadline, job.refuse_unless_answered)
            return
        self._jobs.append(job)
        if not self._timed:
            self.loop.call_at(job.deadline, self._refuse)
            self._timed = True

    def _refuse(self) -> None:
        """Refuse what is due, and come back for the next job."""
        while self._jobs and (self._jobs[0].answer.done() or self._jobs[0].deadline <= self.loop.time()):
            self._jobs.popleft().refuse_unless_answered()
        self._timed = bool(self._jobs)
        if self._timed:
            self.loop.call_at(self._jobs[0].deadline, self._refuse)


class Jobs:
    """Jobs that wait for a thread, each until its deadline at most."""

    def __init__(self, deadline: float) -> None:
        self.deadline = deadline
        self._deadlines: Deadlines | None = None
        self.waiting: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        """None after the last one."""
        self._closed = False

    async def carried_out(self, fn: Callable[[Connection], T], tenant: int, beside: str | None = None) -> T:
        """Queue `fn` and return its result after COMMIT; raises StoreError when nothing was stored."""
        if self._closed:
            raise StoreUnusable("The database is closed.")
        loop = asyncio.get_running_loop()
        until = time.monotonic() + seconds_left(self.deadline)
        job = Job(fn=fn, tenant=tenant, beside=beside, deadline=until, answer=loop.create_future())
        self.waiting.put(job)
        # The caller's loop keeps the deadline, not the thread: that one may itself hang in a COMMIT.
        if self._deadlines is None or self._deadlines.loop is not loop:
            self._deadlines = Deadlines(loop)
        self._deadlines.add(job)
        try:
            return cast(T, await job.answer)
        finally:
            # Why claimed in the end: the caller may have been cancelled, and a job that waits must not be stored then.
            job.claim.acquire(blocking=False)

    def end(self) -> bool:
        """Take no more jobs; False when that was so already."""
        if self._closed:
            return False
        self._closed = True
        self.waiting.put(None)
        return True


class Writer:
    """The thread, over one database."""

    def __init__(self, database: Database, *, deadline: float = DEADLINE_SECONDS, busy: float = BUSY_SECONDS) -> None:
        self._database = database
        self._busy = busy
        self._jobs = Jobs(deadline)
        # A daemon, because a COMMIT on a disk that hangs never returns, and must not keep the process from ending.
        self._thread = threading.Thread(target=self._write_groups, name="snurr-write", daemon=True)
        self._thread.start()

    async def write(self, fn: Callable[[Connection], T], tenant: int) -> T:
        """Queue `fn` and return its result after COMMIT; raises StoreError when nothing was stored."""
        return await self._jobs.carried_out(fn, tenant)

    def close(self) -> None:
        """Finish what is queued and end the thread; harmless when repeated."""
        if self._jobs.end():
            self._thread.join()

    def _write_groups(self) -> None:
        going = True
        while going:
            group, going = self._next_group()
            if group:
                self._commit(group)

    def _next_group(self) -> tuple[list[Job], bool]:
        """Wait for a job and return it with what else is queued; False after the last one."""
        group: list[Job] = []
        job = self._jobs.waiting.get()
        while job is not None:
            group.append(job)
            if len(group) == GROUP:
                return group, True
            try:
                # Nobody is waited for: one job alone commits at once, and a burst gathers during the COMMIT before.
                job = self._jobs.waiting.get_nowait()
            except queue.Empty:
                return group, True
        return group, False

    def _commit(self, group: list[Job]) -> None:
        """Run and store the jobs of a group in one transaction, and answer each, whatever happens."""
        try:
            self._database.begin(self._lock_timeout(group))
            if not all(self._run_beside(job) for job in group):
                self._database.execute("ROLLBACK")
                self._database.begin(self._lock_timeout(group))
                for job in group:
                    self._run_apart(job)
            self._database.execute("COMMIT")
        except StoreError as error:
            # Why every job: those that ran well are rolled back with the others. Who failed alone keeps that error.
            for job in group:
                job.error = job.error or error
        finally:
            if self._database.is_open():
                # A lost connection cannot roll back; the server does, and the jobs have their error already.
                with contextlib.suppress(StoreError):
                    self._database.execute("ROLLBACK")
        # Why last: an answer before the COMMIT would promise what a crash can still take back.
        reply_to(group)

    def _lock_timeout(self, group: list[Job]) -> float:
        """Return the seconds to wait for the database's lock: no longer than the group's first job may still wait."""
        return max(0.0, min(self._busy, min(job.deadline for job in group) - time.monotonic()))

    def _begins(self, job: Job) -> bool:
        """Whether a job runs: it has begun before, or nobody has refused it and it is in time."""
        # Why the claim before the deadline: from here on the caller cannot refuse the job, so it gets one answer only.
        if not job.begun and job.claim.acquire(blocking=False):
            job.begun = time.monotonic() <= job.deadline
            job.error = None if job.begun else StoreBusy(BUSY)
        return job.begun

    def _run_beside(self, job: Job) -> bool:
        """Run a job as it is; False when it failed and has changed something."""
        if not self._begins(job):
            return True
        before = self._database.changes()
        return self._succeeds(job) or self._database.changes() == before

    def _run_apart(self, job: Job) -> None:
        """Run a job in a savepoint, for the first time or again."""
        if not self._begins(job):
            return
        self._database.execute("SAVEPOINT job")
        if not self._succeeds(job):
            self._database.execute("ROLLBACK TO SAVEPOINT job")
        # Why also after a rollback: rolling back to a savepoint leaves it in place, and the next job would nest in it.
        self._database.execute("RELEASE SAVEPOINT job")

    def _succeeds(self, job: Job) -> bool:
        """Run a job and keep its result or its error; raises StoreError when that ended the transaction."""
        raised = raised_by(job.run, self._database.connection(job.tenant))
        job.error = self._database.named(raised) if raised else None
        # Why asked: a full disk or a lost connection ends the transaction, with the neighbours' work in it.
        # To go on would store the jobs after this one, and tell those before it that they were stored.
        if job.error and not self._database.is_open():
            raise _group_error(job.error) from raised
        return job.error is None


def raised_by(fn: Callable[[A], object], argument: A) -> BaseException | None:
    """Return what a function raises, None for nothing."""
    try:
        fn(argument)
    except BaseException as error:  # the writer must survive every job; whoever asked gets the error
        return error
    return None


def _group_error(error: BaseException) -> StoreError:
    """Return why the whole group is refused when one job's error ended the transaction."""
    return error if isinstance(error, StoreError) else StoreUnusable("The database gave the transaction up.")


def reply_to(group: list[Job]) -> None:
    """Wake each event loop once for all its jobs."""
    loops: dict[asyncio.AbstractEventLoop, list[Job]] = defaultdict(list)
    for job in group:
        loops[job.answer.get_loop()].append(job)
    for loop, jobs in loops.items():
        with contextlib.suppress(RuntimeError):  # the loop ended while its jobs were being stored
            loop.call_soon_threadsafe(_reply, jobs)


def _reply(jobs: list[Job]) -> None:
    for job in jobs:
        job.reply()
