"""What goes wrong around a database, with real files, real locks and real processes."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from bot.errors import StoreBusy, StoreError, StoreUnusable
from bot.messages.card import Reply
from bot.messages.events import Line, Sender
from storage.connection import Connection
from storage.migrate import migrate
from storage.sqlite import CHECKED_BYTES, SqliteEngine
from storage.work import SqlStore
from tests.serve import ROOT

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
ADD = "INSERT INTO note (tenant, text) VALUES (:tenant, :text) RETURNING id"
ALL = "SELECT text FROM note WHERE tenant = :tenant ORDER BY id"
NOTES = "CREATE TABLE note (id INTEGER PRIMARY KEY, tenant INTEGER, text TEXT)"


def _engine(path: Path, **patience: float) -> SqliteEngine:
    engine = SqliteEngine(path, **patience)
    engine.transaction(lambda raw: raw.execute(NOTES))
    return engine


@pytest.fixture(name="engine")
def engine_fixture(tmp_path: Path) -> Iterator[SqliteEngine]:
    """An engine with little patience over a file with one table."""
    engine = _engine(tmp_path / "snurr.db", deadline=0.3, busy=0.2)
    yield engine
    engine.close()


def _add(db: Connection, text: str) -> int:
    return db.insert(ADD, text=text)


async def _texts(engine: SqliteEngine) -> list[str]:
    return await engine.read(lambda db: [row["text"] for row in db.rows(ALL)], 1)


@contextmanager
def _locked(path: Path | None) -> Iterator[None]:
    """Hold the database like another process that writes."""
    other = sqlite3.connect(str(path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


@asynccontextmanager
async def _stuck(engine: SqliteEngine) -> AsyncIterator[None]:
    """Keep the writer busy with one job, as a disk does that does not answer."""
    go, begun = threading.Event(), threading.Event()

    def wait(db: Connection) -> None:
        begun.set()
        go.wait(10)

    task = asyncio.ensure_future(engine.write(wait, 1))
    await asyncio.to_thread(begun.wait)
    yield
    go.set()
    await task


async def test_what_did_not_begin_is_refused_in_time_though_the_writer_is_stuck(engine: SqliteEngine) -> None:
    """The seller reads it at the deadline, not when the disk answers at last; and it is not stored later."""
    async with _stuck(engine):
        with pytest.raises(StoreBusy):
            await engine.write(lambda db: _add(db, "late"), 1)
        assert await _texts(engine) == []
    await engine.write(lambda db: _add(db, "now"), 1)
    assert await _texts(engine) == ["now"]


async def test_a_caller_who_left_before_it_began_stored_nothing(engine: SqliteEngine) -> None:
    """A request that was cancelled while it waited for its turn leaves no row."""
    async with _stuck(engine):
        left = asyncio.ensure_future(engine.write(lambda db: _add(db, "gone"), 1))
        await asyncio.sleep(0)
        left.cancel()
        with suppress(asyncio.CancelledError):
            await left
    await engine.write(lambda db: _add(db, "stayed"), 1)
    assert await _texts(engine) == ["stayed"]


async def test_what_was_queued_is_finished_when_the_engine_closes(tmp_path: Path) -> None:
    """Closing takes nothing new and loses nothing old."""
    engine = _engine(tmp_path / "snurr.db")
    queued = [asyncio.ensure_future(engine.write(lambda db, n=n: _add(db, str(n)), 1)) for n in range(50)]
    await asyncio.sleep(0)
    await asyncio.to_thread(engine.close)
    assert len(await asyncio.gather(*queued)) == 50
    with pytest.raises(StoreUnusable):
        await engine.write(lambda db: _add(db, "late"), 1)
    engine.close()
    with sqlite3.connect(tmp_path / "snurr.db") as other:
        assert other.execute("SELECT COUNT(*) FROM note").fetchone() == (50,)
    other.close()


async def test_a_thousand_jobs_at_their_deadline_are_never_mixed(tmp_path: Path) -> None:
    """Whoever was answered has a row, whoever was refused has none."""
    engine = _engine(tmp_path / "snurr.db", deadline=0.25)

    def slow(db: Connection, n: int) -> int:
        time.sleep(0.0005)
        return _add(db, str(n))

    asked = [engine.write(lambda db, n=n: slow(db, n), 1) for n in range(1000)]
    outcomes = await asyncio.gather(*asked, return_exceptions=True)
    stored = {str(n) for n, outcome in enumerate(outcomes) if not isinstance(outcome, BaseException)}
    refused = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    assert stored == set(await _texts(engine))
    assert all(isinstance(each, StoreBusy) for each in refused)
    assert refused and stored
    engine.close()


async def test_locked_for_ever_everyone_is_refused_and_reads_go_on(engine: SqliteEngine) -> None:
    """Forty commands one after the other, each refused, none stored later; questions are answered."""
    with _locked(engine.path):
        asked = []
        for n in range(40):
            asked.append(asyncio.ensure_future(engine.write(lambda db, n=n: _add(db, str(n)), 1)))
            await asyncio.sleep(0.01)
            assert await _texts(engine) == []
        outcomes = await asyncio.gather(*asked, return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} == {StoreBusy}
    assert await _texts(engine) == []


async def test_it_starts_while_another_process_holds_the_database(tmp_path: Path) -> None:
    """Nothing has to be written to begin with the newest schema, so questions are answered even then."""
    first = SqliteEngine(tmp_path / "snurr.db")
    migrate(first)
    with _locked(first.path):
        second = SqliteEngine(tmp_path / "snurr.db")
        assert migrate(second) == ()
        assert await second.read(lambda db: len(db.rows("SELECT id FROM person WHERE tenant = :tenant")), 1) == 0
    second.close()
    first.close()


OTHER = f"""
import sqlite3, sys
raw = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=10)
for n in range(200):
    raw.execute("BEGIN IMMEDIATE")
    raw.execute({ADD!r}, {{"tenant": 1, "text": "theirs"}})
    raw.execute("COMMIT")
