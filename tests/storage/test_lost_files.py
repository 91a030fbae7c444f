"""Files that are deleted or replaced under a running bot: nothing more is called stored, and what was stays."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import open_app
from bot.errors import StoreUnusable
from bot.server import Server
from bot.settings import load
from storage.connection import Connection
from storage.sqlite import LOG_BYTES, SqliteEngine
from tests.fakes.slack import FakeSlack
from tests.serve import serving, slack_settings

ADD = "INSERT INTO note (tenant, text) VALUES (:tenant, :text)"
SIDES = ["-wal", "-shm"]


def opened(path: Path) -> SqliteEngine:
    """An engine over a file with one table."""
    engine = SqliteEngine(path)
    engine.transaction(
        lambda raw: raw.execute("CREATE TABLE IF NOT EXISTS note (id INTEGER PRIMARY KEY, tenant, text)")
    )
    return engine


def noted(text: str) -> object:
    """A job that adds a note."""

    def add(db: Connection) -> None:
        db.change(ADD, text=text)

    return add


def side(path: Path, name: str) -> Path:
    """The file beside a database."""
    return path.with_name(path.name + name)


@pytest.mark.parametrize("lost", ["", *SIDES])
@pytest.mark.parametrize("how", ["deleted", "replaced"])
async def test_a_file_that_is_gone_is_noticed_at_the_next_line(tmp_path: Path, lost: str, how: str) -> None:
    """Whichever of the three it is; the sentence says what to do."""
    path = tmp_path / "snurr.db"
    engine = opened(path)
    await engine.write(noted("one"), 1)  # type: ignore[arg-type]
    gone = side(path, lost)
    copy = gone.read_bytes()
    gone.unlink()
    if how == "replaced":
        gone.write_bytes(copy)
    for _ in range(2):
        with pytest.raises(StoreUnusable, match="restart Snurr"):
            await engine.write(noted("two"), 1)  # type: ignore[arg-type]
    engine.close()


@pytest.mark.parametrize("lost", SIDES)
def test_what_was_stored_survives_the_loss_of_the_log(tmp_path: Path, lost: str) -> None:
    """It is moved into the file at once, so that even a kill takes nothing of it."""
    path = tmp_path / "snurr.db"
    child = os.fork()
    if not child:
        asyncio.run(_lose_and_die(path, lost))
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    shutil.copy(path, tmp_path / "alone.db")
    alone = sqlite3.connect(tmp_path / "alone.db")
    found = alone.execute("SELECT text FROM note ORDER BY id").fetchall()
    assert [f"line {number}" for number in range(5)] == [text for (text,) in found]
    assert "ok" == sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone()[0]


async def _lose_and_die(path: Path, lost: str) -> None:
    engine = opened(path)
    for number in range(5):
        await engine.write(noted(f"line {number}"), 1)  # type: ignore[arg-type]
    side(path, lost).unlink()
    try:
        await engine.write(noted("refused"), 1)  # type: ignore[arg-type]
    except StoreUnusable:
        os.kill(os.getpid(), signal.SIGKILL)


async def test_readyz_says_so(tmp_path: Path) -> None:
    """With what to do, and no path."""
    app = open_app(load({"DATABASE_URL": f"sqlite:///{tmp_path}/snurr.db", "SNURR_CONFIG": "/nowhere.toml"}))
    server = Server(app=app, platforms=[])
    assert [] == [problem for problem in await server.problems() if "database" in problem]
    side(tmp_path / "snurr.db", "-wal").unlink()
    problems = " ".join(await server._write_problems())
    app.store.close()
    assert "database: its files were deleted or replaced: restart Snurr" == problems
    assert str(tmp_path) not in problems


@pytest.fixture(name="fake")
async def fake_fixture() -> AsyncIterator[FakeSlack]:
    """Slack, with one person."""
    async with FakeSlack() as fake:
        fake.person("U1", "Anna")
        yield fake


async def test_a_line_is_not_logged_then(fake: FakeSlack, tmp_path: Path) -> None:
    """The seller reads so; after a restart every line that was acknowledged is there."""
    async with serving(tmp_path, slack_settings(fake)) as bot:
        await bot.ready()
        _, logged = await fake.post(bot.slack, fake.command_body("/nudge", "call - vm"))
        assert "Call 1 of 8" in logged["text"]
        side(tmp_path / "snurr.db", "-wal").unlink()
        _, answer = await fake.post(bot.slack, fake.command_body("/nudge", "call - no"))
        assert "Not logged" in answer["text"]
        await bot.end(signal.SIGKILL)
    async with serving(tmp_path, slack_settings(fake)) as bot:
        await bot.ready()
        _, answer = await fake.post(bot.slack, fake.command_body("/nudge", "today"))
    assert "1 / 8" in str(answer)


async def test_a_log_that_grew_becomes_small_again(tmp_path: Path) -> None:
    """While somebody reads for long it cannot be emptied; afterwards it is."""
    path = tmp_path / "snurr.db"
    engine = opened(path)
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM note").fetchall()
    for _ in range(12):
        await engine.write(noted("x" * 1_000_000), 1)  # type: ignore[arg-type]
    assert side(path, "-wal").stat().st_size > LOG_BYTES
    reader.close()
    for _ in range(4):
        await engine.write(noted("y"), 1)  # type: ignore[arg-type]
    assert side(path, "-wal").stat().st_size <= LOG_BYTES
    engine.close()
