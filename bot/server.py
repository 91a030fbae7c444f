"""`serve`: the platforms, the loop of nudges and the HTTP server in one process, or a part of them, until stopped."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import math
import os
import secrets
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from functools import partial
from typing import Any

import structlog

from adapters import configured, programs
from adapters.common.background_tasks import BackgroundTasks
from adapters.common.http_server import HttpServer, ServedPlatform, servers
from adapters.common.named_channel import NamedChannelTransport
from adapters.common.operator_pages import OperatorPages, SharedAnswer
from adapters.common.platform_clock import SKEWED
from adapters.programs.event_sender import EventSender
from adapters.programs.webhook_post import WebhookPost
from bot.app import App, open_app
from bot.clock import ClockWatch, SystemClock
from bot.domain.channel_posts import change_posts
from bot.errors import ConfigError, DeliveryError, StoreError, StoreUnusable
from bot.messages.card import Reply
from bot.messages.events import Event, Posted
from bot.metrics import Metrics
from bot.ports import Address, Handle, Route, Transport
from bot.settings import Settings
from nudges.loop import Loop
from nudges.upkeep import Upkeep

log = structlog.get_logger()
BEHIND = timedelta(minutes=10)
READ_SECONDS = 3.0
"""After which a database that does not answer is one that cannot be read, for /readyz."""
PROBE_SECONDS = 5.0
"""For which /readyz shows whether the database could be written, before it tries again."""
COMPARE_SECONDS = 30.0
"""Between two looks at whether the machine's clock is still wrong."""
UNREACHED, OPENING_RETRY = "not reached since the start", timedelta(seconds=10)
"""Why a message is put off whose platform is still opening, and for how long."""
GARBAGE = 50_000
"""Objects that are made between two searches for garbage; Python's own measure is 700."""
HOST_SECONDS = 4.5
"""For which a stop waits for sends in flight, as it does for requests."""
DRAIN_SECONDS = 4.2
EXIT_SECONDS = 9.5
"""After which a stopped process ends, whatever still waits; what was answered is stored."""


class ServedPart(StrEnum):
    """What one process does of the bot; any number of processes may do each."""

    ALL = "all"
    WEB = "web"
    """Lines come in and are answered; no nudges."""
    WORKER = "worker"
    """Nudges are planned and sent; nothing comes in."""


