"""A process that writes to PostgreSQL, for tests with several.

`python -m tests.storage.writers ADDRESS SELLER LINES` types so many lines as one seller and prints how many were stored.
`python -m tests.storage.writers ADDRESS hold` begins to log, says "held" and stands still in its transaction.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from datetime import UTC, datetime, timedelta

from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from bot.domain.details import Call, CallOutcome
from bot.domain.work import Work
from bot.messages.card import Reply
from bot.messages.events import Line, Sender
from storage.postgres import PostgresEngine
from storage.work import SqlStore

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
LINES = ("call acme vm", "touch acme invoice quality 1", "promise acme offer by fri", "call beta", "touch beta site 2")


async def typed(bot: Dispatcher, seller: str, text: str, key: str) -> Reply:
    """Type a line as a seller."""
    sender = Sender(platform="slack", user=seller, name=seller)
    return await bot(Line(sender=sender, at=AT + timedelta(minutes=1), text=text, key=key, limited=False))


def bot_at(address: str, **patience: float) -> Dispatcher:
    """Return a bot over a database with a schema."""
    return Dispatcher(store=SqlStore(PostgresEngine(address, **patience)), registry=discover())


async def prepare(bot: Dispatcher) -> None:
    """Make two customers."""
    for name in ("Acme", "Beta"):
        await bot.store.write(lambda work, name=name: work.accounts.add(name, None, AT))


async def _write(address: str, seller: str, lines: int) -> int:
    bot = bot_at(address, deadline=20, busy=20)
    texts = [LINES[n % len(LINES)] for n in range(lines)]
    replies = await asyncio.gather(*(typed(bot, seller, text, f"{seller}{n}") for n, text in enumerate(texts)))
    bot.store.close()  # type: ignore[attr-defined]
    return sum(len(reply.stored) for reply in replies)


async def _hold(address: str) -> None:
    def stop(work: Work) -> None:
        person = work.people.everyone()[0].id
        work.entries.add(Call(outcome=CallOutcome.SPOKE), person=person, account=1, day=AT.date(), at=AT)
        sys.stdout.write("held\n")
        sys.stdout.flush()
        os.kill(os.getpid(), signal.SIGSTOP)

    await bot_at(address).store.write(stop, 1, "slack:frozen")


if __name__ == "__main__":
    if sys.argv[2] == "hold":
        asyncio.run(_hold(sys.argv[1]))
    else:
        print(asyncio.run(_write(sys.argv[1], sys.argv[2], int(sys.argv[3]))))  # noqa: T201 - read by the test
