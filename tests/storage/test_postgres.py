"""What only a server on another machine can do: be far away, lose an answer, fall silent, serve several processes."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from bot.dispatch.dispatcher import Dispatcher
from bot.errors import StoreBusy
from storage import postgres_writer
from tests.postgres import migrated
from tests.storage.writers import LINES, bot_at, prepare, typed
from tests.wire import Wire, wire

ROOT = Path(__file__).parents[2]
PROCESSES, LINES_EACH = 4, 25
NAMED = re.compile(rb"P\x00\x00.{2}[^\x00]", re.DOTALL)
"""A statement that is prepared under a name."""
AGREE = """
SELECT
    (SELECT COUNT(*) FROM (SELECT kind FROM entry WHERE edits IS NULL GROUP BY kind HAVING COUNT(*) <> MAX(number)
        OR COUNT(DISTINCT number) <> COUNT(*)) gaps) AS gaps,
    (SELECT COUNT(*) FROM (
        SELECT person, day, CAST(SUM(calls) AS BIGINT), CAST(SUM(promises) AS BIGINT) FROM seller_day GROUP BY person, day
        EXCEPT SELECT person, day, SUM(CASE kind WHEN 'C' THEN 1 ELSE 0 END), SUM(CASE kind WHEN 'P' THEN 1 ELSE 0 END)
        FROM entry WHERE live = 1 GROUP BY person, day) sums) AS sums,
    (SELECT COUNT(*) FROM (
        SELECT touchpoint, factor, day, CAST(SUM(ratings) AS BIGINT), CAST(SUM(points) AS BIGINT) FROM touch_day
        GROUP BY touchpoint, factor, day
        EXCEPT SELECT touchpoint, factor, day, COUNT(*), SUM(score) FROM rating WHERE live = 1
        GROUP BY touchpoint, factor, day) touches) AS touches,
    (SELECT COUNT(*) FROM standing s WHERE s.entry <> (SELECT r.entry FROM rating r WHERE r.live = 1
        AND r.account = s.account AND r.touchpoint = s.touchpoint AND r.factor = s.factor AND r.firm = s.firm
        ORDER BY r.day DESC, r.entry DESC LIMIT 1)) AS standings,
    (SELECT COUNT(*) FROM entry WHERE kind = 'P' AND number NOT IN (SELECT number FROM promise)) AS promises
"""


@pytest.fixture(name="address")
def address_fixture() -> Iterator[str]:
    """A schema with two customers and a seller."""
    with migrated() as address:
        bot = bot_at(address)
        asyncio.run(_begun(bot))
        yield address


async def _begun(bot: Dispatcher) -> None:
    await prepare(bot)
    for n in range(2 * postgres_writer.WRITERS):
        await typed(bot, "anna", LINES[n % len(LINES)], f"begun{n}")
    bot.store.close()  # type: ignore[attr-defined]


@pytest.fixture(name="far")
def far_fixture(address: str) -> Iterator[tuple[Wire, str]]:
    """The same at the other end of a wire."""
    with wire(address) as both:
        yield both


def _asked(address: str, sql: str) -> list[tuple[object, ...]]:
    with psycopg.connect(address) as link:
        return link.execute(sql.encode()).fetchall()


def _calls(address: str) -> object:
    return _asked(address, "SELECT COUNT(*) FROM entry WHERE kind = 'C'")[0][0]


@pytest.mark.parametrize(
    ("line", "most"),
    {
        "call acme vm": 7,
        "touch acme invoice quality 1": 8,
        "promise acme offer by fri": 8,
        "follow acme thu": 6,
    }.items(),
)
async def test_a_line_is_eight_messages_at_most(far: tuple[Wire, str], line: str, most: int) -> None:
    """Each costs a round trip; the first lines open connections, and on a busy machine a long message comes in parts."""
    between, url = far
    bot = bot_at(url)
    counts = []
    for n in range(2 * postgres_writer.WRITERS):
        before = between.messages
        assert (await typed(bot, "anna", line, f"k{n}")).ok
        counts.append(between.messages - before)
    bot.store.close()  # type: ignore[attr-defined]
    assert min(counts[postgres_writer.WRITERS :]) <= most


async def test_nothing_outlives_a_transaction(far: tuple[Wire, str]) -> None:
    """So that a pooler may hand out another connection each time: no named statement, no setting or lock of a session."""
    between, url = far
    bot = bot_at(url)
    for n in range(12):
        assert (await typed(bot, "anna", LINES[n % len(LINES)], f"k{n}")).ok
        assert (await typed(bot, "anna", "today", f"t{n}")).ok
    bot.store.close()  # type: ignore[attr-defined]
    assert b"pg_advisory_xact_lock" in between.sent
    assert not NAMED.search(bytes(between.sent))
    assert not re.search(rb"pg_advisory_lock|\x00SET |, false\)", bytes(between.sent))


@pytest.mark.parametrize("cut", ["cut_before", "cut_after"])
async def test_a_commit_whose_answer_is_lost_is_looked_up(address: str, far: tuple[Wire, str], cut: str) -> None:
    """It was stored, or is stored now; it counts once and is never denied."""
    between, url = far
    bot = bot_at(url)
    before = _calls(address)
    setattr(between, cut, True)
    reply = await typed(bot, "anna", "call acme vm", "lost")
    again = await typed(bot, "anna", "call acme vm", "lost")
    bot.store.close()  # type: ignore[attr-defined]
    assert not getattr(between, cut)
    assert (reply.ok, reply.stored) == (True, again.stored)
    assert (again.repeated, _calls(address)) == (True, int(str(before)) + 1)


async def test_a_commit_that_nobody_can_look_up_is_not_denied(
    address: str, far: tuple[Wire, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server is gone for good after COMMIT; who reads "not logged" would type it again."""
    monkeypatch.setattr(postgres_writer, "DOUBT_SECONDS", 0.2)
    between, url = far
    bot = bot_at(url)
    assert (await typed(bot, "anna", "today", "first")).ok  # so that the language is known
    before = _calls(address)
    between.cut_after = between.closed_after = True
    reply = await typed(bot, "anna", "call acme vm", "lost")
    assert (reply.error or "").startswith("Perhaps logged: the log gave no answer.")
    assert _calls(address) == int(str(before)) + 1
    bot.store.close()  # type: ignore[attr-defined]


