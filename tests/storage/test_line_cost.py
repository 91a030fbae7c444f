"""What a line asks of the database: few statements, each compiled once."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from bot.domain.work import Work
from bot.messages.events import Line, Sender
from storage.work import SqlStore
from tests.migrated import memory_engine

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
MOST = {
    "call acme": 11,
    "call acme vm note {n}": 12,
    "touch acme invoice clarity 1": 10,
    "touch acme delivery 2": 10,
    "promise acme offer {n} by fri": 12,
    "follow acme thu": 8,
    "told P{n} mon": 21,
    "kept P{n}": 18,
    "waiting Hans shop": 10,
}
"""Statements of a line at most, without those of its group.

Words cost one, noted for `find`; a call wakes the managers of a lost customer.
An entry costs two: SQLite reads what it inserted in half the time that it takes to return it.
"""
GROUP = re.compile(r"BEGIN|COMMIT|PRAGMA")


class Typist:
    """A seller who types a line every two minutes, so that none counts as typed twice."""

    def __init__(self) -> None:
        engine = memory_engine()
        self.raw: sqlite3.Connection = engine._raw
        self.bot = Dispatcher(store=SqlStore(engine), registry=discover())
        self._typed = 0

    async def types(self, text: str) -> None:
        """Type a line that is understood."""
        self._typed += 1
        at = AT + timedelta(minutes=2 * self._typed)
        sender = Sender(platform="slack", user="U1", name="Anna")
        reply = await self.bot(Line(sender=sender, at=at, text=text, limited=True, key=f"slack:{self._typed}"))
        assert reply.ok, text


@pytest.fixture(name="typist")
async def typist_fixture() -> AsyncIterator[Typist]:
    """Somebody who has typed each of the lines before."""
    typist = Typist()

    def set_up(work: Work) -> None:
        work.accounts.add("Acme", None, AT)
        work.touchpoints.save("Delivery")

    await typist.bot.store.write(set_up)
    for number in range(4):
        await typist.types(f"promise acme paper {number} by fri")
    for line in MOST:
        await typist.types(line.format(n=4))
    yield typist
    typist.bot.store.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(("line", "most"), MOST.items())
async def test_a_line_is_few_statements(typist: Typist, line: str, most: int) -> None:
    """Of someone who is known, about a customer who is."""
    sent: list[str] = []
    typist.raw.set_trace_callback(sent.append)
    await typist.types(line.format(n=1))
    typist.raw.set_trace_callback(None)
    statements = [text for text in sent if not GROUP.match(text)]
    assert len(statements) <= most, statements


@pytest.mark.parametrize("line", MOST)
async def test_no_statement_is_compiled_a_second_time(typist: Typist, line: str) -> None:
    """SQLite compiles one anew where a value is compared with the condition of a partial index."""
    compiled: list[tuple[object, ...]] = []
    typist.raw.set_authorizer(lambda *asked: compiled.append(asked) or sqlite3.SQLITE_OK)  # type: ignore[func-returns-value]
    await typist.types(line.format(n=2))
    compiled.clear()
    await typist.types(line.format(n=3))
    typist.raw.set_authorizer(None)
    assert [] == compiled
