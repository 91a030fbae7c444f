"""Microsoft Teams as a platform: requests in, checked before the SDK sees them; messages out by the Bot Connector."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import aiohttp
import structlog
from aiohttp import web

from adapters.common.http_client import session
from adapters.teams.activities import Activities
from adapters.teams.config import TeamsConfig
from adapters.teams.connector import Connector
from adapters.teams.diagnosis import cure_of, diagnose
from adapters.teams.guard import BODY_LIMIT, RequestRefused, TeamsGuard
from adapters.teams.inbound import NAME
from adapters.teams.keys import SigningKeys
from adapters.teams.lacks import LACKS
from adapters.teams.login import REFUSED, TokenClient
from adapters.teams.manifest import COMMANDS, manifest
from adapters.teams.sdk import TurnPipeline
from adapters.teams.tenant import Tenant
from bot.capabilities import Capability
from bot.clock import Clock, seconds_run
from bot.dispatch.registry import Command, discover
from bot.errors import ConfigError, DeliveryError
from bot.messages.card import Button, Card
from bot.messages.form import Form
from bot.messages.press import CommandPress, read_press
from bot.ports import Address, Check, Handle, Limits, Store

log = structlog.get_logger()
PATH = "/api/messages"
TIMEOUT = aiohttp.ClientTimeout(total=15, connect=5)
DRAIN_SECONDS = 4.0
PROBE_SECONDS = 3600.0
LOG_SECONDS = 1.0
RETRY_SECONDS = (1, 2, 4, 8)


@dataclass(kw_only=True)
class TeamsPlatform:
    """One registration in one tenant; `clock` is business time."""

    title: ClassVar[str] = "Teams"
    lacks: ClassVar[Mapping[Capability, str]] = LACKS
    config: TeamsConfig
    store: Store
    clock: Clock
    name: str = NAME
    limits: Limits = field(default_factory=lambda: Limits(commands=COMMANDS))
    stopping: bool = False
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    tenant: Tenant | None = None
    activities: Activities | None = None
    keys: SigningKeys | None = None
    login: TokenClient | None = None
    _guard: TeamsGuard | None = None
    _turns: TurnPipeline = field(default_factory=TurnPipeline)
    _logged: dict[str, float] = field(default_factory=dict)

    async def run(self, handle: Handle) -> None:
        """Serve until cancelled; raises ConfigError when Microsoft refuses the registration."""
        async with session(TIMEOUT) as opened:
            try:
                self._open(handle, opened)
                await self._warm()
                self.ready.set()
                while True:
                    await asyncio.sleep(PROBE_SECONDS)
                    await self._probe()
            finally:
                self.stopping = True
                if self.activities:
                    await self.activities.drained(DRAIN_SECONDS)

    def _open(self, handle: Handle, session: aiohttp.ClientSession) -> None:
        self.keys = SigningKeys(url=self.config.keys, session=session)
        self.login = TokenClient(config=self.config, session=session)
        self._guard = TeamsGuard(config=self.config, keys=self.keys)
        connector = Connector(session=session, login=self.login, hosts=self.config.hosts)
        self.tenant = Tenant(
            connector=connector,
            store=self.store,
            id=self.config.tenant,
            opens=opens_form,
            watches_clock=not self.config.rehearsal,
            stopping=lambda: self.stopping,
        )
        self.activities = Activities(handle=handle, tenant=self.tenant, clock=self.clock)

    async def _warm(self) -> None:
        """Log in and fetch the keys before a message needs them, again and again while they are out of reach."""
        tries = 0
        while not (self.keys and self.login and self.keys.ready and self.login.ready):
            assert self.keys
            assert self.login
            try:
                await self.login.token()
            except DeliveryError as error:
                if error.permanent:
                    code = error.code.removeprefix(REFUSED)
                    raise ConfigError(f"Microsoft refuses the login ({code}): {cure_of(error)}.") from error
            if not self.keys.ready:
                await self.keys.refresh()
            if not (self.keys.ready and self.login.ready):
                await asyncio.sleep(RETRY_SECONDS[min(tries, len(RETRY_SECONDS) - 1)])
            tries += 1

    async def _probe(self) -> None:
        """Try again, once an hour, what a tenant refused."""
        if self.tenant:
            self.tenant.parked = ""

    def routes(self) -> list[web.RouteDef]:
        """Return where Teams delivers."""
        return [web.post(PATH, self._receive)]

    async def _receive(self, request: web.Request) -> web.Response:
        if self.stopping or self._guard is None or self.activities is None:
            return web.Response(status=503)
        if (request.content_length or 0) > BODY_LIMIT:
            return web.Response(status=413)
        body = await request.content.read(BODY_LIMIT + 1)
        while len(body) <= BODY_LIMIT and (more := await request.content.read(BODY_LIMIT + 1 - len(body))):
            body += more
        if len(body) > BODY_LIMIT:
            return web.Response(status=413)
        try:
            return await self._carried_out(self._guard, self.activities, request, body)
        except RequestRefused as refused:
            return self._refused(refused.status, str(refused))

    async def _carried_out(
        self, guard: TeamsGuard, activities: Activities, request: web.Request, body: bytes
    ) -> web.Response:
        activity = await guard.verified(request.headers.getall("Authorization", []), body)
        answer = await self._turns.run(activity, lambda: activities.carry_out(activity))
        if activity["type"] != "invoke":
            return web.Response(status=202)
        if answer is None:
            raise RequestRefused(400, "unknown invoke")
        return web.json_response(answer)

    def _refused(self, status: int, reason: str) -> web.Response:
        now = seconds_run()
        if now - self._logged.get(reason, -LOG_SECONDS) >= LOG_SECONDS:
            self._logged[reason] = now
            log.warning("teams.request_refused", status=status, reason=reason)
        return web.Response(status=status)

    def stop(self) -> None:
        """Take nothing new from now on."""
        self.stopping = True

    def skew_seconds(self) -> float:
        """Return how far the machine's clock is ahead of Microsoft's."""
        return self.tenant.connector.skew.total_seconds() if self.tenant else 0.0

    def problems(self) -> list[str]:
        """Return why no messages can be taken or sent, nothing when all is well."""
        found = []
        if not (self.keys and self.keys.ready):
            found.append("teams: the keys are not there yet")
        if not (self.login and self.login.ready):
            found.append("teams: the login is not done")
        return found + ([f"teams: {self.tenant.parked}"] if self.tenant and self.tenant.parked else [])

    async def diagnose(self) -> list[Check]:
        """Return what an operator should know before Teams runs."""
        return await diagnose(self.config)

    def companies(self) -> list[int]:
        """Return the company that the tenant is."""
        return [self.tenant.number] if self.tenant and self.ready.is_set() else []

    def outlet(self, tenant: int) -> Tenant | None:
        """Return the way out of one company."""
        return self.tenant if self.tenant and self.tenant.number == tenant else None

    def _main(self) -> Tenant:
        if self.tenant is None:
            raise DeliveryError("not running", permanent=True)
        return self.tenant

    async def send(self, address: Address, card: Card, key: str) -> str:
        """Post a card in its turn and return its receipt; raises DeliveryError."""
        return await self._main().send(address, card, key)

    async def update(self, receipt: str, card: Card) -> None:
        """Put a card in the place of a sent one; raises DeliveryError."""
        await self._main().update(receipt, card)

    async def open_form(self, trigger: str, form: Form) -> None:
        """Post a form to the person `trigger` names; a dialog only opens from a button."""
        from adapters.teams.forms import card_of, form_card  # noqa: PLC0415 - the one place that posts a bare form
        from adapters.teams.render import message  # noqa: PLC0415

        if not await self._main().tell(trigger, message(form_card(form), card_of(form))):
            raise DeliveryError("no conversation", permanent=True)

    def manifest(self, commands: Sequence[Command]) -> dict[str, object]:
        """Return the app's manifest."""
        return manifest(commands, self.config.app_id)


def opens_form(button: Button) -> bool:
    """Whether a button surely leads to a form: something that its command needs is not in it."""
    command = discover().by_word.get(button.press.verb)
    carried = read_press(button.press)
    if command is None or not isinstance(carried, CommandPress) or carried.rest is not None:
        return False
    known = {*carried.machine, *carried.typed}
    return any(not (arg.optional or arg.hidden or arg.name in known) for arg in command.args)
