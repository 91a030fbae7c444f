"""Events out over real HTTP: each arrives, or is accounted for, and a bad receiver costs nobody else anything."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from bot.domain.details import Junk
from bot.domain.webhooks import KEPT_TRYING, LEASE, EventType, WebhookState
from bot.domain.work import Work
from bot.messages.events import Line, Sender
from bot.messages.plain_text import card_text
from storage.webhooks import SqlWebhooks, plan_for_entry
from tests.dialog import TUESDAY
from tests.fakes.receiver import Receiver
from tests.programs.event_bench import SECOND, Company, waits


async def test_what_is_logged_arrives_in_order(firm: Company) -> None:
    """With what the papers name of it, and nothing that was typed."""
    async with Receiver() as receiver:
        hook = await firm.receive(receiver.url)
        for line in ("call acme wants two prices", "touch acme invoice 0 they hate it", "undo"):
            await firm.say(line)
        await firm.turn()
        kinds = ["entry.logged", "entry.logged", "rating.zero", "entry.undone"]
        assert kinds == [got.event["type"] for got in receiver.got]
        first = receiver.got[0].event
        assert {"version", "id", "type", "timestamp", "data"} == first.keys()
        assert ("C1", "call", "Acme A/S") == (
            first["data"]["ref"],
            first["data"]["kind"],
            first["data"]["customer"]["name"],
        )
        assert 4 == len({got.event["id"] for got in receiver.got})
        assert all(got.headers["webhook-id"] == got.event["id"] for got in receiver.got)
        for typed in (b"prices", b"hate", b"anna"):
            assert all(typed not in got.body for got in receiver.got)
        assert waits(delivered=4) == await firm.counts(hook)


async def test_a_person_is_a_reference_while_team_figures_are_open(firm: Company) -> None:
    """The same for each event; without a purpose in force nobody is told apart, and their team is not named."""
    async with Receiver() as receiver:
        await firm.receive(receiver.url)
        await firm.say("call acme")
        await firm.say("visit acme")
        await firm.say("call acme", "chris")
        await firm.turn()
        anna, again, chris = (got.event["data"]["person"] for got in receiver.got)
        assert anna == again != chris
        assert anna.startswith("per_")
        await firm.store.write(lambda work: work.conversations.save("slack", "U1", "D1"))
        await firm.store.write(partial(_came_by_slack))
        await firm.say("mail acme")
        await firm.turn()
        data = receiver.got[-1].event["data"]
        assert (None, None) == (data["person"], data["team"])


def _came_by_slack(work: Work) -> None:
    work.people.link(work.people.named("anna")[0].id, "slack", "U1")


async def test_an_event_that_failed_comes_again_under_its_id(firm: Company) -> None:
    """When the rest is over and not before, and what came later waits behind it."""
    async with Receiver() as receiver:
        hook = await firm.receive(receiver.url)
        receiver.answers.extend((500, 503))
        await firm.say("call acme")
        await firm.say("visit acme")
        for _ in range(3):
            await firm.turn()
        assert 1 == len(receiver.got)
        for _ in range(3):
            firm.later(timedelta(minutes=2))
            await firm.turn()
        ids = [got.event["id"] for got in receiver.got]
        assert 2 == len(set(ids))
        assert waits(delivered=2) == await firm.counts(hook)
        assert len(ids) == 4


async def test_what_cannot_be_read_holds_up_nothing(firm: Company) -> None:
    """Neither the events behind it, nor those of the other company; it is tried again, and is accounted for."""
    async with Receiver() as receiver, Receiver() as good:
        hook = await firm.receive(receiver.url)
        other = await firm.receive(good.url, SECOND)
        for line in ("call acme", "promise acme list by fri"):
            await firm.say(line)
        await firm.say("call acme", tenant=SECOND)
        for broken in (
            "UPDATE entry SET kind = '?' WHERE kind = 'C' AND tenant = 1",
            "UPDATE promise SET due = '2026-11-2x'",
        ):
            await firm.store.engine.write(lambda db, sql=broken: db._raw.execute(sql), 1)  # type: ignore[misc]
        await firm.turn()
        firm.later(timedelta(minutes=1))
        await firm.sender.plan()
        await firm.turn()
        assert ["promise"] == [got.event["data"]["kind"] for got in receiver.got]
        assert waits(delivered=1, queued=1) == await firm.counts(hook)
        assert waits(delivered=1) == await firm.counts(other, SECOND)


async def test_a_wish_to_wait_is_granted(firm: Company) -> None:
    """429 with Retry-After leaves the receiver alone for as long."""
    async with Receiver() as receiver:
        await firm.receive(receiver.url)
        receiver.answers.append((429, {"Retry-After": "600"}))
        await firm.say("call acme")
        await firm.turn()
        firm.later(timedelta(seconds=599))
        await firm.turn()
        assert 1 == len(receiver.got)
        firm.later(timedelta(seconds=2))
        await firm.turn()
        assert 2 == len(receiver.got)


async def test_a_receiver_that_is_gone_gets_no_more(firm: Company) -> None:
    """410 turns it off; what waited is given up."""
    async with Receiver() as receiver:
        hook = await firm.receive(receiver.url)
        receiver.answers.append(410)
        await firm.say("call acme")
        await firm.say("visit acme")
        await firm.turn()
        await firm.say("mail acme")
        await firm.turn()
        assert 1 == len(receiver.got)
        assert waits(given_up=2) == await firm.counts(hook)
        assert WebhookState.REFUSED is (await firm.state(hook)).state


async def test_what_never_arrives_is_given_up_in_time(firm: Company) -> None:
    """After three days and some tries; the next event has three days of its own."""
    async with Receiver() as receiver:
        url = receiver.url
    hook = await firm.receive(url)
    await firm.say("call acme")
    tries = 0
    while (await firm.counts(hook)).queued:
        await firm.turn()
        tries += 1
        firm.later(timedelta(minutes=73))
        assert tries < 100
    assert firm.clock.now() - TUESDAY <= KEPT_TRYING + timedelta(hours=3)
    assert waits(given_up=1) == await firm.counts(hook)
    assert tries > 50
    assert 1 == firm.sender.counts["given_up"]


@pytest.mark.parametrize(
    "answer", ["hold", "endless", "hang up", "no http", "long head", (302, {"Location": "http://169.254.169.254/"})]
)
async def test_a_bad_receiver_delays_no_other_company(firm: Company, answer: Any) -> None:
    """While it is slow or hostile, the other company's events arrive, and lines of its own company are answered."""
    async with Receiver() as bad, Receiver() as good:
        await firm.receive(bad.url)
        other = await firm.receive(good.url, SECOND)
        bad.answers.append(answer)
        await firm.say("call acme")
        await firm.sender.look()
        await bad.arrived.wait()
        await firm.say("visit acme")
        await firm.say("call acme", tenant=SECOND)
        await firm.sender.look()
        await good.arrived.wait()
        bad.released.set()
        await firm.sender.settle()
        assert waits(delivered=1) == await firm.counts(other, SECOND)


