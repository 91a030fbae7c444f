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

from adapters.common.background_tasks import BackgroundTasks
from adapters.common.http_client import connect_web_socket
from adapters.slack.client import SlackClient
from adapters.slack.inbound import NAME
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
    _answers: BackgroundTasks = field(default_factory=lambda: BackgroundTasks(platform=NAME))
    """Answers to what came over `_line`; each line has its own, because it stays open until they are done."""
    _retiring: BackgroundTasks = field(default_factory=lambda: BackgroundTasks(platform=NAME))

    async def run(self) -> None:
        """Keep a line open until cancelled; raises ConfigError when Slack refuses the token from the start."""
        try:
            while True:
                wait = await self._turn()
                await asyncio.sleep(wait)
        finally:
            self.up, self.stopping = False, True
            await self._retire(self._line, self._answers)
            await self._retiring.stop(0)

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
        self._line, self._answers = line, BackgroundTasks(platform=NAME)
        self.up, self._met = True, True
        asked = await self._served(line)
        self.up = False
        self._retiring.start(self._retire(line, self._answers))
        return 0.0 if asked else self._next_wait()

    async def _opened(self) -> WebSocket:
        answer = await self.client.call("apps.connections.open")
        return await connect_web_socket(self.client.session, str(answer.get("url", "")), HEARTBEAT_SECONDS)

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
                self._answers.start(self._answer(line, envelope))
        return False

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

    async def _retire(self, line: WebSocket | None, answers: BackgroundTasks) -> None:
        """Close a line once what came over it is answered, after `DRAIN_SECONDS` in any case."""
        await answers.drain(DRAIN_SECONDS)
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
