"""Whoever waits for an answer gets it in time, whatever the database holds up: one deadline for all that an event asks."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import psycopg
import pytest

from bot.clock import answering
from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from bot.errors import StoreBusy
from bot.messages.card import Reply
from bot.messages.events import Line, MemberStatus, Sender
from storage.postgres import PostgresEngine
from storage.work import SqlStore
from storage.writer import DEADLINE_SECONDS
from tests.postgres import migrated

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SLACK_SECONDS = 3.0
"""What Slack waits for an answer, less what is measured here."""
GRACE_SECONDS = 0.4


@pytest.fixture(name="address")
def address_fixture() -> Iterator[str]:
    """A schema of the newest kind."""
    with migrated() as address:
        yield address


async def typed(bot: Dispatcher, text: str, user: str = "U1") -> tuple[Reply, float]:
    """Type a line as a Dane whose platform speaks English; return the answer and how long it took."""
    sender = Sender(platform="slack", user=user, name=user, language="en", standing=MemberStatus.MEMBER)
    began = time.perf_counter()
    reply = await bot(Line(sender=sender, at=AT, text=text, limited=False))
    return reply, time.perf_counter() - began


@pytest.mark.parametrize("table", ["person", "entry", "address", "inbound"])
async def test_a_locked_table_is_told_in_time_and_in_the_language_last_known(address: str, table: str) -> None:
    """To who is known, for a line and a question, and to who has to be registered first."""
    engine = PostgresEngine(address)
    bot = Dispatcher(store=SqlStore(engine), registry=discover(), admins=frozenset({"slack:u9"}))
    await typed(bot, "me language da")
    assert (await typed(bot, "ring - vm"))[0].ok
    with psycopg.connect(address) as other:
        other.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        answers = await asyncio.gather(
            typed(bot, "ring - vm"), typed(bot, "ring - vm"), typed(bot, "call - vm", "U2"), typed(bot, "help", "U9")
        )
        other.rollback()
    engine.close()
    (known, _), _, (new, _), _ = answers
    assert (known.error or "").startswith("Ikke logget")
    assert (new.error or "").startswith("Not logged")
    assert max(seconds for _, seconds in answers) < DEADLINE_SECONDS + GRACE_SECONDS < SLACK_SECONDS


async def test_all_that_is_asked_within_one_answer_shares_its_time(address: str) -> None:
    """A second transaction has what the first one left; outside of an answer each has its own."""
    engine = PostgresEngine(address, deadline=0.5)
    with psycopg.connect(address) as other:
        other.execute("LOCK TABLE person IN ACCESS EXCLUSIVE MODE")
        began = time.perf_counter()
        with answering():
            for ask in (engine.write, engine.read):
                with pytest.raises(StoreBusy):
                    await ask(lambda db: db.rows("SELECT id FROM person WHERE tenant = :tenant"), 1)
        assert time.perf_counter() - began < 0.5 + GRACE_SECONDS
        other.rollback()
    assert [] == await engine.read(lambda db: db.rows("SELECT id FROM person WHERE tenant = :tenant"), 1)
    engine.close()