async def test_a_thousand_events_for_one_that_is_down(firm: Company) -> None:
    """They cost one send at a time, the other company's flow on, and all arrive once it is up again."""
    async with AsyncExitStack() as stack:
        good = await stack.enter_async_context(Receiver())
        down = Receiver()
        async with down:
            pass
        hook = await firm.receive(down.url)
        other = await firm.receive(good.url, SECOND)
        await firm.store.write(partial(_a_thousand, at=firm.clock.now()))
        for number in range(5):
            await firm.say(f"junk {number + 1}m report", tenant=SECOND)
            await firm.turn()
            firm.later(timedelta(seconds=1))
        assert waits(delivered=5) == await firm.counts(other, SECOND)
        assert 1 == firm.sender.counts["failed"]
        assert waits(queued=1000) == await firm.counts(hook)
        await stack.enter_async_context(down)
        while (await firm.counts(hook)).queued:
            firm.later(timedelta(minutes=2))
            await firm.turn()
        assert 1000 == len({got.event["id"] for got in down.got}) == len(down.got)
        assert waits(delivered=1000) == await firm.counts(hook)


def _a_thousand(work: Work, at: Any) -> None:
    assert isinstance(work.webhooks, SqlWebhooks)
    anna = work.people.named("anna")[0].id
    entry = work.entries.add(Junk(minutes=1, what="x"), person=anna, account=None, day=at.date(), at=at)
    for _ in range(999):
        plan_for_entry(work.webhooks._db, entry, (EventType.LOGGED,), at)


