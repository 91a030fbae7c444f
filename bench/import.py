"""How long a seller waits for a line while a large file is imported beside the bot, and how many lines are refused.

`PYTHONPATH=. python bench/import.py [--rows N] [--postgres]` lets 20 sellers type a call every two seconds each, first
alone, then while another process runs `snurr import --apply`, then while it takes the import back. It prints the
slowest line of each, and its ratio to the slowest of sellers alone.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from bot.messages.events import Line, Sender
from storage.migrate import migrate
from storage.url import engine_at
from storage.work import SqlStore
from tests.postgres import database

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
SELLERS, EVERY_SECONDS, ALONE_SECONDS = 20, 2.0, 30
WORDS = ("Nord", "Vest", "Bygg", "Kvist", "Handel", "Vin", "Rør", "Tak", "Maskin", "Hage")
KEYS = count()


@dataclass
class Typed:
    """What the sellers saw in one phase."""

    seconds: list[float] = field(default_factory=list)
    refused: int = 0

    def line(self, name: str, alone: Typed | None = None) -> str:
        """Return it as a row of the report."""
        middle, last, slowest = statistics.median(self.seconds), _share(self.seconds, 0.99), max(self.seconds)
        ratio = f"  {slowest / max(alone.seconds):5.1f} times alone" if alone else ""
        return (
            f"{name:12} {len(self.seconds):5} lines  {self.refused} refused  median {middle * 1000:6.1f} ms"
            f"  99 % {last * 1000:6.1f} ms  slowest {slowest * 1000:6.1f} ms{ratio}"
        )


def _share(seconds: list[float], share: float) -> float:
    return sorted(seconds)[int(len(seconds) * share)]


async def _type(bot: Dispatcher, seller: int, typed: Typed) -> None:
    sender = Sender(platform="terminal", user=f"s{seller}", name=f"Seller {seller}")
    await asyncio.sleep(seller * EVERY_SECONDS / SELLERS)
    while True:
        began = time.perf_counter()
        line = Line(sender=sender, at=AT, text="call acme vm", key=f"k{next(KEYS)}", limited=False)
        reply = await bot(line)
        typed.seconds.append(time.perf_counter() - began)
        typed.refused += not reply.ok
        await asyncio.sleep(max(0.0, EVERY_SECONDS - typed.seconds[-1]))


@asynccontextmanager
async def sellers(bot: Dispatcher) -> AsyncIterator[Typed]:
    """Let everybody type until the block ends."""
    typed = Typed()
    tasks = [asyncio.ensure_future(_type(bot, seller, typed)) for seller in range(SELLERS)]
    try:
        yield typed
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _snurr(url: str, *words: str) -> float:
    """Run a command in a process of its own and return its seconds."""
    began = time.perf_counter()
    environment = os.environ | {"DATABASE_URL": url, "SNURR_CONFIG": "none.toml"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *words, env=environment, stdout=asyncio.subprocess.DEVNULL
    )
    if await process.wait():
        raise SystemExit(f"snurr {' '.join(words)} failed")
    return time.perf_counter() - began


async def measured(url: str, file: Path, rows: int) -> Iterator[str]:
    """Yield the rows of the report."""
    engine = engine_at(url)
    migrate(engine)
    store = SqlStore(engine)
    bot = Dispatcher(store=store, registry=discover())
    await store.write(lambda work: work.accounts.add("Acme", None, AT))
    async with sellers(bot) as warm:
        await asyncio.sleep(3)
    async with sellers(bot) as alone:
        await asyncio.sleep(ALONE_SECONDS)
    async with sellers(bot) as during:
        stored = await _snurr(url, "import", str(file), "--apply")
    async with sellers(bot) as undoing:
        undone = await _snurr(url, "import", "--undo", "1")
    store.close()
    return iter((
        f"{rows} rows stored in {stored:.1f} s, taken back in {undone:.1f} s; {len(warm.seconds)} lines to warm up",
        alone.line("alone"), during.line("import", alone), undoing.line("undo", alone),
    ))  # fmt: skip


def _write(file: Path, rows: int) -> None:
    names = (f"{WORDS[n % 10]} {WORDS[n // 10 % 10]} {n} AS;{n};{n * 7};Oslo;55{n:06}" for n in range(rows))
    file.write_text("name;id;value;place;phone\n" + "\n".join(names) + "\n", encoding="utf-8")


@contextmanager
def _database(folder: Path, *, postgres: bool) -> Iterator[str]:
    with ExitStack() as held:
        yield held.enter_context(database()) if postgres else f"sqlite:///{folder}/snurr.db"


def main() -> None:
    """Measure one engine and print what was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--postgres", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, _database(Path(name), postgres=asked.postgres) as url:
        file = Path(name) / "accounts.csv"
        _write(file, asked.rows)
        for line in asyncio.run(measured(url, file, asked.rows)):
            sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
