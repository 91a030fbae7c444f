"""Files that are not Snurr's: never changed, not even their mode; and nothing of ours is left behind in plain sight."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.main import cli
from bot.disk import leftovers, work_folder
from bot.errors import StoreUnusable
from storage.migrate import migrate
from storage.sqlite import SqliteEngine

ROOT = Path(__file__).parents[2]
SIGNALS = [signal.SIGTERM, signal.SIGINT, signal.SIGHUP]


@pytest.fixture(name="theirs")
def theirs_fixture(tmp_path: Path) -> Path:
    """The database of another program, which others may read."""
    path = tmp_path / "theirs.db"
    with contextlib.closing(sqlite3.connect(path)) as raw:
        raw.executescript("CREATE TABLE invoice (id INTEGER PRIMARY KEY); INSERT INTO invoice VALUES (1);")
    path.chmod(0o664)
    return path


def state(path: Path) -> tuple[bytes, int, list[str]]:
    """Return what a file holds, its mode, and what stands beside it."""
    return path.read_bytes(), path.stat().st_mode & 0o777, sorted(each.name for each in path.parent.iterdir())


def test_another_programs_database_is_refused_by_name_and_left_as_it_is(theirs: Path) -> None:
    """Neither its tables nor its mode change."""
    before = state(theirs)
    with pytest.raises(StoreUnusable, match=r"theirs\.db belongs to another program \(it has a table invoice\)"):
        SqliteEngine(theirs)
    assert before == state(theirs)


@pytest.mark.parametrize("line", [["doctor"], ["migrate"], ["status"], ["say", "call - vm"], ["restore", "b.zip"]])
def test_no_command_changes_it(theirs: Path, line: list[str]) -> None:
    """Whichever looks at the database or writes."""
    before = state(theirs)
    env = {"DATABASE_URL": f"sqlite:///{theirs}", "SNURR_CONFIG": str(theirs.parent / "none.toml")}
    result = CliRunner().invoke(cli, line, env=env)
    assert result.exit_code != 0
    assert before == state(theirs)


@pytest.mark.parametrize("content", [b"a note to myself\n" * 20, b""])
def test_what_is_no_database_keeps_its_mode(tmp_path: Path, content: bytes) -> None:
    """A mistyped address must not close a file to those who read it."""
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    path.chmod(0o644)
    with pytest.raises(StoreUnusable):
        SqliteEngine(path)
    assert (content, 0o644) == state(path)[:2]


def test_a_database_of_ours_of_any_age_is_opened(tmp_path: Path) -> None:
    """By its migrations where it has no mark yet, and by the mark before the first migration."""
    path = tmp_path / "snurr.db"
    SqliteEngine(path).close()
    engine = SqliteEngine(path)
    migrate(engine)
    engine.close()
    with contextlib.closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA application_id=0")
    path.chmod(0o644)
    SqliteEngine(path).close()
    assert 0o600 == path.stat().st_mode & 0o777


BACKUP = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has what runs in its background ignore it
from pathlib import Path
from storage import backup
real = backup._described
def slow(copy, at):
    print("copied", flush=True)
    time.sleep(30)
    return real(copy, at)
backup._described = slow
sys.argv = ["snurr", "backup", sys.argv[1]]
from bot.cli.main import main
main()
"""


def begun(tmp_path: Path) -> subprocess.Popen[bytes]:
    """Begin a backup, up to where its copy lies there in plain sight."""
    engine = SqliteEngine(tmp_path / "snurr.db")
    migrate(engine)
    engine.close()
    env = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/snurr.db", "SNURR_CONFIG": "/nowhere.toml"}
    command = [sys.executable, "-c", BACKUP, str(tmp_path / "b.zip")]
    child = subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert child.stdout and b"copied\n" == child.stdout.readline()
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".snurr-")]
    return child


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_a_backup_that_is_ended_leaves_no_copy(tmp_path: Path, number: signal.Signals) -> None:
    """Whichever signal ends it."""
    child = begun(tmp_path)
    child.send_signal(number)
    child.communicate(timeout=20)
    assert 0 != child.returncode
    assert {"snurr.db"} == {path.name.removesuffix("-wal").removesuffix("-shm") for path in tmp_path.iterdir()}


def test_the_copy_of_a_backup_that_was_killed_goes_with_the_next_one(tmp_path: Path) -> None:
    """And that of one that still runs stays."""
    child = begun(tmp_path)
    assert [] == leftovers(tmp_path)
    child.kill()
    child.communicate(timeout=20)
    assert 1 == len(leftovers(tmp_path))
    env = {"DATABASE_URL": f"sqlite:///{tmp_path}/snurr.db", "SNURR_CONFIG": "/nowhere.toml"}
    assert 0 == CliRunner().invoke(cli, ["backup", str(tmp_path / "c.zip")], env=env).exit_code
    assert [] == [path for path in tmp_path.iterdir() if path.name.startswith(".snurr-")]


def test_a_folder_of_nobody_elses_pattern_is_left_alone(tmp_path: Path) -> None:
    """Only what we make is swept."""
    for name in (".snurr-notes", ".snurr-0-x", ".snurr-abc-x"):
        (tmp_path / name).mkdir()
    with work_folder(tmp_path):
        assert time.monotonic()
    assert 3 == len(list(tmp_path.iterdir()))
