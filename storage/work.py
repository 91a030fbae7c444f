"""One transaction's repositories, and the store that hands them out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property, partial
from typing import TypeVar

from bot.domain.work import Work
from bot.errors import StoreError
from storage.accounts import SqlAccounts, SqlTouchpoints
from storage.connection import Connection
from storage.conversations import SqlConversations
from storage.desks import SqlDesks
from storage.engine import Engine
from storage.entries import SqlEntries
from storage.figures import SqlFigures, SqlPromises
from storage.installations import SqlInstallations
from storage.outbox import SqlInbound, SqlOutbox
from storage.people import Defaults, SqlPeople, SqlTeams
from storage.wakeups import SqlWakeUps

T = TypeVar("T")


class SqlWork:
    """The repositories of one company within one transaction; each is made when it is first asked for."""

    def __init__(self, db: Connection, defaults: Defaults) -> None:
        self._db = db
        self._defaults = defaults

    @cached_property
    def people(self) -> SqlPeople:
        """Who there is."""
        return SqlPeople(self._db, self._defaults)

    @cached_property
    def teams(self) -> SqlTeams:
        """Which teams there are."""
        return SqlTeams(self._db)

    @cached_property
    def accounts(self) -> SqlAccounts:
        """Which customers there are."""
        return SqlAccounts(self._db)

    @cached_property
    def touchpoints(self) -> SqlTouchpoints:
        """Where customers meet the company."""
        return SqlTouchpoints(self._db)

    @cached_property
    def conversations(self) -> SqlConversations:
        """Where people and channels can be written to."""
        return SqlConversations(self._db)

    @cached_property
    def desks(self) -> SqlDesks:
        """Whom customers can reach directly."""
        return SqlDesks(self._db)

    @cached_property
    def entries(self) -> SqlEntries:
        """The log."""
        return SqlEntries(self._db)

    @cached_property
    def promises(self) -> SqlPromises:
        """The promise ledger."""
        return SqlPromises(self._db)

    @cached_property
    def figures(self) -> SqlFigures:
        """What the log adds up to."""
        return SqlFigures(self._db)

    @cached_property
    def outbox(self) -> SqlOutbox:
        """Which nudges came due."""
        return SqlOutbox(self._db)

    @cached_property
    def wakeups(self) -> SqlWakeUps:
        """When each recipient's nudges are planned next."""
        return SqlWakeUps(self._db)

    @cached_property
    def inbound(self) -> SqlInbound:
        """What was answered already."""
        return SqlInbound(self._db)

    @cached_property
    def installations(self) -> SqlInstallations:
        """Which workspaces installed Snurr, of all companies."""
        return SqlInstallations(self._db)


class SqlStore:
    """The store over any engine."""

    def __init__(self, engine: Engine, defaults: Defaults | None = None) -> None:
        self.engine = engine
        self.refusals: Counter[str] = Counter()
        """How often nothing could be stored or read, by the name of the error."""
        self._defaults = defaults or Defaults()

    async def write(self, fn: Callable[[Work], T], tenant: int = 1) -> T:
        """Run `fn` and return after COMMIT."""
        with self._counted():
            return await self.engine.write(partial(self._worked, fn), tenant)

    async def read(self, fn: Callable[[Work], T], tenant: int = 1) -> T:
        """Run `fn` on a snapshot."""
        with self._counted():
            return await self.engine.read(partial(self._worked, fn), tenant)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        try:
            yield
        except StoreError as error:
            self.refusals[type(error).__name__] += 1
            raise

    def _worked(self, fn: Callable[[Work], T], db: Connection) -> T:
        return fn(SqlWork(db, self._defaults))

    def close(self) -> None:
        """Finish what is queued and let go of the database."""
        self.engine.close()


@contextmanager
def memory_work(engine: Engine, defaults: Defaults, tenant: int = 1) -> Iterator[SqlWork]:
    """Yield the repositories of one open transaction that is rolled back in the end; for tests and galleries."""
    with engine.scratch() as raw:
        yield SqlWork(Connection(raw, tenant), defaults)
