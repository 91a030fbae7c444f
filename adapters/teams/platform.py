"""Microsoft Teams as a platform: requests are verified, then run through the SDK; the Bot Connector sends."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

import aiohttp
import structlog
from aiohttp import web

from adapters.common.assistant_door import AssistantDoor
from adapters.common.capabilities import Capability
from adapters.common.http_client import open_session
from adapters.common.http_server import ServedPlatform
from adapters.common.platform_clock import SKEWED
from adapters.teams.activities import ActivityHandler
from adapters.teams.config import TeamsConfig
from adapters.teams.connector import Connector
from adapters.teams.copilot import CopilotDoor
from adapters.teams.diagnosis import cure_of, diagnose
from adapters.teams.guard import BODY_LIMIT, RequestRefused, TeamsGuard
from adapters.teams.inbound import NAME
from adapters.teams.lacks import LACKS
from adapters.teams.sdk import TurnPipeline
from adapters.teams.signing_keys import SigningKeys
from adapters.teams.tenant import Tenant
from adapters.teams.token_client import LOGIN_PREFIX, TokenClient
from bot.clock import Clock, seconds_run
from bot.dispatch.registry import lazily
from bot.errors import ConfigError, DeliveryError
from bot.messages.card import Button
from bot.messages.press import CommandPress, read_press
from bot.messages.seal import Sealer
from bot.ports import Check, Handle, Store

log = structlog.get_logger()
PATH = "/api/messages"
DIRECTORY_KEYS = "/v2.0/.well-known/openid-configuration"
TIMEOUT = aiohttp.ClientTimeout(total=15, connect=5)
# Below the five seconds after which bot/server.py waits no longer for a platform.
DRAIN_SECONDS = 4.0
LOG_SECONDS = 1.0
RETRY_SECONDS = (1, 2, 4, 8)


@dataclass(kw_only=True)
class TeamsPlatform(ServedPlatform):
    """One bot registration in one tenant; `clock` is business time."""

    title: ClassVar[str] = "Teams"
    lacks: ClassVar[Mapping[Capability, str]] = LACKS
    config: TeamsConfig
    store: Store
    clock: Clock
    sealer: Sealer
    name: str = NAME
    stopping: bool = False
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    tenant: Tenant | None = None
    activities: ActivityHandler | None = None
    keys: SigningKeys | None = None
    directory_keys: SigningKeys | None = None
    """Those of the tenant's own directory, which signs tokens of people."""
    login: TokenClient | None = None
    _guard: TeamsGuard | None = None
    _turns: TurnPipeline = field(default_factory=TurnPipeline)
    _logged: dict[str, float] = field(default_factory=dict)

    async def run(self, handle: Handle) -> None:
        """Serve until cancelled, then finish background tasks; raises ConfigError when Microsoft refuses the login."""
        async with open_session(TIMEOUT) as session:
            try:
                self._open(handle, session)
                await self._log_in_patiently()
                self.ready.set()
                await asyncio.Event().wait()
            finally:
                self.stopping = True
                if self.activities:
                    await self.activities.background.stop(DRAIN_SECONDS)

    def _open(self, handle: Handle, session: aiohttp.ClientSession) -> None:
        self.keys = SigningKeys(url=self.config.keys, session=session)
        self.directory_keys = SigningKeys(url=f"{self.config.login}{DIRECTORY_KEYS}", session=session)
        self.login = TokenClient(config=self.config, session=session)
        self._guard = TeamsGuard(config=self.config, keys=self.keys)
        connector = Connector(session=session, login=self.login, hosts=self.config.hosts)
        self.tenant = Tenant(
            connector=connector,
            store=self.store,
            id=self.config.tenant,
            opens=opens_form,
            sealer=self.sealer.at(NAME, Tenant.number),
            watches_clock=not self.config.rehearsal,
            stopping=lambda: self.stopping,
        )
        self.activities = ActivityHandler(handle=handle, tenant=self.tenant, clock=self.clock)

    async def _log_in_patiently(self) -> None:
        """Log in and fetch the keys until both succeed; raises ConfigError when Microsoft refuses the registration."""
        tries = 0
        while not (self.keys and self.login and self.keys.ready and self.login.ready):
            assert self.keys
            assert self.login
            try:
                await self.login.token()
            except DeliveryError as error:
                if error.permanent:
                    code = error.code.removeprefix(LOGIN_PREFIX)
                    raise ConfigError(f"Microsoft refuses the login ({code}): {cure_of(error)}.") from error
            if not self.keys.ready:
                await self.keys.refresh()
            if not (self.keys.ready and self.login.ready):
                await asyncio.sleep(RETRY_SECONDS[min(tries, len(RETRY_SECONDS) - 1)])
            tries += 1

    def routes(self) -> list[web.RouteDef]:
        """Return the route for activities."""
        return [web.post(PATH, self._receive)]

    def assistant_door(self) -> AssistantDoor | None:
        door = CopilotDoor(config=self.config, keys=lambda: self.directory_keys)
        return door if self.config.audiences else None

    async def _receive(self, request: web.Request) -> web.Response:
        if self.stopping or self._guard is None or self.activities is None:
            return web.Response(status=503)
        if (request.content_length or 0) > BODY_LIMIT:
            return web.Response(status=413)
        body = await request.read()
        if len(body) > BODY_LIMIT:
            return web.Response(status=413)
        try:
            return await self._carry_out(self._guard, self.activities, request, body)
        except RequestRefused as refused:
            return self._refuse(refused.status, str(refused))

    async def _carry_out(
        self, guard: TeamsGuard, activities: ActivityHandler, request: web.Request, body: bytes
    ) -> web.Response:
        activity = await guard.verified(request.headers.getall("Authorization", []), body)
        answer = await self._turns.run(activity, lambda: activities.carry_out(activity))
        if activity["type"] != "invoke":
            return web.Response(status=202)
        if answer is None:
            raise RequestRefused(400, "unknown invoke")
        return web.json_response(answer)

    def _refuse(self, status: int, reason: str) -> web.Response:
        now = seconds_run()
        # A flood of forged requests must not fill the disk with lines.
        if now - self._logged.get(reason, -LOG_SECONDS) >= LOG_SECONDS:
            self._logged[reason] = now
            log.warning("teams.request_refused", status=status, reason=reason)
        return web.Response(status=status)

    def stop(self) -> None:
        """Refuse requests and post nothing from now on."""
        self.stopping = True

    def skew_seconds(self) -> float:
        """Return the tenant's skew."""
        return self.tenant.skew.total_seconds() if self.tenant else 0.0

    async def compare_clocks(self) -> None:
        """Ask Microsoft for its time again where it differs."""
        if self.login and abs(self.skew_seconds()) > SKEWED.total_seconds():
            with contextlib.suppress(DeliveryError):
                await self.login.compare_clocks()

    def problems(self) -> list[str]:
        """Return why no messages can be taken or sent."""
        found = []
        if not (self.keys and self.keys.ready):
            found.append("teams: the keys are not there yet")
        if not (self.login and self.login.ready):
            found.append("teams: the login is not done")
        return found + ([f"teams: {self.tenant.door.problem}"] if self.tenant and self.tenant.door.problem else [])

    async def diagnose(self) -> list[Check]:
        """Check login and keys."""
        return await diagnose(self.config)

    def tenants(self) -> list[int]:
        """Return the one company that the tenant is, nothing before the platform is ready."""
        return [self.tenant.number] if self.tenant and self.ready.is_set() else []

    def is_opening(self) -> bool:
        """Whether the start is not over."""
        return not self.ready.is_set()

    def transport(self, tenant: int) -> Tenant | None:
        """Return the tenant, when it is the company's."""
        return self.tenant if self.tenant and self.tenant.number == tenant else None


def opens_form(button: Button) -> bool:
    """Whether a button surely leads to a form: something that its command needs is not in it."""
    command = lazily().named(button.press.verb)
    carried = read_press(button.press)
    if command is None or not isinstance(carried, CommandPress) or carried.rest is not None:
        return False
    known = {*carried.machine, *carried.typed}
    return any(not (arg.optional or arg.hidden or arg.name in known) for arg in command.args)
