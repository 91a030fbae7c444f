"""From checked payloads to listeners: slash commands directly, all else by Bolt, which writes no logs of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.client import silent_logger
from adapters.slack.events_api import EventsApi
from adapters.slack.listeners import Listeners
from adapters.slack.refusal_log import RefusalLog

# Everything, line breaks too: what no listener takes Bolt answers with 404, which a person sees as a failure.
ANY = re.compile(".*", re.DOTALL)
Acknowledgement = tuple[int, str, str]
"""A status, a body and its content type."""
TEXT, JSON = "text/plain", "application/json"


@dataclass(frozen=True, kw_only=True)
class Router:
    """Carries out checked payloads: the slash commands that there are at once, everything else by Bolt's listeners."""

    app: AsyncApp
    listeners: Listeners
    refusals: RefusalLog

    async def __call__(self, body: dict[str, Any]) -> Acknowledgement:
        """Return the acknowledgement of a payload, which is on disk then; a failure is answered with 400."""
        if body.get("command") in self.listeners.verbs and "ssl_check" not in body:
            return await self._command(body)
        # why as in Socket Mode: Bolt takes a payload that was read already, and does not read the body a second time
        request: AsyncBoltRequest = AsyncBoltRequest(body=body, mode="socket_mode")
        answer = await self.app.async_dispatch(request)
        content_type = answer.first_headers().get("content-type", TEXT).partition(";")[0]
        return answer.status, answer.body or "", content_type

    async def _command(self, body: dict[str, Any]) -> Acknowledgement:
        try:
            answer = await self.listeners.command(body)
        except Exception as error:  # as Bolt does with its listeners: one command fails, and the server goes on
            self.refusals.failed(error)
            return 400, "", TEXT
        return 200, answer, JSON if answer else TEXT


def router_of(
    listeners: Listeners,
    events: EventsApi,
    web: AsyncWebClient,
    authorization: Callable[[str], AuthorizeResult],
    refusals: RefusalLog,
) -> Router:
    """Return what carries out payloads by these listeners."""
    app = _app_of(listeners, events, web, authorization, refusals)
    return Router(app=app, listeners=listeners, refusals=refusals)


def _app_of(
    listeners: Listeners,
    events: EventsApi,
    web: AsyncWebClient,
    authorization: Callable[[str], AuthorizeResult],
    refusals: RefusalLog,
) -> AsyncApp:
    """Return the app; each listener ends before its acknowledgement leaves, a failed one is answered with 400."""

    # Not `token=`: Bolt calls auth.test inside the first request then, and loses the event (200) when that fails.
    async def authorize(team_id: str | None = None, **_: Any) -> AuthorizeResult:
        return authorization(team_id or "")

    app = AsyncApp(
        logger=silent_logger(),
        client=web,
        authorize=authorize,
        # By default Bolt looks for an ack every 10 ms, and loses one that an exception follows.
        process_before_response=True,
        # The guard has verified it; Bolt parses before it verifies, and logs the body of what it refuses.
        request_verification_enabled=False,
        ignoring_self_events_enabled=False,
    )
    _interactive(app, listeners)

    @app.event(ANY)
    async def event(body: dict[str, Any]) -> None:
        await events(body)

    @app.error
    async def failed(error: Exception) -> BoltResponse:
        refusals.failed(error)
        return BoltResponse(status=400, body="")

    return app


def _interactive(app: AsyncApp, listeners: Listeners) -> None:
    @app.action(ANY)
    async def action(ack: AsyncAck, body: dict[str, Any]) -> None:
        await listeners.pressed(body)
        await ack()

    @app.view_submission(ANY)
    async def submitted(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack(await listeners.submitted(body) or "")

    @app.view_closed(ANY)
    async def closed(ack: AsyncAck) -> None:
        await ack()

    @app.shortcut(ANY)
    async def shortcut(ack: AsyncAck, body: dict[str, Any]) -> None:
        await listeners.shortcut(body)
        await ack()

    @app.options(ANY)
    async def options(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack(await listeners.options(body))
