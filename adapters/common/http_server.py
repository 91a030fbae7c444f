"""The HTTP server of `serve`: what a request may cost before a route sees it; and the base class of its platforms."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from aiohttp import web, web_response
from aiohttp.typedefs import Handler

from adapters.common.assistant_door import AssistantDoor
from adapters.common.capabilities import Capability
from adapters.common.connections import IDLE_SECONDS, LINGER_SECONDS, ConnectionLimits, LimitedSite
from adapters.common.operator_pages import OperatorPages, everybody, nobody, this_machine
from bot.errors import ConfigError
from bot.logs import chain
from bot.ports import Check, Platform, Transport
from bot.settings import Settings

BODY_LIMIT = 1024 * 1024
"""Bytes of a request; platforms' largest stay far below."""
# With the five seconds that bot/server.py then gives the platforms, a stop stays below ten.
DRAIN_SECONDS = 4.5
# why there and not in a hook: answers to what is no HTTP pass no application, and would tell versions
web_response.SERVER_SOFTWARE = "Snurr"  # type: ignore[attr-defined]


class ServedPlatform(Platform):
    """Base class of a platform that `serve` can run."""

    title: ClassVar[str]
    """What people call the platform."""
    lacks: ClassVar[Mapping[Capability, str]]
    """The platform's own reason for each thing that it does not offer."""
    takes_events: bool = True
    """Whether people's lines come in through this process; it has to be set before `run`."""

    @abstractmethod
    def routes(self) -> list[web.RouteDef]:
        """Return the routes that the platform delivers to; empty when it delivers by a connection of ours."""

    def assistant_door(self) -> AssistantDoor | None:
        """Return what recognises requests of the platform's own assistant at `/mcp`, None where none may come."""
        return None

    @abstractmethod
    def stop(self) -> None:
        """Refuse what is new from now on; `run` is cancelled once requests in flight are answered."""

    @abstractmethod
    def problems(self) -> list[str]:
        """Return why no messages can be taken or sent, for /readyz; empty when the platform is ready."""

    @abstractmethod
    def skew_seconds(self) -> float:
        """Return how far the machine's clock is ahead of the platform's, 0.0 in rehearsals and while unknown."""

    @abstractmethod
    async def compare_clocks(self) -> None:
        """Ask the platform for its time again while the two clocks differ by more than `SKEWED`; raises nothing."""

    @abstractmethod
    async def diagnose(self) -> list[Check]:
        """Check the settings against the platform, as `doctor` prints it, without running it."""

    @abstractmethod
    def tenants(self) -> list[int]:
        """Return the companies that the platform serves by now."""

    def is_opening(self) -> bool:
        """Whether the platform was not reached since the start, and may still come to serve more companies."""
        return False

    @abstractmethod
    def transport(self, tenant: int) -> Transport | None:
        """Return what sends the messages of one company, None when it has nothing on this platform."""


@dataclass(kw_only=True)
class HttpServer:
    """Serves `routes` at one address; `settings` names what the operator changes when nothing can listen there."""

    host: str
    port: int
    routes: Sequence[web.RouteDef]
    limits: ConnectionLimits = field(default_factory=ConnectionLimits)
    settings: str = "HOST and PORT"
    _runner: web.AppRunner = field(init=False)

    async def start(self) -> int:
        """Listen and return the port; raises ConfigError when it cannot be listened on."""
        app = web.Application(client_max_size=BODY_LIMIT, middlewares=[self._arrived])
        app.add_routes(self.routes)
        # No access log, because it would write whole queries, among them the codes of installations.
        self._runner = web.AppRunner(
            app,
            access_log=None,
            shutdown_timeout=DRAIN_SECONDS,
            keepalive_timeout=IDLE_SECONDS,
            lingering_time=LINGER_SECONDS,
            auto_decompress=False,
        )
        await self._runner.setup()
        try:
            await LimitedSite(self._runner, self.host, self.port, self.limits).start()
        except OSError as error:
            await self._runner.cleanup()
            raise ConfigError(
                f"Nothing can listen at {self.host}:{self.port} ({error.strerror}): set {self.settings}."
            ) from None
        return int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Stop listening and let open requests finish, at most `DRAIN_SECONDS`."""
        await self._runner.cleanup()

    @web.middleware
    async def _arrived(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer a request only once it has arrived as a whole; one with an encoding is refused, never unpacked.

        All log lines of a request have one id, also those of the background tasks that it starts.
        """
        if request.headers.getall("Content-Encoding", []):
            raise web.HTTPUnsupportedMediaType
        if request.match_info.http_exception is not None:
            raise request.match_info.http_exception  # nobody reads this body, however long it is
        if (request.content_length or 0) > BODY_LIMIT:
            raise web.HTTPRequestEntityTooLarge(max_size=BODY_LIMIT, actual_size=request.content_length or 0)
        await request.read()  # handlers read the same bytes again, without waiting
        with chain(), self.limits.answering(request):
            return await handler(request)


def servers(settings: Settings, routes: Sequence[web.RouteDef], pages: OperatorPages) -> list[HttpServer]:
    """Return what listens: the address that platforms deliver to, and the operator's own where one is set."""
    own = settings.snurr_ops_port
    public = HttpServer(
        host=settings.host, port=settings.port, routes=[*routes, *pages.routes(nobody if own else this_machine)]
    )
    if not own:
        return [public]
    names = "SNURR_OPS_HOST and SNURR_OPS_PORT"
    private = HttpServer(host=settings.snurr_ops_host, port=own, routes=pages.routes(everybody), settings=names)
    return [public, private]
