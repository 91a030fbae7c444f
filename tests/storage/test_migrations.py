"""Every released schema becomes the newest one, with its data, whatever happens on the way."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, nullcontext
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from bot.errors import StoreUnusable
from bot.messages.events import Line, Pressed, Sender
from storage.migrate import FOLDER, migrate
from storage.sqlite import SqliteEngine
from storage.work import SqlStore
from tests.imported import undo_import
from tests.serve import ROOT
from tests.storage.kills import schema_of

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
STEPS = sorted(path.stem for path in FOLDER.glob("*.sql"))
LINES = (
    "admin team Nord channel #nord timezone Europe/Oslo country NO",
    "account acme value 7000",
    "call acme vm",
    "touch acme invoice 0 unclear",
    "touch acme site 2",
    "promise acme quote by fri",
    "promise acme sample by thu",
    "broken 1",
    "follow acme thu board",
    "promise acme list by fri 14:00",
    "waiting counter",
    "undo",
)
QUESTIONS = ("team week", "team zeros", "team promises", "account acme", "today", "me week")


def _until(folder: Path, last: str) -> Path:
    """Return a folder of the steps up to one, as that release had them."""
    folder.mkdir()
    for name in STEPS[: STEPS.index(last) + 1]:
        shutil.copy(FOLDER / f"{name}.sql", folder)
    return folder


def _migrated(path: Path, folder: Path = FOLDER) -> tuple[str, ...]:
    engine = SqliteEngine(path)
    try:
        return migrate(engine, folder)
    finally:
        engine.close()


async def _answers(path: Path, *lines: str) -> list[dict[str, float]]:
    engine = SqliteEngine(path)
    bot = Dispatcher(store=SqlStore(engine), registry=discover(), admins=frozenset({"terminal:anna"}))
    sender = Sender(platform="terminal", user="anna", name="anna")
    found = []
    for line in lines:
        reply = await bot(Line(sender=sender, at=AT, text=line, limited=False))
        if reply.card.all_buttons() and not reply.ok:
            create = next(button for button in reply.card.all_buttons() if button.label.startswith("Create"))
            reply = await bot(Pressed(sender=sender, at=AT, press=create.press))
        assert reply.ok, (line, reply.error)
        found.append(dict(reply.figures))
    engine.close()
    return found


@pytest.fixture(name="newest", scope="module")
def newest_fixture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the newest schema with a little of everything in it."""
    path = tmp_path_factory.mktemp("newest") / "snurr.db"
    _migrated(path)
    asyncio.run(_answers(path, *LINES))
    return path


def _as_released(newest: Path, path: Path, folder: Path) -> None:
    """Make a database of an older schema that holds what it could hold of the newest one."""
    _migrated(path, folder)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("ATTACH ? AS newest", (str(newest),))
        names = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'"
        for (table,) in raw.execute(names).fetchall():
            old, new = (
                [row[1] for row in raw.execute(f'PRAGMA {schema}.table_info("{table}")')]
                for schema in ("main", "newest")
            )
            columns = ", ".join(f'"{name}"' for name in old if name in new)
            raw.execute(f'DELETE FROM main."{table}"')
            if not columns or table == "audit":
                continue  # a table that the newest schema has no more, or that held records of another form
            raw.execute(f'INSERT INTO main."{table}" ({columns}) SELECT {columns} FROM newest."{table}"')


@pytest.mark.parametrize("release", STEPS)
def test_each_released_schema_keeps_its_figures(newest: Path, tmp_path: Path, release: str) -> None:
    """The same questions get the same figures before and after, and logging goes on."""
    old = tmp_path / "old.db"
    _as_released(newest, old, _until(tmp_path / "steps", release))
    assert _migrated(old) == tuple(STEPS[STEPS.index(release) + 1 :])
    before, after = (asyncio.run(_answers(path, *QUESTIONS)) for path in (newest, old))
    assert before == after
    assert any(before)
    asyncio.run(_answers(old, "call acme meet"))


@pytest.mark.parametrize("release", STEPS[:-1])
def test_a_migrated_schema_is_the_same_as_a_fresh_one(newest: Path, tmp_path: Path, release: str) -> None:
    """No table, index or constraint that only new installations have."""
    _as_released(newest, tmp_path / "old.db", _until(tmp_path / "steps", release))
    _migrated(tmp_path / "old.db")
    _migrated(tmp_path / "fresh.db")
    assert schema_of(tmp_path / "old.db") == schema_of(tmp_path / "fresh.db")


def test_looks_and_changes_of_roles_become_one_audit(tmp_path: Path) -> None:
    """In the order in which they happened, whichever table they were in."""
    path = tmp_path / "snurr.db"
    _migrated(path, _until(tmp_path / "steps", "0006_outbox_fields"))
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        for name in ("anna", "bo"):
            raw.execute("INSERT INTO person (tenant, name, key, created_at) VALUES (1, ?, ?, 'x')", (name, name))
        for what, day in (("+manager", 1), ("-manager", 3), ("gone", 4), ("back", 5)):
            raw.execute("INSERT INTO audit (tenant, author, person, what, at) VALUES (1, 1, 2, ?, ?)", (what, day))
        raw.execute("INSERT INTO look (tenant, person, viewer, what, at) VALUES (1, 1, 2, 'week', '2')")
    _migrated(path)
    with closing(sqlite3.connect(path)) as raw:
        found = raw.execute("SELECT author, person, action, what, at FROM audit ORDER BY id").fetchall()
    assert [
        (1, 2, "role given", "manager", "1"),
        (2, 1, "looked", "week", "2"),
        (1, 2, "role taken", "manager", "3"),
        (1, 2, "removed", "", "4"),
        (1, 2, "restored", "", "5"),
    ] == found


