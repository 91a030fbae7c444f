"""Lines a second on PostgreSQL, and messages a line, with a server that is some milliseconds away.

`python bench/postgres.py [MILLISECONDS [AT_ONCE [ROUNDS]]]`: so many sellers type a line each at once, again and again.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from datetime import UTC, datetime, timedelta

import structlog

from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from bot.domain.work import Work
from bot.messages.events import Line, Sender
from storage.migrate import migrate
from storage.postgres import PostgresEngine
from storage.work import SqlStore
from tests.postgres import database
from tests.wire import Wire, wire

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
NAMES = [
    f"{one}{two}" for one in ("ba", "ce", "di", "fo", "gu") for two in ("lar", "men", "nis", "pot", "rux", "sav", "tek")
]
"""Of customers whose names nobody takes for each other."""


async def typed(bot: Dispatcher, seller: int, text: str, at: datetime) -> tuple[bool, float]:
    """Type a line and return whether it was answered well, and after how many seconds."""
    sender = Sender(platform="slack", user=f"U{seller}", name=f"seller {seller}")
    began = time.perf_counter()
    reply = await bot(Line(sender=sender, at=at, text=text, limited=True, key=f"{seller}:{at.isoformat()}"))
    return reply.ok, time.perf_counter() - began


async def measure(url: str, between: Wire, at_once: int, rounds: int) -> str:
    """Return what a run of calls measured."""
    engine = PostgresEngine(url)
    migrate(engine)
    bot = Dispatcher(store=SqlStore(engine), registry=discover())

    def accounts(work: Work) -> None:
        for name in NAMES:
            work.accounts.add(f"{name} co", None, AT)

    await bot.store.write(accounts)
    for seller in range(at_once):
        await typed(bot, seller, f"call {NAMES[0]} vm", AT)
    counts: list[int] = []
    for n in range(12):  # of which the first open connections
        before = between.messages
        await typed(bot, 0, f"call {NAMES[n]} vm", AT + timedelta(minutes=1 + n))
        counts.append(between.messages - before)
    messages = statistics.mode(counts)

    began, ran = time.perf_counter(), time.process_time()
    answers: list[tuple[bool, float]] = []
    for turn in range(rounds):
        at = AT + timedelta(minutes=20 + turn)
        lines = (typed(bot, n, f"call {NAMES[(turn + n) % len(NAMES)]} vm", at) for n in range(at_once))
        answers += await asyncio.gather(*lines)
    spent, worked = time.perf_counter() - began, time.process_time() - ran
    engine.close()
    slowest = max(seconds for _, seconds in answers)
    stored = sum(ok for ok, _ in answers)
    return (
        f"{messages} messages a call; {stored / spent:.0f} lines/s with {at_once} at once; "
        f"{len(answers) - stored} of {len(answers)} refused; slowest {slowest:.2f} s; "
        f"{1000 * worked / len(answers):.1f} ms of processor time a line, the wire's included"
    )


def main() -> None:
    """Run once at the asked distance."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    asked = [float(word) for word in sys.argv[1:]]
    distance, at_once, rounds = (*asked, *(5.0, 20, 15)[len(asked) :])
    with database() as address, wire(address, distance / 1000) as (between, url):
        print(f"{distance:g} ms a round trip: {asyncio.run(measure(url, between, int(at_once), int(rounds)))}")  # noqa: T201 - a bench


if __name__ == "__main__":
    main()
