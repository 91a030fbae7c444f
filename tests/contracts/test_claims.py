"""Claims and merges on each engine: what one human logged under two addresses is theirs, to the last figure."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from bot.messages.card import Reply
from bot.messages.events import Line, Pressed, Sender
from bot.messages.press import Press
from storage.engine import Engine
from storage.migrate import migrate
from storage.postgres import PostgresEngine
from storage.sqlite import SqliteEngine
from storage.work import SqlStore
from tests.dialog import TUESDAY
from tests.postgres import database

CHRIS = Sender(platform="terminal", user="chris", name="chris")
SLACK = Sender(platform="slack", user="U7", name="Kari")
TEAMS = Sender(platform="teams", user="a-1", name="Kari")


@pytest.fixture(name="bot", params=["sqlite", "postgres"])
def bot_fixture(request: pytest.FixtureRequest) -> Iterator[Dispatcher]:
    """A bot over an empty database."""
    with ExitStack() as stack:
        postgres = request.param == "postgres"
        engine: Engine = PostgresEngine(stack.enter_context(database())) if postgres else SqliteEngine(":memory:")
        stack.callback(engine.close)
        migrate(engine)
        yield Dispatcher(store=SqlStore(engine), registry=discover())


async def say(bot: Dispatcher, sender: Sender, text: str) -> Reply:
    """Type a line."""
    return await bot(Line(sender=sender, at=TUESDAY, text=text, limited=False))


async def decide(bot: Dispatcher, claim: int, verdict: str) -> Reply:
    """Press a button of a claim as the admin."""
    press = Press(verb="admin claim", values={"claim": str(claim), "verdict": verdict})
    return await bot(Pressed(sender=CHRIS, at=TUESDAY, press=press))


async def test_two_addresses_become_the_person_that_an_admin_set_up(bot: Dispatcher) -> None:
    """The calls and days off of both; undone from either address, nothing is left."""
    for line in (
        "admin team Nord",
        "admin person Kari manager team Nord",
        "admin purpose help in time basis interest told 1 Sep notice 0",
    ):
        assert (await say(bot, CHRIS, line)).ok
    for sender in (SLACK, TEAMS):
        for line in ("call - vm", "off 16-22 dec"):
            assert (await say(bot, sender, line)).ok
    for claim in await bot.store.read(lambda work: work.claims.open()):
        assert "from now on" in str((await decide(bot, claim.id, "same")).card)
    assert 2 == (await say(bot, TEAMS, "today")).figures["calls"]
    assert (await say(bot, SLACK, "team week")).ok
    while (await say(bot, SLACK, "undo")).undone:
        pass
    assert 0 == (await say(bot, TEAMS, "today")).figures["calls"]
    assert 2 == len(await bot.store.read(lambda work: work.people.everyone()))


async def test_a_removed_name_writes_one_row_and_is_let_in_by_a_press(bot: Dispatcher) -> None:
    """However often it is tried."""
    for line in ("admin person Kari", "admin remove person Kari"):
        assert (await say(bot, CHRIS, line)).ok
    for _ in range(3):
        assert "asked to let you in" in ((await say(bot, SLACK, "account acme")).error or "")
    (claim,) = await bot.store.read(lambda work: work.claims.open())
    await decide(bot, claim.id, "out")
    await decide(bot, claim.id, "reopen")
    await decide(bot, claim.id, "other")
    assert (await say(bot, SLACK, "call - vm")).ok
