"""The writer thread: one fsync for many, answers only after it, refusals that leave nothing behind."""

from __future__ import annotations

import asyncio
import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.errors import StoreBusy, StoreError, StoreUnusable
from storage.connection import ALL_TENANTS, Connection, UnboundStatement
from storage.migrate import FOLDER, migrate, statements
from storage.queries import queries
from storage.sqlite import WORDS, SqliteEngine
from storage.sqlite_file import SIDES

ADD = "INSERT INTO note (tenant, text) VALUES (:tenant, :text) RETURNING id"
ALL = "SELECT text FROM note WHERE tenant = :tenant ORDER BY id"


@pytest.fixture(name="engine")
def engine_fixture(tmp_path: Path) -> Iterator[SqliteEngine]:
    """An engine over a file with one table."""
    engine = SqliteEngine(tmp_path / "log" / "snurr.db")
    engine.transaction(lambda raw: raw.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, tenant INTEGER, text TEXT)"))
    yield engine
    engine.close()


async def _texts(engine: SqliteEngine, tenant: int = 1) -> list[str]:
    return await engine.read(lambda db: [row["text"] for row in db.rows(ALL)], tenant)


def _add(db: Connection, text: str) -> int:
    return db.insert(ADD, text=text)


async def test_many_writes_share_few_commits(engine: SqliteEngine) -> None:
    """Group commit: many commands, one fsync."""
    commits: list[str] = []
    engine._raw.set_trace_callback(lambda text: commits.append(text) if text == "COMMIT" else None)
    await asyncio.gather(*(engine.write(lambda db, n=n: _add(db, str(n)), 1) for n in range(300)))
    assert len(await _texts(engine)) == 300
    assert len(commits) < 150


async def test_a_failing_neighbour_rolls_back_alone(engine: SqliteEngine) -> None:
    """What it wrote before it failed is gone; the others are stored once."""

    def fails(db: Connection) -> None:
        _add(db, "half")
        raise LookupError("no such account")

    jobs = [
        engine.write(lambda db: _add(db, "before"), 1),
        engine.write(fails, 1),
        engine.write(lambda db: _add(db, "after"), 1),
    ]
    results = await asyncio.gather(*jobs, return_exceptions=True)
    assert isinstance(results[1], LookupError)
    assert await _texts(engine) == ["before", "after"]


async def test_who_fails_before_writing_lets_nobody_run_again(engine: SqliteEngine) -> None:
    """A refused line costs its neighbours nothing: no savepoint, and each runs once."""
    ran, sent = [], []
    engine._raw.set_trace_callback(sent.append)

    def adds(db: Connection, text: str) -> None:
        ran.append(text)
        _add(db, text)

    def fails(db: Connection) -> None:
        db.rows(ALL)
        raise LookupError("no such account")

    jobs = [engine.write(lambda db, n=n: adds(db, n) if n != "2" else fails(db), 1) for n in "1234"]
    results = await asyncio.gather(*jobs, return_exceptions=True)
    engine._raw.set_trace_callback(None)
    assert [type(result) for result in results] == [type(None), LookupError, type(None), type(None)]
    assert ran == await _texts(engine) == ["1", "3", "4"]
    assert not [text for text in sent if "SAVEPOINT" in text]


async def test_the_answer_comes_after_the_commit(engine: SqliteEngine) -> None:
    """Another connection sees the row as soon as the answer is there."""
    await engine.write(lambda db: _add(db, "stored"), 1)
    other = sqlite3.connect(str(engine.path))
    assert other.execute("SELECT text FROM note").fetchall() == [("stored",)]
    other.close()