@dataclass(kw_only=True)
class Server:
    """One running process; it shares the database with others, known to them by the loop's `owner`."""

    app: App
    platforms: Sequence[ServedPlatform]
    part: ServedPart = ServedPart.ALL
    on_stop: Callable[[], object] = lambda: None
    """Called once a stop has begun."""
    metrics: Metrics = field(default_factory=Metrics)
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    loop: Loop = field(init=False)
    events: EventSender = field(init=False)
    _background: BackgroundTasks = field(default_factory=lambda: BackgroundTasks(platform="posts"))
    _watch: ClockWatch = field(default_factory=lambda: ClockWatch(SystemClock()))
    _writable: SharedAnswer[list[str]] = field(init=False)

    def __post_init__(self) -> None:
        self._writable = SharedAnswer(ask=self._write_problems, kept_seconds=PROBE_SECONDS)
        self.loop = Loop(
            store=self.app.store,
            route=self.route,
            tenants=self.tenants,
            clock=self.app.clock,
            # The process id alone is not enough: in containers every process is number 1.
            owner=f"{os.getpid()}-{secrets.token_hex(4)}",
            clock_is_wrong=self.clock_is_wrong,
            lease=timedelta(seconds=self.app.settings.snurr_lease_seconds),
        )
        self.events = EventSender(
            store=self.app.store,
            clock=self.app.clock,
            owner=self.loop.owner,
            post=WebhookPost(hosts=self.app.settings.webhook_hosts),
            clock_is_wrong=self.clock_is_wrong,
        )
        for platform in self.platforms:
            platform.takes_events = self.part is not ServedPart.WORKER

    @property
    def nudges(self) -> bool:
        """Whether this process plans and sends nudges."""
        return self.part is not ServedPart.WEB

    async def run(self) -> None:
        """Serve until cancelled, then stop in order; raises what a platform raises, such as ConfigError."""
        settings = self.app.settings
        handle = self.redrawing(self.metrics.timed(self.app.dispatcher))
        if self.nudges:
            handle = self.events.telling(handle)
        routes = [route for platform in self.platforms if platform.takes_events for route in platform.routes()]
        if self.part is not ServedPart.WORKER:
            app = self.app
            doors = [door for platform in self.platforms if (door := platform.assistant_door())]
            routes += programs.routes(
                settings, app.clock, app.store, app.sealer, app.dispatcher.registry, handle, doors
            )
        pages = OperatorPages(problems=self.problems, metrics=self.measured, warnings=self.loop.warnings)
        hosts = servers(settings, routes, pages)
        ports = [await host.start() for host in hosts]
        names = [platform.name for platform in self.platforms]
        log.info("serve.listening", ports=ports, platforms=names, part=self.part.value)
        running = [asyncio.ensure_future(platform.run(handle)) for platform in self.platforms]
        running.append(asyncio.ensure_future(self._compare_clocks()))
        nudging = asyncio.ensure_future(self.loop.run(self.stopping) if self.nudges else self.stopping.wait())
        upkeep = Upkeep(store=self.app.store, clock=self.app.clock, clock_is_wrong=self.clock_is_wrong)
        keeping = asyncio.ensure_future(upkeep.run(self.stopping))
        sending = asyncio.ensure_future(self.events.run(self.stopping) if self.nudges else self.stopping.wait())
        try:
            ended, _ = await asyncio.wait({*running, nudging, keeping, sending}, return_when=asyncio.FIRST_EXCEPTION)
            for task in ended:
                task.result()
        finally:
            await self._stop(hosts, running, asyncio.gather(nudging, keeping, sending, return_exceptions=True))

    def redrawing(self, handle: Handle) -> Handle:
        """Return what answers an event and draws the posts that it changed anew, without keeping the answer waiting."""

        async def answer(event: Event) -> Reply:
            reply = await handle(event)
            if isinstance(event, Posted) or reply.changes or change_posts((*reply.stored, *reply.undone)):
                self._background.start(self.loop.posts(event.tenant).run())
            return reply

        return answer

    async def _stop(
        self, hosts: Sequence[HttpServer], running: Sequence[asyncio.Future[None]], nudging: asyncio.Future[Any]
    ) -> None:
        """Take nothing new; answer requests and end sends in flight; only then close what they go through."""
        # The loop and /readyz see it first: no new turn begins, and a load balancer sends nobody here any more.
        self.stopping.set()
        self.on_stop()
        for platform in self.platforms:
            platform.stop()
        # Why before the platforms end: a send whose session is closed is in doubt, though it may have arrived.
        await asyncio.gather(
            _within(HOST_SECONDS, nudging), self._background.stop(HOST_SECONDS), *(host.stop() for host in hosts)
        )
        for task in running:
            task.cancel()  # each platform then finishes its background tasks
        await _within(DRAIN_SECONDS, *running)
        log.info("serve.stopped")

    def tenants(self) -> list[int]:
        """Return the companies that any platform serves by now."""
        return sorted({tenant for platform in self.platforms for tenant in platform.tenants()})

    def route(self, tenant: int) -> Route:
        """Return what finds the transport to a recipient of one company: that of the first address that is served.

        It raises DeliveryError while a platform that may serve the recipient was not reached since the start.
        """
        by_name = {platform.name: found for platform in self.platforms if (found := platform.transport(tenant))}
        named = _any_of(tuple(by_name.values()))
        opening = {platform.name for platform in self.platforms if platform.is_opening()}

        def find_transport(to: str, addresses: tuple[Address, ...]) -> tuple[Transport, Address] | None:
            for address in addresses:
                # A channel that is only known by name may be on the platform that opens.
                transport = by_name.get(address.platform) if address.platform else None if opening else named
                if transport:
                    return transport, address
            waited_for = next((at.platform for at in addresses if at.platform in opening or not at.platform), None)
            if opening and waited_for is not None:
                raise DeliveryError(UNREACHED, retry_after=OPENING_RETRY, held=True)
            return None

        return find_transport

    def clock_is_wrong(self) -> bool:
        """Whether every platform that is ready disagrees with the machine's clock by more than `SKEWED`."""
        skews = [abs(platform.skew_seconds()) for platform in self.platforms if platform.tenants()]
        return bool(skews) and min(skews) > SKEWED.total_seconds()

    async def _compare_clocks(self) -> None:
        """Let platforms whose clocks differ tell the time again, as nothing that is held would ask them."""
        while True:
            await asyncio.sleep(COMPARE_SECONDS)
            for platform in self.platforms:
                await platform.compare_clocks()

    def _clock_problems(self) -> list[str]:
        skews = {platform.name: platform.skew_seconds() for platform in self.platforms}
        return [
            f"clock: this machine is {abs(skew):.0f} s {'ahead of' if skew > 0 else 'behind'} {name}, nudges are held"
            for name, skew in skews.items()
            if abs(skew) > SKEWED.total_seconds()
        ]

    async def problems(self) -> list[str]:
        """Return why the bot is not ready, for /readyz; empty when it is."""
        found = [problem for platform in self.platforms for problem in platform.problems()]
        found += self.loop.problems() if self.nudges else []
        found += self._clock_problems() + await self._writable.get()
        if self.stopping.is_set():
            found.append("stopping")
        try:
            async with asyncio.timeout(READ_SECONDS):
                age = await self._oldest()
        except (StoreError, TimeoutError):
            return [*found, "database: it cannot be read"]
        late = f"nudges: the oldest due one is {age.total_seconds():.0f} s old"
        return [*found, late] if age > BEHIND else found

    async def _write_problems(self) -> list[str]:
        try:
            async with asyncio.timeout(READ_SECONDS):
                await self.app.store.check_writable()
        except (StoreError, TimeoutError) as error:
            log.warning("database.not_writable", why=type(error).__name__)
            return [f"database: {error.told if isinstance(error, StoreUnusable) else 'it cannot be written'}"]
        return []

    async def _oldest(self) -> timedelta:
        """Return the age of the oldest nudge that is due; a process that sends none only finds out if it can ask."""
        now = self.app.clock.now()
        dues = [await self.app.store.read(lambda work: work.outbox.next_due(), tenant) for tenant in self.tenants()]
        ages = [now - due for due in dues if due and due < now] if self.nudges else []
        return max(ages, default=timedelta(0))

    async def measured(self) -> bytes:
        """Return the metrics in the text format of Prometheus."""
        skew = max((platform.skew_seconds() for platform in self.platforms), key=abs, default=0.0)
        oldest = waiting = math.nan
        # Why suppressed: the count of refusals below shows it, and /readyz a database that does not answer.
        with contextlib.suppress(StoreError, TimeoutError):
            async with asyncio.timeout(READ_SECONDS):
                oldest = (await self._oldest()).total_seconds()
                waiting = await self.app.store.read(lambda work: work.webhooks.queued_everywhere())
        return self.metrics.text(
            self.loop.counts,
            self.app.store.refusals,
            writes=self.app.store.writes,
            oldest=oldest if self.nudges else math.nan,
            planned=self.loop.planned_age() if self.nudges else math.nan,
            skew=skew,
            jump=self._watch.jump().total_seconds(),
            events=self.events.counts,
            waiting=waiting if self.nudges else math.nan,
        )


