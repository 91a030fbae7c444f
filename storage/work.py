"""The unit of work in SQL: the repositories of one transaction, and the store that opens transactions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TypeVar

from bot.domain.work import Work
from bot.errors import StoreError
from bot.records import lazy
from storage.access_tokens import SqlAccessTokens
from storage.accounts import SqlAccounts
from storage.audit import SqlAudit
from storage.calendar_feed import SqlCalendarFeed
from storage.channel_posts import SqlChannelPosts
from storage.check_ins import SqlCheckIns
from storage.claims import SqlClaims
from storage.closed_days import SqlClosedDays
from storage.colleague_notes import SqlColleagueNotes
from storage.connection import Connection
from storage.conversations import SqlConversations
from storage.desks import SqlDesks
from storage.engine import Engine
from storage.entries import SqlEntries
from storage.exclusives import SqlExclusives
from storage.figures import SqlFigures
from storage.gaps import SqlGaps
from storage.handovers import SqlHandovers
from storage.import_runs import SqlImportRuns
from storage.inbound import SqlInbound
from storage.installations import SqlInstallations
from storage.junk import SqlJunkLog
from storage.noted_words import SqlNotedWords
from storage.outbox import SqlOutbox
from storage.own_words import SqlOwnWords
from storage.people import Defaults, SqlPeople
from storage.personal_data import SqlPersonalData
from storage.plans import SqlPlans
from storage.plates import SqlPlates
from storage.promises import SqlPromises
from storage.purposes import SqlPurposes
from storage.refills import SqlRefills
from storage.resting import SqlRestingAccounts
from storage.retention import SqlRetention
from storage.senders import SqlSenders
from storage.teams import SqlTeams
from storage.touchpoints import SqlTouchpoints
from storage.wakeups import SqlWakeUps
from storage.webhooks import SqlWebhooks

T = TypeVar("T")


class SqlWork:
    """The repositories of one company within one transaction; most transactions need a few of them."""

    def __init__(self, db: Connection, defaults: Defaults) -> None:
        self._db = db
        self._defaults = defaults

    def came_by(self, via: str) -> None:
        """Note with all that is logged and recorded from now on by what it came."""
        self._db.via = via

    def changes(self) -> int:
        """Return how many changes were asked for since the beginning; the record of a look is none."""
        return self._db.changes - self.audit.looks

    def web_address(self) -> str:
        """Return where people's programs reach the server, "" where that is not set."""
        return self._defaults.url

    def webhook_hosts(self) -> frozenset[str]:
        """Return the hosts to which events may go, "*" for every one of the public internet; none where it is off."""
        return self._defaults.webhook_hosts

    people = lazy(lambda work: SqlPeople(work._db, work._defaults))
    claims = lazy(lambda work: SqlClaims(work._db))
    audit = lazy(lambda work: SqlAudit(work._db))
    access_tokens = lazy(lambda work: SqlAccessTokens(work._db))
    calendar_feed = lazy(lambda work: SqlCalendarFeed(work._db))
    teams = lazy(lambda work: SqlTeams(work._db))
    accounts = lazy(lambda work: SqlAccounts(work._db))
    touchpoints = lazy(lambda work: SqlTouchpoints(work._db))
    conversations = lazy(lambda work: SqlConversations(work._db))
    closed_days = lazy(lambda work: SqlClosedDays(work._db))
    desks = lazy(lambda work: SqlDesks(work._db))
    entries = lazy(lambda work: SqlEntries(work._db))
    noted_words = lazy(lambda work: SqlNotedWords(work._db))
    promises = lazy(lambda work: SqlPromises(work._db))
    plans = lazy(lambda work: SqlPlans(work._db))
    refills = lazy(lambda work: SqlRefills(work._db))
    resting = lazy(lambda work: SqlRestingAccounts(work._db))
    junk = lazy(lambda work: SqlJunkLog(work._db))
    exclusives = lazy(lambda work: SqlExclusives(work._db))
    plates = lazy(lambda work: SqlPlates(work._db))
    figures = lazy(lambda work: SqlFigures(work._db))
    gaps = lazy(lambda work: SqlGaps(work._db))
    outbox = lazy(lambda work: SqlOutbox(work._db))
    channel_posts = lazy(lambda work: SqlChannelPosts(work._db))
    check_ins = lazy(lambda work: SqlCheckIns(work._db))
    colleague_notes = lazy(lambda work: SqlColleagueNotes(work._db))
    senders = lazy(lambda work: SqlSenders(work._db))
    wakeups = lazy(lambda work: SqlWakeUps(work._db))
    webhooks = lazy(lambda work: SqlWebhooks(work._db))
    handovers = lazy(lambda work: SqlHandovers(work._db))
    import_runs = lazy(lambda work: SqlImportRuns(work._db))
    inbound = lazy(lambda work: SqlInbound(work._db))
    own_words = lazy(lambda work: SqlOwnWords(work._db))
    personal_data = lazy(lambda work: SqlPersonalData(work._db))
    purposes = lazy(lambda work: SqlPurposes(work._db, work._defaults))
    retention = lazy(lambda work: SqlRetention(work._db))
    installations = lazy(lambda work: SqlInstallations(work._db))


class SqlStore:
    """Transactions over any engine; counts those that failed."""

    def __init__(self, engine: Engine, defaults: Defaults | None = None) -> None:
        self.engine = engine
        self.refusals: Counter[str] = Counter()
        """Transactions that raised a StoreError, by its class name."""
        self.writes = 0
        """Transactions that were to change something, whatever became of them."""
        self._defaults = defaults or Defaults()

    async def write(self, fn: Callable[[Work], T], tenant: int = 1, beside: str | None = None) -> T:
        """Run `fn` in a transaction and return its result after COMMIT; raises StoreError, and what `fn` raises."""
        self.writes += 1
        return await self._counted(self.engine.write(partial(self._run_work, fn), tenant, beside))

    async def read(self, fn: Callable[[Work], T], tenant: int = 1) -> T:
        """Run `fn` on a read-only snapshot and return its result; raises StoreError, and what `fn` raises."""
        return await self._counted(self.engine.read(partial(self._run_work, fn), tenant))

    async def check_writable(self) -> None:
        """Write about as much as a line does and take it back; raises StoreError, which counts as no refusal."""
        await self.engine.write(lambda db: SqlInstallations(db).rehearse(), 1)

    async def _counted(self, transaction: Awaitable[T]) -> T:
        try:
            return await transaction
        except StoreError as error:
            self.refusals[type(error).__name__] += 1
            raise

    def _run_work(self, fn: Callable[[Work], T], db: Connection) -> T:
        # New for each transaction: repositories keep what they have read, which may be another's change later.
        return fn(SqlWork(db, self._defaults))

    def close(self) -> None:
        """Finish what is queued and close the database."""
        self.engine.close()


@contextmanager
def memory_work(engine: Engine, defaults: Defaults, tenant: int = 1) -> Iterator[SqlWork]:
    """Yield the repositories of one open transaction that is rolled back in the end; for tests and galleries."""
    with engine.scratch() as raw:
        yield SqlWork(Connection(raw, tenant), defaults)


@contextmanager
def taken_back(work: SqlWork) -> Iterator[SqlWork]:
    """Yield the repositories anew within the same transaction; what changes meanwhile is taken back in the end."""
    raw = work._db._raw
    raw.execute("SAVEPOINT taken_back")
    try:
        yield SqlWork(work._db, work._defaults)  # new, as repositories keep what they have read
    finally:
        raw.execute("ROLLBACK TO taken_back")
        raw.execute("RELEASE taken_back")
