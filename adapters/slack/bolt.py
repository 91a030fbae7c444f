"""Bolt's app around the listeners; requests reach it verified, and it writes no logs of its own."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.client import silent_logger
from adapters.slack.events_api import EventsApi
from adapters.slack.listeners import Listeners
from adapters.slack.refusal_log import RefusalLog

# Everything, line breaks too: what no listener takes Bolt answers with 404, which a person sees as a failure.
ANY = re.compile(".*", re.DOTALL)


@dataclass(kw_only=True)
class CommandMiddleware(AsyncMiddleware):
    """Answers the slash commands that there are; everything else goes on to Bolt's listeners."""

    listeners: Listeners

    async def async_process(
        self, *, req: AsyncBoltRequest, resp: BoltResponse, next: Callable[[], Awaitable[Any]]
    ) -> BoltResponse:
        """Return the answer of a command, which is on disk then; raises what the listener raises."""
        if req.body.get("command") not in self.listeners.verbs:
            await next()
            return resp
        return BoltResponse(status=200, body=await self.listeners.command(req.body))


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
        # Before it, as whom a command is for is known; to find a listener takes Bolt six times as long as all else.
        before_authorize=CommandMiddleware(listeners=listeners),
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
