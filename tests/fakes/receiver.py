"""A program that receives events, on loopback, over real HTTP: it answers as it is told to, and keeps what it got."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from ssl import SSLContext
from typing import Any, Self

from aiohttp import web


@dataclass(kw_only=True)
class Got:
    """A request that arrived."""

    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def event(self) -> dict[str, Any]:
        """What it tells."""
        found: dict[str, Any] = json.loads(self.body)
        return found


@dataclass(kw_only=True)
class Receiver:
    """Answers 204; first what `answers` holds: a status, with a Location or a Retry-After, or a way to misbehave."""

    tls: SSLContext | None = None
    answers: deque[int | tuple[int, dict[str, str]] | str] = field(default_factory=deque)
    got: list[Got] = field(default_factory=list)
    port: int = 0
    released: asyncio.Event = field(default_factory=asyncio.Event)
    """Lets answers that are held go."""
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    sent: int = 0
    """Bytes of an endless answer."""

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}/events"

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._answer)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, ssl_context=self.tls)
        await site.start()
        server: Any = site._server
        self.port = server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self.released.set()
        await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.got.append(Got(path=request.path, headers=dict(request.headers), body=await request.read()))
        self.arrived.set()
        match self.answers.popleft() if self.answers else 204:
            case int() as status:
                return web.Response(status=status)
            case (int() as status, headers):
                return web.Response(status=status, headers=headers)
            case "hold":
                await self.released.wait()
                return web.Response(status=204)
            case "hang up":
                assert request.transport is not None
                request.transport.abort()
                return web.Response()
            case "endless":
                return await self._endless(request)
            case "no http":
                assert request.transport is not None
                request.transport.write(b"SSH-2.0-OpenSSH_9.6\r\n\r\n")
                request.transport.close()
                return web.Response()
            case "interim":
                assert request.transport is not None
                while not request.transport.is_closing() and not self.released.is_set():
                    request.transport.write(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 1000)
                    self.sent += 26_000
                    await asyncio.sleep(0)
                return web.Response()
            case "long head":
                return web.Response(status=200, headers={"X-Long": "x" * 64 * 1024})
            case other:
                raise AssertionError(other)

    async def _endless(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(status=200)
        await response.prepare(request)
        while not self.released.is_set():
            await response.write(b"x" * 65536)
            self.sent += 65536
        return response