async def test_a_server_that_falls_silent_holds_up_nobody(address: str, far: tuple[Wire, str]) -> None:
    """Lines and questions are refused at their deadline, and go on as soon as it speaks again."""
    between, url = far
    bot = bot_at(url, deadline=0.5, busy=0.3)
    assert (await typed(bot, "anna", "call acme vm", "before")).ok
    before = _calls(address)
    between.silent = True
    refused = [await typed(bot, "anna", text, text) for text in ("call acme vm", "today")]
    with pytest.raises(StoreBusy):
        await bot.store.read(lambda work: work.people.everyone())
    between.silent = False
    assert [False, False] == [reply.ok for reply in refused]
    # Connections that were begun in the silence end first.
    assert any([(await typed(bot, "anna", "today", f"after{n}")).ok for n in range(12)])
    assert (await typed(bot, "anna", "call acme vm", "later")).ok
    assert _calls(address) == int(str(before)) + 1
    bot.store.close()  # type: ignore[attr-defined]


def _process(address: str, *words: str) -> subprocess.Popen[str]:
    order = [sys.executable, "-m", "tests.storage.writers", address, *words]
    return subprocess.Popen(order, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_what_several_processes_log_at_once_agrees_with_the_raw_log(address: str) -> None:
    """Numbers without gaps, and sums, ratings and promises as they are computed from the entries alone."""
    before = int(str(_asked(address, "SELECT COUNT(*) FROM entry")[0][0]))
    running = [_process(address, f"seller{n}", str(LINES_EACH)) for n in range(PROCESSES)]
    stored = sum(int(process.communicate()[0]) for process in running)
    assert stored == PROCESSES * LINES_EACH
    assert _asked(address, "SELECT COUNT(*) FROM entry") == [(before + stored,)]
    assert _asked(address, AGREE) == [(0, 0, 0, 0, 0)]


async def test_a_process_that_stands_still_in_its_transaction_stops_nobody(address: str) -> None:
    """It holds the log when it is stopped; the server ends its transaction, and each line is answered in its time."""
    frozen = _process(address, "hold")
    try:
        assert frozen.stdout is not None
        assert frozen.stdout.readline() == "held\n"
        bot = bot_at(address)
        replies = [await typed(bot, f"seller{n}", "call acme vm", f"k{n}") for n in range(20)]
        bot.store.close()  # type: ignore[attr-defined]
    finally:
        frozen.kill()
        frozen.communicate()
    assert [reply.ok for reply in replies] == [True] * 20
