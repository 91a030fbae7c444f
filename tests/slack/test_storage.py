"""What a seller in Slack and an operator see when the database is slow, locked or gone, and when the process is stopped."""

from __future__ import annotations

import asyncio
import json
import resource
import signal
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.fakes.slack import FakeSlack, Fault, signed
from tests.postgres import database
from tests.serve import Served, serving, slack_settings
from tests.slack.bench import Bench, until


def _files(folder: Path) -> list[Path]:
    return list(folder.glob("snurr.db*"))


async def test_no_byte_of_the_receipt_is_written_before_the_commit(house: Bench, fake: FakeSlack) -> None:
    """While the commit is blocked, the connection stays silent."""
    go, begun = threading.Event(), threading.Event()

    def wait(work: object) -> None:
        begun.set()
        go.wait(10)

    blocking = asyncio.ensure_future(house.store.write(wait))
    await asyncio.to_thread(begun.wait)
    body = urlencode(fake.command_body("/called", "- vm")).encode()
    headers = signed(body) | {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    reader, writer = await asyncio.open_connection("127.0.0.1", int(house.url.split(":")[2].split("/")[0]))
    writer.write(f"POST /slack/events HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{lines}\r\n".encode() + body)
    reading = asyncio.ensure_future(reader.read())
    await asyncio.wait({reading}, timeout=0.4)
    assert not reading.done()
    assert reader._buffer == b""  # type: ignore[attr-defined]
    go.set()
    await blocking
    answer = (await reading).decode()
    assert answer.startswith("HTTP/1.1 200 OK")
    assert "Call 1 of 8" in json.loads(answer.rpartition("\r\n\r\n")[2])["text"]
    writer.close()
    await writer.wait_closed()


async def test_a_deleted_database_file_is_told_and_not_made_anew(fake: FakeSlack, tmp_path: Path) -> None:
    """Alive, not ready with the reason, refused with the text, measured, and no new file in its place."""
    async with serving(tmp_path, slack_settings(fake)) as bot:
        await bot.ready()
        for file in _files(tmp_path):
            file.unlink()
        status, answer = await fake.post(bot.slack, fake.command_body("/called", "acme vm"))
        assert status == 200
        assert answer["text"].startswith("Not logged: the log cannot be written. Tell your admin. Your text: ")
        assert "acme vm" in answer["text"]
        assert (await bot.get("/healthz"))[0] == 200
        status, ready = await bot.get("/readyz")
        assert (status, "database: it cannot be read" in ready["problems"]) == (503, True)
        status, figures = await bot.get("/metrics")
        assert status == 200
        assert 'snurr_db_refusals{reason="unusable"}' in figures
        code, log = await bot.end()
    assert code == 0
    assert "acme" not in log
    assert _files(tmp_path) == []


async def test_a_bot_that_cannot_write_is_not_ready(fake: FakeSlack, tmp_path: Path) -> None:
    """The disk takes no byte more: the reason stands in /readyz, and goes again with the room that is made."""
    reason = "database: it cannot be written"
    async with serving(tmp_path, slack_settings(fake)) as bot:
        await bot.ready()
        resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
        async with asyncio.timeout(60):
            while reason not in (await bot.get("/readyz"))[1].get("problems", ()):  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.2)
        assert (await bot.get("/healthz"))[0] == 200
        resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        await until_answer(bot, 200)


async def until_answer(bot: Served, status: int) -> None:
    """Wait until /readyz answers with a status."""
    async with asyncio.timeout(60):
        while (await bot.get("/readyz"))[0] != status:  # noqa: ASYNC110 - another process cannot set an event
            await asyncio.sleep(0.2)


async def test_a_line_is_refused_while_another_process_holds_the_database(fake: FakeSlack, tmp_path: Path) -> None:
    """Refused inside Slack's three seconds while `today` is answered; afterwards the same line counts once."""
    async with serving(tmp_path, slack_settings(fake)) as bot:
        await bot.ready()
        assert (await fake.post(bot.slack, fake.command_body("/called", "- vm")))[0] == 200
        with closing(sqlite3.connect(tmp_path / "snurr.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            body = fake.command_body("/called", "- meet")
            (_, refused), (_, today) = await asyncio.gather(
                fake.post(bot.slack, body), fake.post(bot.slack, fake.command_body("/today", ""))
            )
            other.execute("ROLLBACK")
        assert "Not logged: the log is busy." in refused["text"]
        assert "1 / 8" in today["text"]
        _, again = await fake.post(bot.slack, body)
        assert "Call 2 of 8" in again["text"]
        _, figures = await bot.get("/metrics")
        assert 'snurr_db_refusals{reason="busy"} 1.0' in figures


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_stop_while_idle_leaves_one_file_without_a_journal(
    fake: FakeSlack, tmp_path: Path, number: int
) -> None:
    """Exit 0, and the log is one file without a journal beside it."""
    async with serving(tmp_path, slack_settings(fake)) as bot:
        await bot.ready()
        code, log = await bot.end(number)
    assert code == 0
    assert [json.loads(line)["event"] for line in log.splitlines()] == ["serve.listening", "serve.stopped"]
    assert [file.name for file in _files(tmp_path)] == ["snurr.db"]


async def test_a_stop_during_a_send_finishes_it(fake: FakeSlack, tmp_path: Path) -> None:
    """The nudge that is being sent is stored as sent."""
    settings = slack_settings(fake) | {"SNURR_CLOCK": "2026-11-24T08:29:52+01:00"}
    async with serving(tmp_path, settings) as bot:
        await bot.ready()
        await fake.post(bot.slack, fake.message_event("help"))
        await until(lambda: len(fake.to("U1")) == 1)
        called = len(fake.called("chat.postMessage"))
        slow = Fault(kept=True, silent_seconds=1.0, body='{"ok": true, "channel": "D1", "ts": "1.1"}')
        fake.fail("chat.postMessage", slow)
        await until(lambda: len(fake.called("chat.postMessage")) > called, 60)
        code, _ = await bot.end()
    assert code == 0
    with closing(sqlite3.connect(tmp_path / "snurr.db")) as raw:
        states = raw.execute("SELECT DISTINCT state FROM outbox WHERE rule LIKE 'N1%' OR rule LIKE 'call%'").fetchall()
    assert states == [("sent",)]


async def test_serve_keeps_its_log_in_postgresql_by_one_setting(fake: FakeSlack, tmp_path: Path) -> None:
    """Receipts, nudges, a stop and a redelivery to the next process, as on SQLite; no file appears."""
    with database() as address:
        settings = slack_settings(fake) | {"DATABASE_URL": address, "SNURR_CLOCK": "2026-11-24T08:29:55+01:00"}
        body = fake.command_body("/called", "- vm")
        async with serving(tmp_path, settings) as bot:
            await bot.ready()
            _, receipt = await fake.post(bot.slack, body)
            assert "Call 1 of 8" in receipt["text"]
            await until(lambda: any("Good morning" in message.text for message in fake.to("U1")), 60)
            assert (await bot.end())[0] == 0
        async with serving(tmp_path, settings) as bot:
            await bot.ready()
            assert (await fake.post(bot.slack, body))[1] == receipt
            assert (await bot.end())[0] == 0
    assert _files(tmp_path) == []
    assert sum("Good morning" in message.text for message in fake.to("U1")) == 1