"""


async def test_another_process_that_commits_all_the_time_is_no_error(tmp_path: Path) -> None:
    """Two hundred times read-then-write beside two hundred commits of another process."""
    engine = _engine(tmp_path / "snurr.db")
    other = await asyncio.create_subprocess_exec(sys.executable, "-c", OTHER, str(engine.path))

    def read_then_write(db: Connection) -> int:
        return _add(db, f"mine {len(db.rows(ALL))}")

    for _ in range(200):
        await engine.write(read_then_write, 1)
    assert await other.wait() == 0
    texts = await _texts(engine)
    assert (texts.count("theirs"), len(texts)) == (200, 400)
    engine.close()


FULL = """
import asyncio, json, resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from bot.dispatch.dispatcher import Dispatcher
from bot.messages.events import Line, Sender
from bot.dispatch.registry import discover
from storage.migrate import migrate
from storage.sqlite import CHECKED_BYTES, SqliteEngine
from storage.work import SqlStore

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)

async def main():
    engine = SqliteEngine(Path(sys.argv[1]))
    migrate(engine)
    store = SqlStore(engine)
    bot = Dispatcher(store=store, registry=discover())
    async def say(text):
        sender = Sender(platform="terminal", user="anna", name="anna")
        return await bot(Line(sender=sender, at=AT, text=text, limited=False))
    assert (await say("call - first")).ok
    resource.setrlimit(resource.RLIMIT_FSIZE, (Path(sys.argv[1] + '-wal').stat().st_size + 300_000, resource.RLIM_INFINITY))
    replies = [await say(f"call - {n} {'x' * 900}") for n in range(600)]
    asked = await say("today")
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    after = await say("call - room again")
    rows = await store.read(lambda work: work.figures.days(AT.date(), AT.date(), person=1)[0].calls)
    print(json.dumps({"ok": sum(r.ok for r in replies), "said": sorted({r.error[:80] for r in replies if r.error}),
        "asked": asked.ok, "after": after.ok, "calls": rows, "refused": dict(store.refusals)}))
    engine.close()

