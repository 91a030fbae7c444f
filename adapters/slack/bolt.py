"""Bolt's app around the listeners; requests reach it verified, and it writes no logs of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.client import silent_logger
from adapters.slack.events_api import EventsApi
from adapters.slack.listeners import Listeners
from adapters.slack.refusal_log import RefusalLog

# Everything, line breaks too: what no listener takes Bolt answers with 404, which a person sees as a failure.
ANY = re.compile(".*", re.DOTALL)


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
    @app.command(re.compile("|".join(f"^{re.escape(name)}$" for name in listeners.verbs)))
    async def command(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack(await listeners.command(body) or "")

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
