"""Limits of connections: how long a request may take to arrive, and how many may be open at once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module

from aiohttp import web

REQUEST_SECONDS = 5.0
"""Seconds for a whole request, head and body, and for a peer to read an answer."""
IDLE_SECONDS = 75.0
"""Seconds a connection stays open between two requests; longer than the proxies that are usual."""
LINGER_SECONDS = 1.0
"""Seconds for which the rest of a refused body is read and dropped, so that the peer can read the refusal."""
CONNECTIONS = 512
BACKLOG = 128
"""Connections that the system may keep waiting before they are accepted."""


def most_connections() -> int:
    """Return how many connections may be open: at most half of the files that the process may open."""
    return within_open_files(CONNECTIONS, share=2)


def within_open_files(wanted: int, share: int) -> int:
    """Return `wanted`, or one part of `share` of the files that the process may open when that is less."""
    try:
        resource = import_module("resource")
    except ImportError:  # Windows, where a process may open thousands of sockets
        return wanted
    files: int = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return wanted if files == resource.RLIM_INFINITY else min(wanted, max(1, files // share))


@dataclass(kw_only=True)
class ConnectionLimits:
    """Watches the connections of one server.

    1. A connection has REQUEST_SECONDS from its start, or from the first byte after an idle time, until `answering`
       is entered with the whole request read; then it is closed.
    2. At the limit a new connection takes the place of the one that has been waiting longest for its request; while
       each one is being answered, the new one is closed.
    3. A peer that does not read its answer for REQUEST_SECONDS is closed.
    """

    limit: int = field(default_factory=most_connections)
    seconds: float = REQUEST_SECONDS
    waiting: dict[asyncio.BaseTransport, WatchedConnection] = field(default_factory=dict)
    answered: dict[asyncio.BaseTransport, WatchedConnection] = field(default_factory=dict)

    def admit(self, connection: WatchedConnection, transport: asyncio.BaseTransport) -> bool:
        """Whether a new connection may stay; the longest waiting one is closed to make room for it."""
        if len(self.waiting) + len(self.answered) >= self.limit:
            if not self.waiting:
                return False
            next(iter(self.waiting.values())).abort()
        self.waiting[transport] = connection
        return True

    def forget(self, transport: asyncio.BaseTransport) -> None:
        """Let a connection go that was closed."""
        self.waiting.pop(transport, None)
        self.answered.pop(transport, None)

    @contextmanager
    def answering(self, request: web.Request) -> Iterator[None]:
        """Take the time limit off a connection while its request, which has been read, is answered."""
        transport = request.transport
        connection = self.waiting.pop(transport, None) if transport else None
        if transport is None or connection is None:
            yield
            return
        self.answered[transport] = connection
        connection.request_read()
        try:
            yield
        finally:
            if self.answered.pop(transport, None):
                self.waiting[transport] = connection
                connection.request_answered()


@dataclass(kw_only=True, eq=False)
class WatchedConnection(asyncio.Protocol):
    """Hands everything on to the server's own protocol, and closes the connection when its time is over."""

    inner: asyncio.Protocol
    limits: ConnectionLimits
    _transport: asyncio.Transport | None = None
    _arriving: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None
    _is_answering: bool = False
    _has_more: bool = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Start the time of the first request."""
        assert isinstance(transport, asyncio.Transport)
        if not self.limits.admit(self, transport):
            transport.abort()
            return
        self._transport = transport
        self._arriving = self._abort_later()
        self.inner.connection_made(transport)

    def data_received(self, data: bytes) -> None:
        """Start the time of a further request with its first byte."""
        if self._transport is None:
            return
        self._has_more = self._is_answering
        if not self._is_answering and self._arriving is None:
            self._arriving = self._abort_later()
        self.inner.data_received(data)

    def eof_received(self) -> bool | None:
        """Hand on that the peer sends no more."""
        return self.inner.eof_received() if self._transport else None

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop watching."""
        self._stop_arriving()
        self._stop_unread()
        if self._transport is not None:
            self.limits.forget(self._transport)
            self._transport = None
            self.inner.connection_lost(exc)

    def pause_writing(self) -> None:
        """Start the time in which the peer has to read."""
        self._unread = self._unread or self._abort_later()
        self.inner.pause_writing()

    def resume_writing(self) -> None:
        """Stop that time."""
        self._stop_unread()
        self.inner.resume_writing()

    def request_read(self) -> None:
        """Stop the time of the request that has been read."""
        self._is_answering, self._has_more = True, False
        self._stop_arriving()

    def request_answered(self) -> None:
        """Start the time of the next request if a part of it is there."""
        self._is_answering = False
        if self._has_more:
            self._arriving = self._abort_later()

    def abort(self) -> None:
        """Close the connection at once."""
        if self._transport is not None:
            self.limits.forget(self._transport)
            self._transport.abort()

    def _stop_arriving(self) -> None:
        if self._arriving is not None:
            self._arriving.cancel()
            self._arriving = None

    def _stop_unread(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def _abort_later(self) -> asyncio.TimerHandle:
        return asyncio.get_running_loop().call_later(self.limits.seconds, self.abort)


class LimitedSite(web.BaseSite):
    """Listens at one address for a runner, with every connection watched."""

    def __init__(self, runner: web.AppRunner, host: str, port: int, limits: ConnectionLimits) -> None:
        super().__init__(runner, backlog=BACKLOG)
        self._host, self._port, self._limits = host, port, limits

    @property
    def name(self) -> str:
        """The address that is listened on."""
        return f"http://{self._host}:{self._port}"

    async def start(self) -> None:
        """Listen; raises OSError when the address cannot be listened on."""
        await super().start()
        server = self._runner.server
        assert server is not None

        def watched() -> asyncio.Protocol:
            return WatchedConnection(inner=server(), limits=self._limits)

        self._server = await asyncio.get_running_loop().create_server(
            watched, self._host, self._port, backlog=self._backlog
        )
