"""Migrated databases in memory, each a copy of one that is migrated once a process: eleven migrations take 20 ms."""

from __future__ import annotations

from functools import cache

from storage.migrate import migrate
from storage.sqlite import SqliteEngine

PATIENCE_SECONDS = 60
"""A busy machine is no matter of most tests."""


@cache
def _template() -> SqliteEngine:
    engine = SqliteEngine(":memory:")
    migrate(engine)
    return engine


def memory_engine() -> SqliteEngine:
    """Return an empty database in memory with the newest schema; all of them have the same seal key."""
    engine = SqliteEngine(":memory:", deadline=PATIENCE_SECONDS)
    _template()._raw.backup(engine._raw)
    return engine