def test_names_learned_for_broken_promises_are_read_for_every_command(tmp_path: Path) -> None:
    """What was picked twice for an account behind "broken" means it behind any verb; what is known there stays."""
    path = tmp_path / "snurr.db"
    # Typed with today's program and schema, which later steps belong to; then the step is taken anew.
    _migrated(path)
    asyncio.run(_answers(path, "account acme", "account nowak"))
    with closing(sqlite3.connect(path)) as old, old:
        own = "INSERT INTO own_word SELECT tenant, id, ?, ?, ?, 2, '2026-11-23T08:00:00+00:00' FROM person"
        old.execute(own, ("subject", "giant", "=1"))
        old.execute(own, ("subject", "dwarf", "=1"))
        old.execute(own, ("account", "dwarf", "=2"))
        old.execute("DELETE FROM _sqlite_migrations WHERE name = '0022_own_account_names'")
    _migrated(path)
    asyncio.run(_answers(path, "call giant", "call dwarf"))
    with closing(sqlite3.connect(path)) as new:
        assert [(1,), (2,)] == new.execute("SELECT account FROM entry WHERE kind = 'C' ORDER BY id").fetchall()
        assert {("account",)} == set(new.execute("SELECT kind FROM own_word").fetchall())


def test_an_import_of_before_is_undone_as_well(tmp_path: Path) -> None:
    """What it changed stands in one portion; one that was undone, or changed nothing, has none."""
    path = tmp_path / "snurr.db"
    _migrated(path, _until(tmp_path / "steps", "0037_handover"))
    made = '[{"account": 7, "before": null}]'
    with closing(sqlite3.connect(path)) as old, old:
        old.execute("INSERT INTO account (id, tenant, name, key, created_at) VALUES (7, 1, 'Acme', 'acme', 'x')")
        for undone_at, changes in ((None, made), ("2026-11-02", made), (None, "[]")):
            old.execute(
                "INSERT INTO import_run (tenant, at, undone_at, changes, left_over, made) VALUES (1, ?, ?, ?, 1, 7)",
                ("2026-11-01T08:00:00+00:00", undone_at, changes),
            )
    _migrated(path)
    engine = SqliteEngine(path)
    for number, accounts in ((1, 1), (2, None), (3, 0)):
        undo = partial(undo_import, number=number, at=AT)
        with pytest.raises(LookupError) if accounts is None else nullcontext():
            assert accounts == asyncio.run(SqlStore(engine).write(undo))
    engine.close()


def test_killed_at_any_statement_the_next_start_completes(tmp_path: Path) -> None:
    """Each step is there whole or not at all, and the schema in the end is the one from scratch."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.storage.kills", str(tmp_path), "migrate", "17"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(found) > 10
    assert {True} == {point["same"] for point in found}
    assert set(range(len(STEPS))) == {point["steps"] for point in found}


def test_a_newer_schema_is_refused_and_left_alone(newest: Path, tmp_path: Path) -> None:
    """The sentence says what to do; not one byte of the schema changes."""
    path = Path(shutil.copy(newest, tmp_path / "snurr.db"))
    later = _until(tmp_path / "steps", STEPS[-1])
    (later / "9999_later.sql").write_text("CREATE TABLE later (id {pk});\n")
    _migrated(path, later)
    before = schema_of(path)
    with pytest.raises(StoreUnusable, match=r"newer than this Snurr \(it knows 9999_later\): update Snurr"):
        _migrated(path)
    assert schema_of(path) == before


def test_a_step_that_fails_leaves_the_one_before_it(tmp_path: Path) -> None:
    """Each step has a transaction of its own: the schema stands at the last one that came through."""
    folder = tmp_path / "steps"
    folder.mkdir()
    (folder / "0001_good.sql").write_text("CREATE TABLE good (id {pk});\n")
    (folder / "0002_bad.sql").write_text("CREATE TABLE half (id {pk});\nCREATE TABLE good (id {pk});\n")
    with pytest.raises(sqlite3.OperationalError):
        _migrated(tmp_path / "snurr.db", folder)
    with closing(sqlite3.connect(tmp_path / "snurr.db")) as raw:
        names = {row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert "good" in names
    assert "half" not in names


def test_totals_can_be_computed_anew(newest: Path) -> None:
    """Stored sums equal those of the rows."""
    with closing(sqlite3.connect(newest)) as raw:
        calls = raw.execute("SELECT COUNT(*) FROM entry WHERE kind = 'C' AND live = 1").fetchone()
        assert calls == raw.execute("SELECT SUM(calls) FROM seller_day").fetchone()
        rated = raw.execute("SELECT COUNT(*), SUM(score = 0), SUM(score) FROM rating WHERE live = 1").fetchone()
        assert rated == raw.execute("SELECT SUM(ratings), SUM(zeros), SUM(points) FROM touch_day").fetchone()
        assert raw.execute("SELECT state FROM promise ORDER BY number").fetchall() == [
            ("broken",),
            ("open",),
            ("open",),
        ]
