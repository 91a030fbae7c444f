"""An upgrade that is taken back ends where it began, by the road of docs/deploy.md."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import StoreUnusable
from storage import backup
from storage.migrate import FOLDER, migrate
from storage.sqlite import SqliteEngine

AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


def test_the_newer_program_puts_the_older_copy_back(tmp_path: Path) -> None:
    """With the schema that it had, so that the old program starts on it again; the newer file stays beside it."""
    database, copy, older = tmp_path / "snurr.db", tmp_path / "before.zip", tmp_path / "older"
    shutil.copytree(FOLDER, older)
    max(older.glob("*.sql")).unlink()
    with closing(SqliteEngine(database)) as engine:
        migrate(engine, older)
        before = engine.applied()
    backup.backup(database, copy, AT)
    with closing(SqliteEngine(database)) as engine:
        assert 1 == len(migrate(engine))
        with pytest.raises(StoreUnusable, match="newer than this Snurr"):
            migrate(engine, older)
    _, aside = backup.restore(copy, database, AT)
    assert aside and aside.exists()
    with closing(SqliteEngine(database)) as engine:
        assert before == engine.applied()
        assert () == migrate(engine, older)