def _any_of(transports: Sequence[Transport]) -> Transport | None:
    """Return the transport to channels that are only known by name, which have no platform yet."""
    return NamedChannelTransport(transports=transports) if len(transports) > 1 else next(iter(transports), None)


def spare_the_collector() -> None:
    """Leave what was loaded so far out of every search for garbage, and search seldom: a line makes few cycles."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE, 20, 50)


async def _within(seconds: float, *tasks: asyncio.Future[Any]) -> None:
    """Wait until tasks have ended, however they did; those that take longer are cancelled."""
    _, late = await asyncio.wait(tasks, timeout=seconds)
    for task in late:
        task.cancel()


def exit_in(seconds: float) -> None:
    """End the process after so many seconds if it still runs then, such as where a database does not answer."""

    def end() -> None:
        log.warning("serve.cut_off")
        os._exit(0)

    cut = threading.Timer(seconds, end)
    cut.daemon = True  # a process that ends by itself does not wait for it
    cut.start()


async def serve(settings: Settings, part: ServedPart = ServedPart.ALL) -> None:
    """Run the bot, or a part, on the platforms that the settings name; raises ConfigError when it cannot start."""
    app = open_app(settings)
    try:
        platforms = configured(settings, app.clock, app.store, app.sealer)
        if not platforms:
            raise ConfigError(
                "No platform is configured: set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET (docs/slack.md), or "
                "MICROSOFT_APP_ID and its secret (docs/teams.md), or run snurr demo to try Snurr in the browser."
            )
        spare_the_collector()
        await Server(app=app, platforms=platforms, part=part, on_stop=partial(exit_in, EXIT_SECONDS)).run()
    finally:
        app.store.close()
