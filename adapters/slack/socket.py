"""Socket Mode: payloads over a line that we open ourselves and open again whenever it ends.

A ticket is asked for every handshake, because it counts once. When Slack says that it will close a line, the next one
is opened while the old one still carries the answers that are on their way.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import structlog

from adapters.slack.client import SlackClient
from bot.errors import ConfigError, DeliveryError
from bot.logs import chain

log = structlog.get_logger()
HEARTBEAT_SECONDS = 10.0
"""Between two pings; a line whose pong does not come is dead."""
WAIT_SECONDS = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Before the next try after a line that could not be opened, or that was cut."""
REFUSED_SECONDS = 60.0
DRAIN_SECONDS = 3.0
Deliver = Callable[[dict[str, Any]], Awaitable[tuple[int, str]]]
WebSocket = aiohttp.ClientWebSocketResponse


@dataclass(kw_only=True)
class SocketMode:
    """One line to Slack; `deliver` answers a payload with a status and a body, `client` holds the app-level token."""

    client: SlackClient
    deliver: Deliver
    up: bool = False
    stopping: bool = False
    _line: WebSocket | None = None
    _met: bool = False
    _failed: int = 0
    _busy: set[asyncio.Task[None]] = field(default_factory=set)
    _retired: set[asyncio.Task[None]] = field(default_factory=set)

    async def run(self) -> None:
        """Keep a line open until cancelled; raises ConfigError when Slack refuses the token from the start."""
        try:
            while True:
                wait = await self._turn()
                await asyncio.sleep(wait)
        finally:
            self.up, self.stopping = False, True
            await self._retire(self._line, set(self._busy))
            for each in self._retired:
                each.cancel()

    async def _turn(self) -> float:
        """Open a line, serve it until it ends, and return the seconds to wait before the next."""
        try:
            line = await self._opened()
        except DeliveryError as error:
            log.warning("slack.line_refused", code=error.code)
            return self._patience(error)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            log.warning("slack.line_failed", kind=type(error).__name__)
            return self._next_wait()
        self._line, self.up, self._met = line, True, True
        asked = await self._served(line)
        self.up = False
        retiring = asyncio.ensure_future(self._retire(line, set(self._busy)))
        self._retired.add(retiring)
        retiring.add_done_callback(self._retired.discard)
        return 0.0 if asked else self._next_wait()

    async def _opened(self) -> WebSocket:
        answer = await self.client.call("apps.connections.open")
        return await self.client.session.ws_connect(str(answer.get("url", "")), heartbeat=HEARTBEAT_SECONDS)

    def _patience(self, error: DeliveryError) -> float:
        if error.permanent and not self._met:
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
        return WAIT_SECONDS[min(self._failed, len(WAIT_SECONDS)) - 1]

    async def _served(self, line: WebSocket) -> bool:
        """Answer what comes until the line ends; True when Slack asked for a new one."""
        async for message in line:
            envelope = _envelope(message)
            kind = envelope.get("type")
            if kind == "hello":
                self._failed = 0
            elif kind == "disconnect":
                return True
            elif not self.stopping and "envelope_id" in envelope:  # a stop leaves the rest to the next process
                self._take(line, envelope)
        return False

    def _take(self, line: WebSocket, envelope: dict[str, Any]) -> None:
        task = asyncio.ensure_future(self._answer(line, envelope))
        self._busy.add(task)
        task.add_done_callback(self._busy.discard)

    async def _answer(self, line: WebSocket, envelope: dict[str, Any]) -> None:
        payload = envelope.get("payload")
        with chain():
            status, text = await self.deliver(payload if isinstance(payload, dict) else {})
            if status != 200:
                log.warning("slack.envelope_refused", status=status)
        shown = _payload(text) if status == 200 else None
        answer = {"envelope_id": envelope["envelope_id"]} | ({"payload": shown} if shown else {})
        way = self._line if line.closed and self._line else line
        try:
            await way.send_json(answer)
        except (aiohttp.ClientError, ConnectionError):
            log.warning("slack.line_cut")  # Slack sends it again, and it counts once

    async def _retire(self, line: WebSocket | None, busy: set[asyncio.Task[None]]) -> None:
        """Close a line once what came over it is answered."""
        if busy:
            await asyncio.wait(busy, timeout=DRAIN_SECONDS)
        if line is not None:
            await line.close()


def _envelope(message: aiohttp.WSMessage) -> dict[str, Any]:
    try:
        found = json.loads(message.data) if message.type is aiohttp.WSMsgType.TEXT else None
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {}


def _payload(text: str) -> dict[str, Any] | None:
    if not text.startswith("{"):
        return {"text": text} if text else None
    found = json.loads(text)
    return found if isinstance(found, dict) else None
