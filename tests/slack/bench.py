"""A whole bot beside a stand-in for Slack, in one event loop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from adapters.common.http_server import HttpServer
from adapters.slack.config import SlackConfig
from adapters.slack.platform import SlackPlatform
from adapters.slack.workspace import Workspace
from bot.clock import FrozenClock
from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from nudges.answered import answer_parts
from nudges.claim import NudgeResult
from nudges.delivery import tick
from storage.migrate import migrate
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import SqlStore
from tests.fakes.slack import APP_TOKEN, SECRET, TOKEN, Answer, FakeSlack
from tests.migrated import memory_engine

MORNING = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
"""Tuesday, eight o'clock in Oslo."""


@dataclass(kw_only=True, repr=False)
class Bench:
    """A bot over HTTP or Socket Mode; Anna (U1) is its admin."""

    fake: FakeSlack
    slack: SlackPlatform
    store: SqlStore
    clock: FrozenClock
    url: str
    dispatcher: Dispatcher
    running: asyncio.Future[None]

    async def command(self, line: str, user: str = "U1", channel: str = "D1", named: str = "") -> Answer:
        """Type a slash command and return the answer."""
        name, _, text = line.partition(" ")
        status, answer = await self.fake.post(self.url, self.fake.command_body(name, text, user, channel, named))
        assert status == 200, (status, answer)
        await self.settled()
        return answer if isinstance(answer, dict) else {}

    async def deliver(self, body: Answer) -> Any:
        """Deliver any payload, wait until all that follows is done, and return the answer."""
        status, answer = await self.fake.post(self.url, body)
        assert status == 200, (status, answer)
        await self.settled()
        return answer

    async def say(self, text: str, user: str = "U1", **more: object) -> str:
        """Type a direct message and return the text of what was answered."""
        await self.deliver(self.fake.message_event(text, user, **more))
        return self.fake.to(user)[-1].text

    async def settled(self) -> None:
        """Wait until the bot has nothing on its way; raises what a background task raised."""
        assert self.slack.listeners
        while tasks := set(self.slack.listeners.background.running):
            await asyncio.gather(*tasks)

    @property
    def workspace(self) -> Workspace:
        """The workspace of the first company."""
        found = self.slack.transport(1)
        assert found
        return found

    async def tick(self, at: datetime | None = None) -> list[NudgeResult]:
        """Let nudges come due at an instant."""
        if at:
            self.clock.move_to(at)
        way = lambda to, addresses: (self.workspace, addresses[0]) if addresses else None  # noqa: E731
        return await tick(self.store, way, self.clock, "test")


async def until(done: Callable[[], bool], seconds: float = 60.0) -> None:
    """Wait for something to become true."""
    async with asyncio.timeout(seconds):
        while not done():  # noqa: ASYNC110 - what is waited for happens in a real server
            await asyncio.sleep(0.01)


@asynccontextmanager
async def bench(
    fake: FakeSlack, *, socket: bool = False, path: Path | None = None, admin: str = "slack:u1", **more: str
) -> AsyncIterator[Bench]:
    """Run a bot beside a stand-in; `more` is set in its configuration."""
    if path is None:
        engine = memory_engine()
    else:
        engine = SqliteEngine(path)
        migrate(engine)
    store = SqlStore(engine, Defaults(zone="Europe/Oslo", country="NO", purpose="help in time", basis="interest"))
    clock = FrozenClock(MORNING)
    config = SlackConfig(
        token=TOKEN,
        secret="" if socket else SECRET,
        app_token=APP_TOKEN if socket else "",
        api_url=fake.api_url,
        hosts=frozenset({"127.0.0.1"}),
        rehearsal=True,
        **more,
    )
    slack = SlackPlatform(config=config, store=store, clock=clock)
    dispatcher = Dispatcher(store=store, registry=discover(), admins=frozenset({admin}), around=answer_parts)
    host = HttpServer(host="127.0.0.1", port=0, routes=slack.routes())
    port = await host.start()
    running = asyncio.ensure_future(slack.run(dispatcher))
    try:
        await asyncio.wait_for(slack.ready.wait(), 60)
        url = f"http://127.0.0.1:{port}/slack/events"
        yield Bench(fake=fake, slack=slack, store=store, clock=clock, url=url, dispatcher=dispatcher, running=running)
    finally:
        await host.stop()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        store.close()