async def test_two_processes_send_an_event_once(firm: Company) -> None:
    """And one that held it and fell silent is followed by the other, under the same id."""
    async with Receiver() as receiver:
        hook = await firm.receive(receiver.url)
        await firm.say("call acme")
        at = firm.clock.now()
        lost = await firm.store.write(lambda work: work.webhooks.claim(hook.id, at, "dead"))
        assert lost
        other = firm.process("two")
        await firm.turn(other)
        assert [] == receiver.got
        firm.later(LEASE + timedelta(seconds=1))
        await asyncio.gather(firm.turn(other), firm.turn())
        assert [lost.event] == [got.event["id"] for got in receiver.got]
        await other.post.close()


async def test_what_is_turned_off_in_flight_is_accounted_for(firm: Company) -> None:
    """The answer that comes later changes nothing."""
    async with Receiver() as receiver:
        hook = await firm.receive(receiver.url)
        receiver.answers.append("hold")
        await firm.say("call acme")
        await firm.sender.look()
        await receiver.arrived.wait()
        at = firm.clock.now()
        await firm.store.write(lambda work: work.webhooks.turn(hook, WebhookState.OFF, at))
        receiver.released.set()
        await firm.sender.settle()
        assert waits(given_up=1) == await firm.counts(hook)


async def test_the_days_of_promises_are_told(firm: Company) -> None:
    """Without anybody typing a line."""
    async with Receiver() as receiver:
        await firm.receive(receiver.url)
        await firm.say("promise acme list by fri")
        await firm.turn()
        for _ in range(2):
            firm.later(timedelta(days=2))
            await firm.sender.plan()
            await firm.turn()
        assert ["entry.logged", "promise.due", "promise.late"] == [got.event["type"] for got in receiver.got]
        assert ("P1", "2026-11-27") == (receiver.got[1].event["data"]["ref"], receiver.got[1].event["data"]["due"])


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (204, "took the test event: it answered 204."),
        (500, "took no test event yet: it answered 500."),
        ("hold", "is on its way"),
    ],
)
async def test_an_admin_who_sends_a_test_hears_what_came_back(firm: Company, answer: Any, said: str) -> None:
    """At once where the receiver answers at once; else the button asks once more."""
    async with Receiver() as receiver:
        await firm.receive(receiver.url)
        receiver.answers.append(answer)
        sender = Sender(platform="terminal", user="chris", name="chris")
        line = Line(sender=sender, at=firm.clock.now(), text="admin webhook test")
        firm.sender.told_seconds = 5.0 if isinstance(answer, int) else 0.05
        reply = await firm.sender.telling(firm.bot)(line)
        assert said in card_text(reply.card)
        receiver.released.set()
        await firm.sender.settle()


async def test_nothing_is_sent_by_a_clock_that_is_wrong(firm: Company) -> None:
    """It is held until the clock is right."""
    async with Receiver() as receiver:
        await firm.receive(receiver.url)
        await firm.say("call acme")
        firm.sender.clock_is_wrong = lambda: True
        await firm.turn()
        assert [] == receiver.got


async def test_a_stop_waits_for_no_receiver_that_holds(firm: Company) -> None:
    """What was under way stays queued, and another process sends it."""
    async with Receiver() as receiver:
        hook = await firm.receive(receiver.url)
        receiver.answers.append("hold")
        await firm.say("call acme")
        stopping = asyncio.Event()
        running = asyncio.ensure_future(firm.sender.run(stopping))
        await receiver.arrived.wait()
        stopping.set()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        assert waits(queued=1) == await firm.counts(hook)
