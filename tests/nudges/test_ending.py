"""How a send ended is stored, however long the database does not take it: what arrived is never left in doubt by that."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.clock import FrozenClock
from bot.domain.outbox import Reason, State
from bot.domain.work import Work
from bot.errors import DeliveryError, StoreBusy
from bot.messages.card import Card
from bot.ports import Address
from nudges.delivery import tick
from storage.migrate import migrate
from storage.sqlite import SqliteEngine
from storage.work import SqlStore
from tests.adapters.paper import Paper
from tests.nudges.house import at

MORNING = at("2026-11-24T08:30")
LOCK_SECONDS = 1.0
"""Several times as long as the store of these tests waits for others."""


@dataclass(kw_only=True)
class LockingPaper(Paper):
    """Paper beside which another process begins to hold the database, each time that it takes a message."""

    path: Path
    doubts: bool = False
    """Whether meanwhile somebody else gives the message up as uncertain."""

    async def send(self, address: Address, card: Card, key: str) -> str:
        """Take a message, or refuse it, and lock the database for a while."""
        other = sqlite3.connect(self.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        if self.doubts:
            ended = {"state": State.UNCERTAIN, "reason": Reason.ANSWER_LOST}
            other.execute("UPDATE outbox SET state = :state, stage = NULL, reason = :reason, owner = ''", ended)
        asyncio.get_running_loop().call_later(LOCK_SECONDS, _release, other)
        return await super().send(address, card, key)


def _release(other: sqlite3.Connection) -> None:
    other.execute("COMMIT")
    other.close()


@pytest.fixture(name="store")
async def store_fixture(tmp_path: Path) -> AsyncIterator[SqlStore]:
    """A company of one seller, in a file."""
    engine = SqliteEngine(tmp_path / "snurr.db", deadline=0.2, busy=0.1)
    migrate(engine)
    store = SqlStore(engine)
    await store.write(lambda work: work.people.add("anna", at("2026-11-23T08:30")))
    yield store
    store.close()


def states(work: Work) -> list[tuple[str, str, str]]:
    """Return state, reason and receipt of what came due."""
    return [(found.state, found.reason, found.receipt) for found in work.outbox.of_day(1, MORNING.date())]


async def turn(store: SqlStore, paper: Paper) -> None:
    """Take a turn, which may end early because it cannot plan, but not before what it sent is stored."""
    way = lambda to, _: (paper, Address(platform="paper", target=to))  # noqa: E731
    with contextlib.suppress(StoreBusy):
        await tick(store, way, FrozenClock(MORNING), "one")


@pytest.mark.parametrize("doubts", [False, True])
async def test_what_arrived_is_stored_as_sent_once_the_lock_is_gone(
    store: SqlStore, tmp_path: Path, doubts: bool
) -> None:
    """Also where another process, which cannot know, has given it up meanwhile."""
    paper = LockingPaper(path=tmp_path / "snurr.db", doubts=doubts)
    await turn(store, paper)
    assert [("sent", "", "paper:1")] == await store.read(states)
    assert 1 == len(paper.sent)


async def test_what_was_refused_is_sent_once_the_lock_is_gone(store: SqlStore, tmp_path: Path) -> None:
    """It is not looked up, as if it could have arrived."""
    busy = DeliveryError("http_412", retry_after=at("2026-11-24T08:30") - MORNING)
    paper = LockingPaper(path=tmp_path / "snurr.db", errors=[busy])
    await turn(store, paper)
    assert [("due", "http_412", "")] == await store.read(states)
