"""Memory and file handles stay flat however many lines are logged; run by `make soak`."""

from __future__ import annotations

import asyncio
import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from bot.messages.events import Line, Sender
from storage.migrate import migrate
from storage.sqlite import SqliteEngine
from storage.work import SqlStore

AT = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
PEOPLE, LINES, AT_ONCE = 100, 5000, 20


def _used() -> tuple[int, int]:
    """Return resident kilobytes and open files."""
    found = re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text())
    assert found
    return int(found[1]), len(os.listdir("/proc/self/fd"))


async def test_a_day_of_lines_leaves_memory_and_handles_flat(tmp_path: Path) -> None:
    """Twenty thousand lines of a hundred people over 24 hours: after the first quarter less than 5 % is added."""
    engine = SqliteEngine(tmp_path / "snurr.db")
    migrate(engine)
    bot = Dispatcher(store=SqlStore(engine), registry=discover())

    async def say(n: int) -> None:
        sender = Sender(platform="slack", user=f"U{n % PEOPLE}", name=f"Person {n % PEOPLE}")
        line = Line(sender=sender, at=AT + timedelta(seconds=4 * n), text=f"call - note {n}", key=f"k{n}")
        assert (await bot(line)).ok

    used = []
    for quarter in range(4):
        for first in range(quarter * LINES, (quarter + 1) * LINES, AT_ONCE):
            await asyncio.gather(*(say(n) for n in range(first, first + AT_ONCE)))
        used.append(_used())
    engine.close()
    memory, files = zip(*used, strict=True)
    assert memory[-1] < memory[0] * 1.05, used
    assert files[-1] == files[0], used
