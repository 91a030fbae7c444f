"""Events out of several processes, on either engine: each is sent, also when one of them dies, and none anew."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.clock import FrozenClock
from bot.domain.webhooks import WebhookState
from tests.fakes.receiver import Receiver
from tests.programs.event_bench import Company, open_store_at, waits
from tests.serve import ROOT


@pytest.fixture(name="firm")
async def firm_fixture(database_url: str) -> AsyncIterator[Company]:
    """A company that was set up, on either engine."""
    store = open_store_at(database_url)
    firm = Company(store)
    await firm.set_up()
    yield firm
    await firm.sender.post.close()
    store.close()


async def test_every_store_claims_an_event_once(firm: Company) -> None:
    """With several processes at once; each event arrives once and is delivered."""
    async with Receiver() as receiver:
        hook = await firm.receive(receiver.url)
        for number in range(12):
            await firm.say(f"junk {number + 1}m report")
        processes = [firm.process(f"p{number}") for number in range(3)]
        await asyncio.gather(*(firm.turn(each) for each in processes))
        assert 12 == len({got.event["id"] for got in receiver.got}) == len(receiver.got)
        assert waits(delivered=12) == await firm.counts(hook)
        receiver.answers.append(410)
        await firm.say("undo")
        await firm.turn()
        assert WebhookState.REFUSED is (await firm.state(hook)).state
        for each in processes:
            await each.post.close()


DYING = """
import asyncio, os, signal, sys
from adapters.programs.event_sender import EventSender
from adapters.programs.webhook_post import WebhookPost
from bot.clock import SystemClock
from bot.settings import Settings
from storage.configured import open_store

class DyingPost(WebhookPost):
    async def send(self, *given):
        answer = await super().send(*given)
        assert answer.status == 204
        os.kill(os.getpid(), signal.SIGKILL)

async def main():
    store = open_store(Settings(snurr_throwaway_disk=True), sys.argv[1])
    sender = EventSender(store=store, clock=SystemClock(), owner="dying", post=DyingPost(hosts=frozenset({"127.0.0.1"})))
    await sender.look()
    await sender.settle()

asyncio.run(main())
"""


async def test_a_process_that_is_killed_between_send_and_mark_sends_nothing_new(
    firm: Company, database_url: str
) -> None:
    """At least once: the event comes a second time, under the same id and with the same body."""
    async with Receiver() as receiver:
        hook = await firm.receive(receiver.url)
        await firm.say("call acme")
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", DYING, database_url, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}
        )
        assert -signal.SIGKILL == await process.wait()
        assert waits(queued=1) == await firm.counts(hook)
        firm.clock = FrozenClock(firm.clock.now() + timedelta(days=3650))
        firm.sender.clock = firm.clock
        await firm.turn()
        first, second = receiver.got
        assert first.headers["webhook-id"] == second.headers["webhook-id"]
        assert first.body == second.body
        assert waits(delivered=1) == await firm.counts(hook)
