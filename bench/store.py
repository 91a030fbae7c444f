"""Durable writes a second: group commit against one commit a write, in the same run; prints the ratio."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from storage.connection import Connection
from storage.sqlite import SqliteEngine

WRITES = 3000
AT_ONCE = 64
TABLE = "CREATE TABLE note (id INTEGER PRIMARY KEY, tenant INTEGER, text TEXT)"
ADD = "INSERT INTO note (tenant, text) VALUES (:tenant, :text) RETURNING id"


def one_commit_a_write(path: Path) -> float:
    """Return writes a second with a transaction each, WAL and synchronous=FULL."""
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute(TABLE)
    began = time.perf_counter()
    for _ in range(WRITES):
        raw.execute("BEGIN IMMEDIATE")
        raw.execute(ADD, {"tenant": 1, "text": "x"}).fetchone()
        raw.execute("COMMIT")
    spent = time.perf_counter() - began
    raw.close()
    return WRITES / spent


async def grouped(path: Path) -> float:
    """Return writes a second of the engine with several commands at once."""
    engine = SqliteEngine(path)
    engine.transaction(lambda raw: raw.execute(TABLE))

    def add(db: Connection) -> int:
        return db.insert(ADD, text="x")

    began = time.perf_counter()
    for _ in range(WRITES // AT_ONCE):
        await asyncio.gather(*(engine.write(add, 1) for _ in range(AT_ONCE)))
    spent = time.perf_counter() - began
    engine.close()
    return WRITES // AT_ONCE * AT_ONCE / spent


def main() -> None:
    """Run both by turns, three rounds, and print medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        rounds = [
            (one_commit_a_write(Path(folder, f"a{n}.db")), asyncio.run(grouped(Path(folder, f"b{n}.db"))))
            for n in range(3)
        ]
    single, group = (sorted(each)[1] for each in zip(*rounds, strict=True))
    sys.stdout.write(
        f"one commit a write {single:.0f}/s   grouped by {AT_ONCE} {group:.0f}/s   ratio {group / single:.2f}\n"
    )


if __name__ == "__main__":
    main()