async def test_a_locked_database_refuses_in_time_and_still_reads(engine: SqliteEngine) -> None:
    """A foreign lock ends in a clear refusal; reads answer meanwhile; nothing is stored later."""
    other = sqlite3.connect(str(engine.path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    refused = asyncio.ensure_future(engine.write(lambda db: _add(db, "late"), 1))
    assert await _texts(engine) == []
    with pytest.raises(StoreBusy):
        await refused
    other.execute("ROLLBACK")
    other.close()
    assert await _texts(engine) == []
    await engine.write(lambda db: _add(db, "now"), 1)
    assert await _texts(engine) == ["now"]


async def test_a_short_lock_is_waited_out(engine: SqliteEngine) -> None:
    """A lock of a quarter of a second costs nothing."""
    other = sqlite3.connect(str(engine.path), isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    asyncio.get_running_loop().call_later(0.25, lambda: other.execute("ROLLBACK"))
    await engine.write(lambda db: _add(db, "waited"), 1)
    assert await _texts(engine) == ["waited"]
    other.close()


async def test_past_the_deadline_either_both_or_nothing(tmp_path: Path) -> None:
    """Jobs behind a slow one are stored and answered, or refused and not stored."""
    engine = SqliteEngine(tmp_path / "slow.db", deadline=0.1)
    engine.transaction(lambda raw: raw.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, tenant INTEGER, text TEXT)"))

    def slow(db: Connection) -> int:
        time.sleep(0.15)
        return _add(db, "slow")

    jobs = [engine.write(slow, 1), *(engine.write(lambda db, n=n: _add(db, str(n)), 1) for n in range(20))]
    results = await asyncio.gather(*jobs, return_exceptions=True)
    answered = sum(not isinstance(result, StoreError) for result in results)
    assert answered == len(await _texts(engine))
    assert any(isinstance(result, StoreBusy) for result in results)
    engine.close()


async def test_reading_before_writing_never_meets_a_stale_snapshot(engine: SqliteEngine) -> None:
    """BEGIN IMMEDIATE; another committer in between is no error."""
    other = sqlite3.connect(str(engine.path), isolation_level=None)

    def read_then_write(db: Connection) -> int:
        db.rows(ALL)
        return _add(db, "mine")

    for _ in range(50):
        other.execute("INSERT INTO note (tenant, text) VALUES (1, 'theirs')")
        await engine.write(read_then_write, 1)
    other.close()
    assert len(await _texts(engine)) == 100


@pytest.mark.parametrize("content", [b"", b"garbage" * 500, b"SQLite format 3\x00" + b"\xff" * 4096])
def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    """Nothing is touched, and the sentence names the way out."""
    path = tmp_path / "snurr.db"
    path.write_bytes(content)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    with pytest.raises(StoreUnusable, match="backup"):
        SqliteEngine(path)
    assert before == hashlib.sha256(path.read_bytes()).hexdigest()


async def test_a_deleted_file_is_noticed_and_not_made_anew(engine: SqliteEngine) -> None:
    """Never a silent new file."""
    assert engine.path is not None
    engine.path.unlink()
    with pytest.raises(StoreUnusable):
        await engine.write(lambda db: _add(db, "lost"), 1)
    with pytest.raises(StoreUnusable):
        engine.check()
    assert not engine.path.exists()


def test_a_full_disk_refuses_and_stores_nothing_half(tmp_path: Path) -> None:
    """With the file size limited, rows equal receipts, and it works again when there is room."""
    script = f"""
import asyncio, resource, signal
from pathlib import Path
from bot.errors import StoreError
from storage.sqlite import WORDS, SqliteEngine
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
async def main():
    engine = SqliteEngine(Path({str(tmp_path / "full.db")!r}))
    engine.transaction(lambda raw: raw.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, tenant INTEGER, text TEXT)"))
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
    stored = 0
    for n in range(400):
        try:
            await engine.write(lambda db: db.insert({ADD!r}, text="x" * 1000), 1)
            stored += 1
        except StoreError:
            pass
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    rows = await engine.read(lambda db: len(db.rows({ALL!r})), 1)
    await engine.write(lambda db: db.insert({ADD!r}, text="room"), 1)
    print(stored, rows)
    engine.close()
asyncio.run(main())
"""
    out = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    ).stdout.split()
    assert out[0] == out[1]
    assert 0 < int(out[0]) < 400


def test_statements_without_a_tenant_are_refused(engine: SqliteEngine) -> None:
    """Every statement says whose rows it means."""
    with pytest.raises(UnboundStatement):
        Connection(engine._raw, 1).rows("SELECT text FROM note")


async def test_tenants_never_meet(engine: SqliteEngine) -> None:
    """What one company wrote, another never reads."""
    await engine.write(lambda db: _add(db, "ours"), 1)
    assert await _texts(engine, tenant=2) == []


def test_every_named_statement_binds_its_tenant() -> None:
    """The statements are constants, and each names the tenant."""
    for noun in ("people", "accounts", "entries", "projections", "figures", "outbox"):
        for name, text in vars(queries(noun)).items():
            assert ":tenant" in text or ALL_TENANTS in text, f"{noun}.{name}"


def test_the_schema_is_made_once_by_several_starters(tmp_path: Path) -> None:
    """Migrations run under a lock; the second starter finds nothing to do."""
    path = tmp_path / "snurr.db"
    first, second = SqliteEngine(path), SqliteEngine(path)
    assert [migrate(first), migrate(second)] == [tuple(sorted(path.stem for path in FOLDER.glob("*.sql"))), ()]
    first.close()
    second.close()


def test_the_file_is_private(engine: SqliteEngine) -> None:
    """Nobody else on the machine reads the log."""
    assert engine.path is not None
    assert engine.path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("side", ["", *SIDES])
def test_a_file_that_others_can_read_is_narrowed_and_that_is_said(tmp_path: Path, side: str) -> None:
    """One that was copied or restored by hand under another umask, and what SQLite keeps beside it."""
    path = tmp_path / "snurr.db"
    SqliteEngine(path).close()
    loose = tmp_path / f"snurr.db{side}"
    loose.touch()
    loose.chmod(0o664)
    with capture_logs() as logged:
        engine = SqliteEngine(path)
        assert {0o600} == {each.stat().st_mode & 0o777 for each in tmp_path.iterdir()}
        engine.close()
    assert [("disk.narrowed", str(loose))] == [(line["event"], line["file"]) for line in logged]


def test_a_file_of_ones_own_is_left_as_it_is(tmp_path: Path) -> None:
    """Nothing is said where nobody else can read it."""
    path = tmp_path / "snurr.db"
    with capture_logs() as logged:
        for _ in range(2):
            SqliteEngine(path).close()
    assert [] == logged


def test_a_script_is_cut_into_statements() -> None:
    """Comments go, and the engine's own words come in."""
    assert [
        statement.removesuffix(";")
        for statement in statements("-- why\nCREATE TABLE a (id {pk}) {strict};\nSELECT 1;\n", WORDS)
    ] == ["CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT", "SELECT 1"]


LOGGER = """
import asyncio, sys
from bot.app import open_app
from bot.messages.events import Line, Sender
from bot.settings import load
from bot.clock import FrozenClock, parse_instant
async def main():
    clock = FrozenClock(parse_instant("2026-11-24T09:00+01:00"))
    app = open_app(load(), clock=clock)
    sender = Sender(platform="terminal", user="anna", name="anna")
    for number in range(100000):
        reply = await app.dispatcher(Line(sender=sender, at=clock.now(), text=f"call - note {number}", limited=False))
        sys.stdout.write(reply.stored[0] + "\\n")
        sys.stdout.flush()
asyncio.run(main())
"""


@pytest.mark.parametrize("acknowledged", [1, 5, 25])
def test_kill_9_loses_no_acknowledged_line(tmp_path: Path, acknowledged: int) -> None:
    """Whoever read a ref finds it after the process was killed, and the file is sound."""
    killed_after(tmp_path, acknowledged)


def killed_after(tmp_path: Path, acknowledged: int) -> None:
    """Log lines in a process of its own, kill it after so many receipts, and compare them with the file."""
    url = f"sqlite:////{str(tmp_path / 'snurr.db').lstrip('/')}"
    env = {**os.environ, "DATABASE_URL": url}
    process = subprocess.Popen([sys.executable, "-c", LOGGER], stdout=subprocess.PIPE, text=True, env=env)
    assert process.stdout is not None
    refs = [process.stdout.readline().strip() for _ in range(acknowledged)]
    process.send_signal(signal.SIGKILL)
    refs += [line.strip() for line in process.stdout.read().splitlines() if line.strip().startswith("C")]
    process.stdout.close()
    process.wait()
    database = sqlite3.connect(tmp_path / "snurr.db")
    kept = {f"C{number}" for (number,) in database.execute("SELECT number FROM entry WHERE live = 1")}
    assert set(refs) <= kept
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("SELECT SUM(calls) FROM seller_day").fetchone()[0] == len(kept)
    database.close()


async def test_a_row_that_was_inserted_is_read_behind_it(engine: SqliteEngine) -> None:
    """With what the statement made of it; one that only changed a row returns that one."""
    add = "INSERT INTO note (tenant, text) VALUES (:tenant, :text || '!') RETURNING id, text"
    engine.transaction(lambda raw: raw.execute("CREATE UNIQUE INDEX note_text ON note (tenant, text)"))
    again = "INSERT INTO note (tenant, text) VALUES (:tenant, :text) ON CONFLICT DO UPDATE SET text = text RETURNING id"

    def run(db: Connection) -> tuple[list[tuple[int, str]], int]:
        rows = [db.insert_row(add, text=text) for text in ("one", "two", "three")]
        return [(row["id"], row["text"]) for row in rows], db.insert(again, text="two!")

    made, found = await engine.write(run, 1)
    assert ["one!", "two!", "three!"] == [text for _, text in made]
    assert found == made[1][0] != made[2][0]


async def test_what_is_returned_of_an_inserted_row_may_ask_for_the_values_of_its_statement(
    engine: SqliteEngine,
) -> None:
    """Beside the row itself."""
    add = (
        "INSERT INTO note (tenant, text) VALUES (:tenant, :text) RETURNING id, "
        "(SELECT COUNT(*) FROM note n WHERE n.tenant = :tenant AND n.text = :other) AS others"
    )

    def run(db: Connection) -> int:
        db.insert_row(add, text="one", other="")
        return int(db.insert_row(add, text="two", other="one")["others"])

    assert await engine.write(run, 1) == 1