asyncio.run(main())
"""


def test_a_full_disk_through_the_dispatcher(tmp_path: Path) -> None:
    """Rows equal receipts equal totals, "disk full" is said, questions are answered, and it works again."""
    path = tmp_path / "full.db"
    run = subprocess.run([sys.executable, "-c", FULL, str(path)], capture_output=True, text=True, cwd=ROOT, check=True)
    found = json.loads(run.stdout.splitlines()[-1])
    with sqlite3.connect(path) as raw:
        rows = raw.execute("SELECT COUNT(*) FROM entry").fetchone()[0]
        details = raw.execute("SELECT COUNT(*) FROM call").fetchone()[0]
    raw.close()
    assert 0 < found["ok"] < 600
    assert [True, True] == [found["asked"], found["after"]]
    assert found["ok"] + 2 == rows == details == found["calls"]
    assert all(said.startswith("Not logged: disk full.") for said in found["said"])
    assert found["refused"] == {"StoreFull": 600 - found["ok"]}


NOBODY = """
import os, sys
from pathlib import Path
from bot.errors import StoreError
from storage.migrate import migrate
from storage.sqlite import CHECKED_BYTES, SqliteEngine
import sqlite_utils
if os.geteuid() == 0:
    os.setuid(65534)
try:
    engine = SqliteEngine(Path(sys.argv[1]))
    migrate(engine)
    print("opened")
except StoreError as error:
    print(error)
"""


@pytest.mark.parametrize(
    ("file", "folder", "exists"),
    [(0o444, 0o777, True), (0o600, 0o777, True), (0o666, 0o555, True), (0o666, 0o555, False)],
    ids=["read-only file", "another owner", "read-only folder", "no file in a read-only folder"],
)
def test_what_cannot_be_written_is_refused_at_the_start(file: int, folder: int, exists: bool) -> None:
    """One sentence that names the file, and no new file anywhere."""
    place = Path("/tmp") / f"snurr-{os.getpid()}-{file}-{folder}-{exists}"
    place.mkdir()
    path = place / "snurr.db"
    if exists:
        engine = SqliteEngine(path)
        migrate(engine)
        engine.close()
        path.chmod(file)
    place.chmod(folder)
    try:
        run = subprocess.run(
            [sys.executable, "-c", NOBODY, str(path)], capture_output=True, text=True, cwd=ROOT, check=False
        )
        if os.geteuid() and file == 0o600:  # the owner may, of course
            assert run.stdout == "opened\n"
            return
        assert f"The database {path} cannot be" in run.stdout
        assert [each.name for each in place.iterdir()] == ["snurr.db"] * exists
    finally:
        place.chmod(0o777)
        shutil.rmtree(place)


@pytest.fixture(name="filled", scope="module")
def filled_fixture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed database with some thousand rows."""
    path = tmp_path_factory.mktemp("filled") / "snurr.db"
    engine = SqliteEngine(path)
    migrate(engine)
    row = "INSERT INTO audit (tenant, author, person, action, at) VALUES (1, 1, 1, 'looked', ?)"
    engine.transaction(
        lambda raw: [
            raw.execute("INSERT INTO person (id, tenant, name, key, created_at) VALUES (1, 1, 'a', 'a', 'x')"),
            raw.executemany(row, [(f"2026-11-24T08:00:{n:06}",) for n in range(3000)]),
        ]
    )
    engine.close()
    return path


def _refused(path: Path) -> None:
    """The file is refused with the way out, and neither changed nor joined by another."""
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    with pytest.raises(StoreUnusable, match="backup"):
        migrate(SqliteEngine(path))
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


@pytest.mark.parametrize("page", [2, 3, 10, 40, 0])
def test_a_page_that_was_overwritten_is_noticed(filled: Path, tmp_path: Path, page: int) -> None:
    """Any page in use, the last one too, filled with noise."""
    path = Path(shutil.copy(filled, tmp_path / "snurr.db"))
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096, os.SEEK_SET if page else os.SEEK_END)
        file.write(b"\xa5" * 4096)
    _refused(path)


@pytest.mark.parametrize("kept", [100, 4096, 4096 * 7, 4096 * 50 + 17])
def test_a_file_that_was_cut_off_is_noticed(filled: Path, tmp_path: Path, kept: int) -> None:
    """A copy that did not finish."""
    path = tmp_path / "snurr.db"
    path.write_bytes(filled.read_bytes()[:kept])
    _refused(path)


def test_a_large_file_is_checked_by_its_length(tmp_path: Path) -> None:
    """Reading hundreds of megabytes at every start would take seconds; a copy that did not finish is still noticed."""
    path = tmp_path / "snurr.db"
    engine = _engine(path)
    engine.transaction(lambda raw: raw.execute("INSERT INTO note (text) VALUES (zeroblob(70000000))"))
    engine.close()
    assert path.stat().st_size > CHECKED_BYTES
    SqliteEngine(path).close()
    os.truncate(path, path.stat().st_size - 4096)
    _refused(path)


