"""Socket Mode: payloads over a WebSocket that this program opens, and opens again whenever it ends.

1. apps.connections.open returns an address with a ticket that counts for one handshake, so each try asks for a new one.
2. Each envelope is carried out in the background and acknowledged with its answer.
3. When Slack announces that it will close the socket, the next one is opened while the old one stays open until the
   envelopes that came over it are acknowledged, at most `DRAIN_SECONDS`.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import structlog

from adapters.common.background_tasks import BackgroundTasks
from adapters.common.http_client import connect_web_socket
from adapters.slack.client import SlackClient
from adapters.slack.inbound import NAME
from bot.errors import ConfigError, DeliveryError
from bot.logs import chain
from bot.messages.outside_json import read_shallow

log = structlog.get_logger()
HEARTBEAT_SECONDS = 10.0
"""Between two pings; a socket without a pong is given up."""
RETRY_SECONDS = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Waits before the next tries, after a socket that could not be opened or was cut."""
REFUSED_SECONDS = 60.0
# Slack waits three seconds for an acknowledgement; a later one would be for nothing.
DRAIN_SECONDS = 3.0
Deliver = Callable[[dict[str, Any]], Awaitable[tuple[int, str]]]
WebSocket = aiohttp.ClientWebSocketResponse


@dataclass(kw_only=True)
class SocketMode:
    """One connection to Slack; `deliver` answers a payload with a status and a body, `client` has the app token."""

    client: SlackClient
    deliver: Deliver
    up: bool = False
    stopping: bool = False
    _socket: WebSocket | None = None
    _was_up: bool = False
    _failed: int = 0
    _answers: BackgroundTasks = field(default_factory=lambda: BackgroundTasks(platform=NAME))
    """Answers to what came over `_socket`; each socket has its own, because it stays open until they are sent."""
    _retiring: BackgroundTasks = field(default_factory=lambda: BackgroundTasks(platform=NAME))

    async def run(self) -> None:
        """Keep a socket open until cancelled; raises ConfigError when Slack refuses the token from the start."""
        try:
            while True:
                wait = await self._run_once()
                await asyncio.sleep(wait)
        finally:
            self.up, self.stopping = False, True
            await self._retire(self._socket, self._answers)
            await self._retiring.stop(0)

    async def _run_once(self) -> float:
        """Open a socket, serve it until it ends, and return the seconds to wait before the next one."""
        try:
            socket = await self._connect()
        except DeliveryError as error:
            log.warning("slack.line_refused", code=error.code)
            return self._wait_after(error)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            log.warning("slack.line_failed", kind=type(error).__name__)
            return self._next_wait()
        self._socket, self._answers = socket, BackgroundTasks(platform=NAME)
        self.up, self._was_up = True, True
        renewal_asked = await self._serve(socket)
        self.up = False
        self._retiring.start(self._retire(socket, self._answers))
        return 0.0 if renewal_asked else self._next_wait()

    async def _connect(self) -> WebSocket:
        answer = await self.client.call("apps.connections.open")
        return await connect_web_socket(self.client.session, str(answer.get("url", "")), HEARTBEAT_SECONDS)

    def _wait_after(self, error: DeliveryError) -> float:
        # Before the first socket the settings are wrong; later the program goes on, as nudges leave without one.
        if error.permanent and not self._was_up:
            raise ConfigError(
                f"Slack refuses the app-level token ({error.code}): set SLACK_APP_TOKEN to one with connections:write, "
                "from the app's page Basic Information."
            ) from error
        if error.permanent:
            return REFUSED_SECONDS
        asked = error.retry_after.total_seconds() if error.retry_after else 0.0
        return max(asked, self._next_wait())

    def _next_wait(self) -> float:
        self._failed += 1
        return RETRY_SECONDS[min(self._failed, len(RETRY_SECONDS)) - 1]

    async def _serve(self, socket: WebSocket) -> bool:
        """Answer envelopes until the socket ends; True when Slack asked for a new one."""
        async for message in socket:
            envelope = _envelope(message)
            kind = envelope.get("type")
            if kind == "hello":
                # Only now: a socket that is closed before its hello must not be opened again without a pause.
                self._failed = 0
            elif kind == "disconnect":
                # Without waiting for the close: the next socket is to be open before this one ends.
                return True
            elif isinstance(envelope.get("envelope_id"), str) and not self.stopping:
                # why not while stopping: what is not acknowledged comes again, to the next process
                self._answers.start(self._answer(socket, envelope))
        return False

    async def _answer(self, socket: WebSocket, envelope: dict[str, Any]) -> None:
        payload = envelope.get("payload")
        with chain():
            status, text = await self.deliver(payload if isinstance(payload, dict) else {})
        shown = _payload(text) if status == 200 else None
        answer = {"envelope_id": envelope["envelope_id"]} | ({"payload": shown} if shown else {})
        # Slack takes the answer over any socket of the app.
        open_socket = self._socket if socket.closed and self._socket else socket
        try:
            await open_socket.send_json(answer)
        except (aiohttp.ClientError, ConnectionError):
            log.warning("slack.line_cut")  # Slack sends it again, and it counts once

    async def _retire(self, socket: WebSocket | None, answers: BackgroundTasks) -> None:
        """Close a socket once what came over it is answered, after `DRAIN_SECONDS` in any case."""
        await answers.drain(DRAIN_SECONDS)
        if socket is not None:
            await socket.close()


def _envelope(message: aiohttp.WSMessage) -> dict[str, Any]:
    try:
        found = read_shallow(message.data) if message.type is aiohttp.WSMsgType.TEXT else None
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {}


def _payload(text: str) -> dict[str, Any] | None:
    if not text.startswith("{"):
        return {"text": text} if text else None
    found = json.loads(text)
    return found if isinstance(found, dict) else None
