"""Slack as a platform: requests and Socket Mode envelopes are checked, then routed by Bolt; workspaces send."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Any, ClassVar

import aiohttp
import structlog
from aiohttp import web
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from adapters.common.assistant_door import AssistantDoor
from adapters.common.capabilities import Capability
from adapters.common.http_client import open_session
from adapters.common.http_server import ServedPlatform
from adapters.common.platform_clock import SKEWED
from adapters.common.shared_pauses import SharedPauses
from adapters.slack.bolt import TEXT, Router, app_of
from adapters.slack.client import TIMEOUT, SlackClient, silent_logger
from adapters.slack.config import SlackConfig
from adapters.slack.diagnosis import diagnose
from adapters.slack.events_api import EventsApi
from adapters.slack.guard import SIGNATURE, STAMP, BadSignature, MalformedPayload, SlackGuard, checked, parsed
from adapters.slack.inbound import NAME, Payload
from adapters.slack.listeners import Listeners
from adapters.slack.manifest import PATH, CommandNames
from adapters.slack.payload_fields import named_workspaces
from adapters.slack.probes import probe_workspaces
from adapters.slack.refusal_log import RefusalLog
from adapters.slack.slackbot import SlackbotDoor
from adapters.slack.socket_mode import SocketMode
from adapters.slack.token_vault import TokenVault, WorkspaceTokens
from adapters.slack.workspace import Workspace
from adapters.slack.workspace_installer import INSTALL_PATH, REDIRECT_PATH, WorkspaceInstaller
from bot.clock import Clock, SystemClock
from bot.dispatch.registry import lazily
from bot.domain.installations import Installation
from bot.errors import ConfigError, DeliveryError, StoreError
from bot.ports import Check, Handle, Store

log = structlog.get_logger()

# Below the five seconds after which bot/server.py waits no longer for a platform.
DRAIN_SECONDS = 4.0
FOLLOW_SECONDS = 20.0
"""Between two looks for workspaces that another process took in, renewed or removed."""
RATE_LIMITED = "app_rate_limited"
"""The payload by which Slack says that it drops events for a minute, because there were too many."""
NOTICES = frozenset({"url_verification", RATE_LIMITED})
"""Payloads that are for no workspace."""
RETRY_SECONDS = (1, 2, 4, 8)


@dataclass(kw_only=True)
class SlackPlatform(ServedPlatform):
    """One Slack app with all its workspaces.

    `clock` is business time, `machine` the clock that signatures are checked by; `main` is the workspace of
    SLACK_BOT_TOKEN, None when there are only installed ones.
    """

    title: ClassVar[str] = "Slack"
    lacks: ClassVar[Mapping[Capability, str]] = MappingProxyType({})
    config: SlackConfig
    store: Store
    clock: Clock
    names: CommandNames = field(default_factory=CommandNames)
    machine: Clock = field(default_factory=SystemClock)
    name: str = NAME
    workspaces: dict[str, Workspace] = field(default_factory=dict)
    stopping: bool = False
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    listeners: Listeners | None = None
    socket_mode: SocketMode | None = None
    main: Workspace | None = None
    installer: WorkspaceInstaller | None = None
    _router: Router | None = None
    _guard: SlackGuard = field(init=False)
    _refusals: RefusalLog = field(default_factory=RefusalLog)

    def __post_init__(self) -> None:
        self._guard = SlackGuard(secret=self.config.secret, now=self.machine.now)

    async def run(self, handle: Handle) -> None:
        """Serve until cancelled, then finish background tasks; raises ConfigError when Slack refuses a token."""
        async with open_session(TIMEOUT) as session:
            try:
                await self._open(handle, session)
                await self._serve(session)
            # A task group wraps what its tasks raise; the operator is to read the one sentence.
            except ExceptionGroup as group:
                refused, _ = group.split(ConfigError)
                raise (refused.exceptions[0] if refused else group) from None
            finally:
                self.stopping = True
                if self.listeners:
                    await self.listeners.background.stop(DRAIN_SECONDS)

    async def _open(self, handle: Handle, session: aiohttp.ClientSession) -> None:
        self.listeners = Listeners(
            handle=handle,
            store=self.store,
            clock=self.clock,
            verbs=self.names.verbs(lazily().known),
            workspace=self._workspace_of,
        )
        events = EventsApi(listeners=self.listeners, remove=self._remove, steps=self.config.steps)
        web_client = AsyncWebClient(
            base_url=self.config.api_url, session=session, retry_handlers=[], logger=silent_logger()
        )
        app = app_of(self.listeners, events, web_client, self._authorize, self._refusals)
        self._router = Router(app=app, listeners=self.listeners, refusals=self._refusals)
        if self.config.token:
            self.main = self.make_workspace(session, self.config.token)
            await self._identify_patiently(self.main)
            self.workspaces[self.main.team] = self.main
        if self.config.client_id:
            await self._open_installer(session)
        self.ready.set()

    async def _open_installer(self, session: aiohttp.ClientSession) -> None:
        self.installer = WorkspaceInstaller(
            config=self.config,
            store=self.store,
            machine=self.machine,
            session=session,
            serve=partial(self._serve_workspace, session),
            vault=TokenVault(self.config.key),
        )
        for installation, tokens in await self.installer.installed():
            await self._serve_workspace(session, installation, tokens, "")

    async def _serve_workspace(
        self, session: aiohttp.ClientSession, installation: Installation, tokens: WorkspaceTokens, installer: str
    ) -> None:
        """Serve an installed workspace from now on; one that cannot be reached is parked until the next probe."""
        # Also installed by link: the token of the settings counts, and the company stays the first one.
        if self.main and installation.workspace == self.main.team:
            return
        workspace = self.workspaces.get(installation.workspace)
        if workspace:
            workspace.client.use_token(tokens.token)  # its users and its pacing are kept
        else:
            workspace = self.make_workspace(session, tokens.token, installation.tenant)
            workspace.team = installation.workspace
        await workspace.probe()
        self.workspaces[installation.workspace] = workspace
        if installer and self.listeners:
            await self.listeners.add_installer(workspace, installer)

    async def _follow_installations(self, session: aiohttp.ClientSession, installer: WorkspaceInstaller) -> None:
        """Serve the workspaces that are stored, whichever process took them in, until cancelled."""
        while True:
            await asyncio.sleep(FOLLOW_SECONDS)
            try:
                stored = await installer.installed()
            except (StoreError, ConfigError) as error:
                log.warning("slack.not_followed", why=type(error).__name__)
                continue
            for installation, tokens in stored:
                known = self.workspaces.get(installation.workspace)
                if known is None or (known is not self.main and known.client.token != tokens.token):
                    await self._serve_workspace(session, installation, tokens, "")
            names = {installation.workspace for installation, _ in stored}
            for gone in [
                team for team, known in self.workspaces.items() if known is not self.main and team not in names
            ]:
                del self.workspaces[gone]

    def make_workspace(self, session: aiohttp.ClientSession, token: str, tenant: int = 1) -> Workspace:
        """Return the workspace of a token, without asking Slack."""
        client = self._client(session, token)
        client.pauses = SharedPauses(store=self.store, tenant=tenant, platform=NAME, machine=self.machine)
        return Workspace(
            client=client,
            clock=self.clock,
            tenant=tenant,
            stopping=lambda: self.stopping,
            watches_clock=not self.config.rehearsal,
            cards=self.config.cards,
        )

    def _client(self, session: aiohttp.ClientSession, token: str) -> SlackClient:
        return SlackClient(
            token=token, base=self.config.api_url, now=self.machine.now, session=session, hosts=self.config.hosts
        )

    async def _serve(self, session: aiohttp.ClientSession) -> None:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(probe_workspaces(self.workspaces))
            if self.installer:
                tasks.create_task(self._follow_installations(session, self.installer))
                if self.takes_events:
                    tasks.create_task(self.installer.renew_tokens())
            if self.config.app_token and self.takes_events:
                self.socket_mode = SocketMode(
                    client=self._client(session, self.config.app_token), deliver=self._receive_envelope
                )
                tasks.create_task(self.socket_mode.run())

    async def _identify_patiently(self, workspace: Workspace) -> None:
        """Call auth.test until Slack answers; raises ConfigError when it refuses the token."""
        tries = 0
        while True:
            try:
                await workspace.identify()
                return
            except DeliveryError as error:
                if error.permanent:
                    raise ConfigError(
                        f"Slack refuses the token ({error.code}): set SLACK_BOT_TOKEN to the bot token "
                        "from the app's page OAuth & Permissions."
                    ) from error
                wait = error.retry_after.total_seconds() if error.retry_after else 0.0
            await asyncio.sleep(max(wait, RETRY_SECONDS[min(tries, len(RETRY_SECONDS) - 1)]))
            tries += 1

    async def _remove(self, workspace: Workspace, why: str) -> None:
        workspace.door.shut(why, refused=True)
        log.error("slack.parked", code=why)
        if self.installer and workspace is not self.main:
            self.workspaces.pop(workspace.team, None)
            await self.installer.forget(workspace.team)

    def _workspace_of(self, body: Payload) -> Workspace:
        return self.workspaces[body["team_id"]]

    def _team_for(self, payload: Payload) -> str:
        """Return the id of the served workspace that a payload is for, empty when there is none."""
        named = named_workspaces(payload)
        if not named and len(self.workspaces) == 1:
            return next(iter(self.workspaces))  # some payloads name no workspace
        return next((team for team in named if team in self.workspaces), "")

    def _authorize(self, team: str) -> AuthorizeResult:
        found = self.workspaces.get(team)
        return found.authorized() if found else AuthorizeResult(enterprise_id=None, team_id=team)

    def is_opening(self) -> bool:
        """Whether the start is not over."""
        return not self.ready.is_set()

    def transport(self, tenant: int) -> Workspace | None:
        """Return the company's workspace."""
        return next((workspace for workspace in self.workspaces.values() if workspace.tenant == tenant), None)

    async def diagnose(self) -> list[Check]:
        """Check tokens and scopes."""
        return await diagnose(self.config)

    def tenants(self) -> list[int]:
        """Return the companies whose workspaces are served by now."""
        return [workspace.tenant for workspace in self.workspaces.values()]

    def stop(self) -> None:
        """Refuse requests, ignore envelopes and post nothing from now on."""
        self.stopping = True
        if self.socket_mode:
            self.socket_mode.stopping = True

    def skew_seconds(self) -> float:
        """Return the largest skew of any workspace."""
        return max((workspace.skew.total_seconds() for workspace in self.workspaces.values()), key=abs, default=0.0)

    async def compare_clocks(self) -> None:
        """Ask Slack for its time again where it differs."""
        for workspace in list(self.workspaces.values()):
            if abs(workspace.skew) > SKEWED:
                await workspace.compare_clocks()

    def problems(self) -> list[str]:
        """Return why no messages can be taken or sent."""
        found = [] if self.ready.is_set() else ["slack: auth.test is not done"]
        if self.config.app_token and self.takes_events and not (self.socket_mode and self.socket_mode.up):
            found.append("slack: the Socket Mode line is down")
        return found + ([f"slack: {self.main.door.problem}"] if self.main and self.main.door.problem else [])

    def routes(self) -> list[web.RouteDef]:
        """Return the routes for requests, and for installations where they are set up."""
        delivered = [web.post(PATH, self._receive)] if self.config.secret else []
        installed = (
            [web.get(INSTALL_PATH, self._install), web.get(REDIRECT_PATH, self._finish_installation)]
            if self.config.client_id
            else []
        )
        return delivered + installed

    def assistant_door(self) -> AssistantDoor | None:
        door = SlackbotDoor(guard=self._guard, workspaces=self.workspaces, ready=self.ready)
        return door if self.config.slackbot else None

    async def _install(self, request: web.Request) -> web.Response:
        return self.installer.redirect_to_consent(request) if self.installer else web.Response(status=503)

    async def _finish_installation(self, request: web.Request) -> web.Response:
        return await self.installer.finish(request) if self.installer else web.Response(status=503)

    async def _receive(self, request: web.Request) -> web.Response:
        if self.stopping or self._router is None or not self.ready.is_set():
            return web.Response(status=503)
        try:
            payload = await self._verified(request)
        except BadSignature as bad_signature:
            return web.Response(status=self._refuse(401, str(bad_signature)))
        except MalformedPayload as malformed:
            return web.Response(status=self._refuse(400, str(malformed)))
        status, text, content_type = await self._carry_out(self._router, payload)
        return web.Response(status=status, text=text, content_type=content_type)

    async def _verified(self, request: web.Request) -> Payload:
        """Return the payload of a request; raises BadSignature, MalformedPayload."""
        body = await request.read()
        self._guard.verify({name: request.headers.getall(name, []) for name in (STAMP, SIGNATURE)}, body)
        return parsed(request.headers.get("Content-Type", ""), body)

    async def _receive_envelope(self, payload: dict[str, Any]) -> tuple[int, str]:
        """Carry out a Socket Mode envelope; return a status and a body. It needs no signature, only the right shape."""
        if self._router is None:
            return 503, ""
        try:
            status, text, _ = await self._carry_out(self._router, checked(payload))
        except MalformedPayload as malformed:
            return self._refuse(400, str(malformed)), ""
        return status, text

    async def _carry_out(self, router: Router, payload: Payload) -> tuple[int, str, str]:
        """Carry out a checked payload for the workspace that it names; return the answer's status, body and type."""
        # It is no event, so no listener of Bolt's would take it.
        if payload.get("type") == RATE_LIMITED:
            self._refusals.limited()
            return 200, "", TEXT
        team = self._team_for(payload)
        if not team and not (payload.get("type") in NOTICES or "ssl_check" in payload):
            return self._refuse(401, "another workspace"), "", TEXT
        return await router.answer({**payload, "team_id": team})

    def _refuse(self, status: int, reason: str) -> int:
        self._refusals.refused(status, reason)
        return status
