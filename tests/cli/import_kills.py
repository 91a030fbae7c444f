"""Kills an import before its n-th statement, and says what the same command makes of what was left.

`python -m tests.cli.import_kills FOLDER STRIDE`: each point is a fork over a fresh copy of one database; one JSON object
a point goes to standard output.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from bot.cli import import_run
from bot.cli.import_run import Importer
from bot.clock import FrozenClock
from bot.domain.import_rows import ImportRow
from storage.migrate import migrate
from storage.sqlite import SqliteEngine
from storage.work import SqlStore

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
ROWS = [ImportRow(name=f"Firm {number} Nord", value=number, line=number + 2) for number in range(6)]
ROWS[2] = ImportRow(name="Acme", value=7, line=4)


def importer(file: Path) -> tuple[Importer, SqliteEngine]:
    """Return what imports two rows at a time into a file."""
    import_run.FIRST = import_run.LEAST = import_run.MOST = 2
    import_run.PAUSE_SECONDS = 0
    engine = SqliteEngine(file)
    migrate(engine)
    return Importer(store=SqlStore(engine), tenant=1, clock=FrozenClock(AT)), engine


async def imported(of: Importer) -> dict[str, Any]:
    """Import, and return what it did."""
    begun = await of.begin("a.csv", "digest", len(ROWS))
    return (await of.store_rows(begun, ROWS)).plain() | {"number": begun.number, "resumed": begun.done}


def killed(file: Path, last: int, *, undo: bool) -> bool:
    """Import, or take the import back, in a fork that dies before its n-th statement; False when it came through."""
    child = os.fork()
    if not child:
        of, engine = importer(file)
        statements = iter(range(1, last))
        kill = lambda sql: None if next(statements, 0) else os.kill(os.getpid(), signal.SIGKILL)  # noqa: E731
        engine._raw.set_trace_callback(kill)
        asyncio.run(of.undo(1)) if undo else asyncio.run(imported(of))  # type: ignore[func-returns-value]
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0


def names(file: Path) -> list[tuple[str, int | None]]:
    """Return the customers of a file with their values."""
    with closing(sqlite3.connect(file)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return [tuple(row) for row in raw.execute("SELECT name, value FROM account ORDER BY name")]  # type: ignore[misc]


def points(folder: Path, stride: int) -> Iterator[Mapping[str, Any]]:
    """Kill at every n-th statement until an import comes through."""
    template = folder / "template.db"
    of, engine = importer(template)
    asyncio.run(of.store.write(lambda work: work.accounts.add("Acme", None, AT)))
    engine.close()
    for undo in (False, True):
        if undo:
            of, engine = importer(template)
            asyncio.run(imported(of))
            engine.close()
        for last in count(1, stride):
            going, back = (Path(shutil.copy(template, folder / f"{way}{last}.db")) for way in ("on", "back"))
            if not (killed(going, last, undo=undo) and killed(back, last, undo=undo)):
                break
            yield {"undo": undo, "statement": last} | _then(going, back, undo=undo)


def _then(going: Path, back: Path, *, undo: bool) -> dict[str, Any]:
    """Return what is there after the kill, after the import was gone on with, and after all was taken back."""
    told: dict[str, Any] = {"left": names(going)}
    if not undo:
        of, engine = importer(going)
        told["told"] = asyncio.run(imported(of))
        engine.close()
        told["on"] = names(going)
    of, engine = importer(back)
    told["undone"] = [each.state for each in asyncio.run(of.store.read(lambda work: work.import_runs.newest(9)))]
    if told["undone"] not in ([], ["undone"]):
        asyncio.run(of.undo(1))
    engine.close()
    return told | {"back": names(back)}


if __name__ == "__main__":
    for point in points(Path(sys.argv[1]), int(sys.argv[2])):
        sys.stdout.write(json.dumps(point) + "\n")