def test_a_log_that_was_cut_off_costs_only_what_was_cut(tmp_path: Path) -> None:
    """SQLite takes the whole commits of a write-ahead log and leaves the torn end; the file stays sound."""
    path = tmp_path / "snurr.db"
    live = _engine(path)
    for n in range(20):
        asyncio.run(live.write(lambda db, n=n: _add(db, f"{n} {'x' * 3000}"), 1))
    torn = Path(shutil.copy(path, tmp_path / "torn.db"))
    log = path.with_name("snurr.db-wal").read_bytes()
    torn.with_name("torn.db-wal").write_bytes(log[: len(log) - 5000])
    engine = SqliteEngine(torn)
    kept = asyncio.run(_texts(engine))
    assert [text.split()[0] for text in kept] == [str(n) for n in range(len(kept))]
    assert 10 < len(kept) < 20
    engine.close()
    live.close()


@pytest.fixture(name="bot")
async def bot_fixture(tmp_path: Path) -> AsyncIterator[Dispatcher]:
    """A whole bot over a file."""
    engine = SqliteEngine(tmp_path / "snurr.db", deadline=0.3, busy=0.2)
    migrate(engine)
    yield Dispatcher(store=SqlStore(engine), registry=discover())
    engine.close()


async def _say(bot: Dispatcher, text: str) -> Reply:
    sender = Sender(platform="terminal", user="anna", name="anna")
    return await bot(Line(sender=sender, at=AT, text=text, limited=False))


async def test_a_locked_database_as_a_seller_sees_it(bot: Dispatcher, tmp_path: Path) -> None:
    """Refused with the reason and the text, `today` is answered, and the next try counts once."""
    assert (await _say(bot, "call - vm")).stored == ("C1",)
    with _locked(tmp_path / "snurr.db"):
        refused = await _say(bot, "call - meet")
        assert "2 of 8" not in str((await _say(bot, "today")).card)
    assert refused.error == "Not logged: the log is busy. Try again in a minute. Your text: call - meet"
    assert (await _say(bot, "call - meet")).stored == ("C2",)


async def test_a_deleted_database_as_a_seller_sees_it(bot: Dispatcher, tmp_path: Path) -> None:
    """Both are refused, and no new file appears in its place."""
    assert (await _say(bot, "call - vm")).ok
    (tmp_path / "snurr.db").unlink()
    refused, asked = await _say(bot, "call - meet"), await _say(bot, "today")
    assert (refused.error or "").startswith("Not logged: the log cannot be written.")
    assert asked.error == "The log cannot be read right now. Try again in a minute. Your text: today"
    assert not (tmp_path / "snurr.db").exists()


def test_two_starters_and_several_processes_share_one_file(tmp_path: Path) -> None:
    """Three processes make the schema at once and log; every receipt is a row, every number is given once."""
    env = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/snurr.db"}
    command = [sys.executable, "-m", "bot", "say", "--as", "anna", "--json"]
    running = [
        subprocess.Popen(command, cwd=ROOT, env=env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(3)
    ]
    said = [each.communicate("call - vm\n" * 5)[0] for each in running]
    refs = [ref for text in said for line in text.splitlines() for ref in json.loads(line)["stored"]]
    assert sorted(refs) == sorted(f"C{n}" for n in range(1, 16))
    with sqlite3.connect(tmp_path / "snurr.db") as raw:
        assert raw.execute("SELECT COUNT(*), COUNT(DISTINCT number) FROM entry").fetchone() == (15, 15)
        assert raw.execute("SELECT SUM(calls) FROM seller_day").fetchone() == (15,)
        assert raw.execute("SELECT COUNT(*) FROM person").fetchone() == (1,)
    raw.close()


@pytest.mark.parametrize("error", [StoreBusy, StoreUnusable])
async def test_a_job_that_raises_a_store_error_is_refused_alone(engine: SqliteEngine, error: type[StoreError]) -> None:
    """Its neighbours in the same commit are stored."""

    def fails(db: Connection) -> None:
        raise error("no")

    outcomes = await asyncio.gather(
        engine.write(lambda db: _add(db, "a"), 1),
        engine.write(fails, 1),
        engine.write(lambda db: _add(db, "b"), 1),
        return_exceptions=True,
    )
    assert isinstance(outcomes[1], error)
    assert await _texts(engine) == ["a", "b"]
