"""The bot: platforms, nudges and the HTTP server in one process, until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import math
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from adapters import configured
from adapters.common.http_server import HttpServer, ServedPlatform
from bot.app import App, open_app
from bot.errors import ConfigError, StoreError
from bot.metrics import Metrics
from bot.ports import Address, Transport
from bot.settings import Settings
from nudges.delivery import Route
from nudges.loop import Loop

log = structlog.get_logger()
BEHIND = timedelta(minutes=10)
DRAIN_SECONDS = 5.0


@dataclass(kw_only=True)
class Server:
    """One running bot."""

    app: App
    platforms: Sequence[ServedPlatform]
    metrics: Metrics = field(default_factory=Metrics)
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    loop: Loop = field(init=False)

    def __post_init__(self) -> None:
        self.loop = Loop(
            store=self.app.store,
            route=self.route,
            companies=self.companies,
            clock=self.app.clock,
            owner=f"{os.getpid()}-{secrets.token_hex(4)}",
        )

    async def run(self) -> None:
        """Serve until cancelled, then take nothing new and finish what is in flight."""
        settings = self.app.settings
        routes = [route for platform in self.platforms for route in platform.routes()]
        host = HttpServer(
            host=settings.host, port=settings.port, routes=routes, problems=self.problems, metrics=self.measured
        )
        log.info("serve.listening", port=await host.start(), platforms=[platform.name for platform in self.platforms])
        handle = self.metrics.timed(self.app.dispatcher)
        running = [asyncio.ensure_future(platform.run(handle)) for platform in self.platforms]
        nudging = asyncio.ensure_future(self.loop.run(self.stopping))
        try:
            ended, _ = await asyncio.wait({*running, nudging}, return_when=asyncio.FIRST_EXCEPTION)
            for each in ended:
                each.result()
        finally:
            await self._drained(host, running, nudging)

    async def _drained(
        self, host: HttpServer, running: Sequence[asyncio.Future[None]], nudging: asyncio.Future[None]
    ) -> None:
        """Requests in flight are answered first, then receipts leave, then the turn of nudges ends."""
        self.stopping.set()
        for platform in self.platforms:
            platform.stop()
        await host.stop()
        for each in running:
            each.cancel()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(DRAIN_SECONDS):
                await asyncio.gather(*running, nudging, return_exceptions=True)
        log.info("serve.stopped")

    def companies(self) -> list[int]:
        """Return the tenants of all platforms."""
        return sorted({tenant for platform in self.platforms for tenant in platform.companies()})

    def route(self, tenant: int) -> Route:
        """Return the ways out of one company: by the recipient's addresses, a channel by name on any platform."""
        outlets = {platform.name: found for platform in self.platforms if (found := platform.outlet(tenant))}

        def way(to: str, addresses: tuple[Address, ...]) -> tuple[Transport, Address] | None:
            for address in addresses:
                outlet = outlets.get(address.platform) or (
                    None if address.platform else next(iter(outlets.values()), None)
                )
                if outlet:
                    return outlet, address
            return None

        return way

    async def problems(self) -> list[str]:
        """Return why the bot is not ready, nothing when it is."""
        found = [problem for platform in self.platforms for problem in platform.problems()] + self.loop.problems()
        if self.stopping.is_set():
            found.append("stopping")
        try:
            age = await self._oldest()
        except StoreError:
            return [*found, "database: it cannot be read"]
        late = f"nudges: the oldest due one is {age.total_seconds():.0f} s old"
        return [*found, late] if age > BEHIND else found

    async def _oldest(self) -> timedelta:
        now = self.app.clock.now()
        dues = [await self.app.store.read(lambda work: work.outbox.next_due(), tenant) for tenant in self.companies()]
        return max((now - due for due in dues if due and due < now), default=timedelta(0))

    async def measured(self) -> bytes:
        """Return the figures for Prometheus."""
        skew = max((platform.skew_seconds() for platform in self.platforms), key=abs, default=0.0)
        oldest = math.nan
        with contextlib.suppress(StoreError):  # then the refusals below tell
            oldest = (await self._oldest()).total_seconds()
        return self.metrics.text(self.loop.counts, self.app.store.refusals, oldest, skew)


async def serve(settings: Settings) -> None:
    """Run the bot on the platforms that the settings name; raises ConfigError when it cannot start."""
    app = open_app(settings)
    try:
        platforms = configured(settings, app.clock, app.store)
        if not platforms:
            raise ConfigError(
                "No platform is configured: set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET (docs/slack.md), or "
                "MICROSOFT_APP_ID and its secret (docs/teams.md), or run snurr demo to try Snurr in the browser."
            )
        await Server(app=app, platforms=platforms).run()
    finally:
        app.store.close()
