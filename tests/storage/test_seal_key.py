"""Each installation has one key for its seals: all of its processes the same, no other one the same."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from storage.backup import backup, restore
from storage.migrate import migrate
from storage.sqlite import SqliteEngine

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def key_of(path: Path) -> bytes:
    """Start on a database and return its key."""
    with closing(SqliteEngine(path)) as engine:
        migrate(engine)
        return engine.seal_key()


def test_the_key_is_made_once_and_kept(tmp_path: Path) -> None:
    """Buttons work after a restart."""
    first = key_of(tmp_path / "one.db")
    assert (32, first) == (len(first), key_of(tmp_path / "one.db"))
    assert first != key_of(tmp_path / "two.db")


def test_processes_that_start_together_get_one_key(tmp_path: Path) -> None:
    """A press may come back to another process than the one that drew the button."""
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(key_of, [tmp_path / "one.db"] * 8))
    assert 1 == len(keys)


def test_the_key_is_in_no_export_and_in_every_backup(tmp_path: Path) -> None:
    """Whoever reads an export forges no button; whoever restores has working ones."""
    database, zipped = tmp_path / "one.db", tmp_path / "b.zip"
    key = key_of(database)
    with closing(SqliteEngine(database)) as engine:
        assert key.hex() not in str([list(rows) for _, rows in engine.tables()])
    backup(database, zipped, AT)
    restore(zipped, tmp_path / "two.db", AT)
    assert key == key_of(tmp_path / "two.db")
