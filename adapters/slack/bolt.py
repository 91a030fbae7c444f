"""From a verified payload to its answer: commands go straight to their listener, everything else through Bolt's app.

Bolt writes no logs of its own.
"""

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
from adapters.slack.inbound import Payload
from adapters.slack.listeners import Listeners
from adapters.slack.refusal_log import RefusalLog

# Everything, line breaks too: what no listener takes Bolt answers with 404, which a person sees as a failure.
ANY = re.compile(".*", re.DOTALL)
JSON, TEXT = "application/json", "text/plain"


@dataclass(kw_only=True)
class Router:
    """Answers payloads that the guard has let in."""

    app: AsyncApp
    listeners: Listeners
    refusals: RefusalLog

    async def answer(self, payload: Payload) -> tuple[int, str, str]:
        """Return the status, the body and the content type of an answer; what it stored is on disk then."""
        # To find a listener takes Bolt longer than all else here, and a command names its own.
        if payload.get("command") not in self.listeners.verbs:
            return await self._by_bolt(payload)
        try:
            text = await self.listeners.command(payload)
        except Exception as error:  # as of any listener: logged once, and answered with 400
            self.refusals.failed(error)
            return 400, "", TEXT
        return 200, text, JSON if text else TEXT

    async def _by_bolt(self, payload: Payload) -> tuple[int, str, str]:
        # why as in Socket Mode: Bolt takes a payload that was read already, and does not read the body a second time
        request: AsyncBoltRequest = AsyncBoltRequest(body=dict(payload), mode="socket_mode")
        answer = await self.app.async_dispatch(request)
        return answer.status, answer.body or "", answer.first_headers().get("content-type", TEXT).partition(";")[0]


def app_of(
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
        name="snurr",  # else Bolt looks for the caller's file, and keeps the source of all that is loaded
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
