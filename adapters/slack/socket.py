"""Socket Mode: payloads over a line that we open, with a watchdog, because the SDK's own reconnecting can get stuck."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import structlog
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.client import silent
from bot.logs import chain

log = structlog.get_logger()
WATCH_SECONDS = 3.0
CONNECT_SECONDS = 5.0
DRAIN_SECONDS = 3.0
Deliver = Callable[[dict[str, Any]], Awaitable[tuple[int, str]]]


@dataclass(kw_only=True)
class Socket:
    """One line to Slack; `deliver` answers a payload with a status and a body."""

    app_token: str
    web: AsyncWebClient
    deliver: Deliver
    up: bool = False
    stopping: bool = False
    _busy: set[asyncio.Task[Any]] = field(default_factory=set)

    async def run(self) -> None:
        """Keep the line open until cancelled."""
        client = SocketModeClient(
            app_token=self.app_token,
            web_client=self.web,
            logger=silent(),
            ping_interval=10,
            auto_reconnect_enabled=False,
        )
        client.socket_mode_request_listeners.append(self._requested)
        try:
            while True:
                await self._watch(client)
                await asyncio.sleep(WATCH_SECONDS)
        finally:
            self.up, self.stopping = False, True
            if self._busy:
                await asyncio.wait(set(self._busy), timeout=DRAIN_SECONDS)
            await client.close()  # type: ignore[no-untyped-call]

    async def _watch(self, client: SocketModeClient) -> None:
        self.up = await client.is_connected()
        if self.up or self.stopping:
            return
        client.wss_uri = (
            None  # a ticket counts once; after a refused handshake the SDK would try the spent one for ever
        )
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                await client.connect()  # type: ignore[no-untyped-call]
        except TimeoutError:
            log.warning("slack.line_failed")
        self.up = await client.is_connected()

    async def _requested(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        """Answer on the line; a payload that comes while we stop is left for the next process."""
        if self.stopping:
            return
        task = asyncio.ensure_future(self._answer(client, request))
        self._busy.add(task)
        task.add_done_callback(self._busy.discard)
        await asyncio.wait({task})

    async def _answer(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        with chain():
            status, text = await self.deliver(request.payload)
            if status != 200:
                log.warning("slack.envelope_refused", status=status)
        await client.send_socket_mode_response(
            SocketModeResponse(envelope_id=request.envelope_id, payload=_payload(text))
        )


def _payload(text: str) -> dict[str, Any] | None:
    if not text.startswith("{"):
        return {"text": text} if text else None
    found = json.loads(text)
    return found if isinstance(found, dict) else None
