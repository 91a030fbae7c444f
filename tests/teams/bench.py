"""A whole bot beside a stand-in for Microsoft, in one event loop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adapters.common.http_server import HttpServer
from adapters.teams.config import config_of
from adapters.teams.platform import TeamsPlatform
from adapters.teams.tenant import Tenant
from bot.clock import FrozenClock
from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from bot.messages.seal import Sealer
from bot.settings import load
from nudges.answered import answer_parts
from nudges.claim import NudgeResult
from nudges.delivery import tick
from storage.people import Defaults
from storage.work import SqlStore
from tests.fakes.teams import FakeTeams, Posted
from tests.fakes.teams_cards import Json
from tests.migrated import memory_engine
from tests.slack.bench import MORNING


@dataclass(kw_only=True, repr=False)
class Bench:
    """A bot; Anna (29:1, aad-1) is its admin."""

    fake: FakeTeams
    teams: TeamsPlatform
    store: SqlStore
    clock: FrozenClock
    url: str
    said: int = 0
    """Answers that Anna had when the house stood."""

    async def deliver(self, activity: Json) -> Any:
        """Deliver an activity, wait until all that follows is done, and return the answer."""
        status, answer = await self.fake.deliver(self.url, activity)
        assert status in (200, 202), (status, answer)
        await self.settled()
        return answer

    async def say(self, text: str, user: int = 1, **more: Any) -> Posted:
        """Type a message and return what was answered last."""
        await self.deliver(self.fake.message(text, user, **more))
        return self.fake.posts[-1]

    async def settled(self) -> None:
        """Wait until the bot has nothing on its way; raises what a background task raised."""
        assert self.teams.activities
        while tasks := set(self.teams.activities.background.running):
            await asyncio.gather(*tasks)

    @property
    def tenant(self) -> Tenant:
        """The tenant, which is the first company."""
        found = self.teams.transport(1)
        assert found
        return found

    async def tick(self, at: datetime | None = None) -> list[NudgeResult]:
        """Let nudges come due at an instant."""
        if at:
            self.clock.move_to(at)
        way = lambda to, addresses: (self.tenant, addresses[0]) if addresses else None  # noqa: E731
        return await tick(self.store, way, self.clock, "test")


@asynccontextmanager
async def bench(fake: FakeTeams, **more: str) -> AsyncIterator[Bench]:
    """Run a bot beside a stand-in; `more` are settings."""
    engine = memory_engine()
    store = SqlStore(engine, Defaults(zone="Europe/Oslo", country="NO", purpose="help in time", basis="interest"))
    clock = FrozenClock(MORNING)
    config = config_of(load(fake.environment() | {"SNURR_CONFIG": "/nowhere.toml"} | more))
    assert config
    teams = TeamsPlatform(config=config, store=store, clock=clock, sealer=Sealer(key=engine.seal_key()))
    dispatcher = Dispatcher(store=store, registry=discover(), admins=frozenset({"teams:aad-1"}), around=answer_parts)
    host = HttpServer(host="127.0.0.1", port=0, routes=teams.routes())
    port = await host.start()
    running = asyncio.ensure_future(teams.run(dispatcher))
    try:
        await asyncio.wait_for(teams.ready.wait(), 60)
        yield Bench(fake=fake, teams=teams, store=store, clock=clock, url=f"http://127.0.0.1:{port}/api/messages")
    finally:
        await host.stop()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        store.close()
