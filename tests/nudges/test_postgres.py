"""Nudges on PostgreSQL, beside the lines that are stored meanwhile."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta

from bot.clock import FrozenClock
from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from bot.messages.card import Card
from bot.messages.events import Line, Sender
from bot.ports import Address, Transport
from nudges.delivery import tick
from storage.migrate import migrate
from storage.postgres import PostgresEngine
from storage.work import SqlStore
from tests.postgres import database

AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
SELLERS = 12


class Box:
    """Takes messages and remembers to whom."""

    def __init__(self) -> None:
        self.arrived: Counter[str] = Counter()

    async def send(self, address: Address, card: Card, key: str) -> str:
        """Take a message."""
        await asyncio.sleep(0)
        self.arrived[address.target] += 1
        return f"{address.target}:{self.arrived[address.target]}"


async def _typed(bot: Dispatcher, seller: int, text: str, at: datetime) -> bool:
    sender = Sender(platform="slack", user=f"U{seller}", name=f"Seller {seller}")
    return (await bot(Line(sender=sender, at=at, text=text, key=f"{seller}:{text}", limited=False))).ok


async def test_two_processes_remind_each_seller_once_while_lines_are_stored() -> None:
    """Promises of today come due for everybody at once; nobody hears of one twice, and no line is refused."""
    with database() as address:
        engines = [PostgresEngine(address, deadline=20, busy=20) for _ in range(2)]
        migrate(engines[0])
        bots = [Dispatcher(store=SqlStore(engine), registry=discover()) for engine in engines]
        await bots[0].store.write(lambda work: work.accounts.add("Acme", None, AT))
        for n in range(SELLERS):
            assert await _typed(bots[0], n, "promise acme offer by today", AT - timedelta(days=1))
        box = Box()

        def route(_: str, addresses: tuple[Address, ...]) -> tuple[Transport, Address]:
            return box, addresses[0]

        at = AT + timedelta(hours=1)
        ticks = (tick(bot.store, route, FrozenClock(at), f"process{n}") for n, bot in enumerate(bots))
        lines = (_typed(bots[n % 2], n, "call acme vm", at) for n in range(SELLERS))
        *results, answers = await asyncio.gather(*ticks, asyncio.gather(*lines))
        for n, bot in enumerate(bots):
            results.append(await tick(bot.store, route, FrozenClock(at + timedelta(seconds=5)), f"process{n}"))
            bot.store.close()  # type: ignore[attr-defined]
        assert all(answers)
        assert {f"U{n}": 1 for n in range(SELLERS)} == dict(box.arrived)
        assert sum(result.outcome == "sent" for found in results for result in found) >= SELLERS
