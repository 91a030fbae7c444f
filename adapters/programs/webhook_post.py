"""One signed event to one receiver over HTTPS, which may be slow, hostile or in the wrong place.

1. The name is resolved here, each address of it has to be a public one, and the connection is made to these very
   addresses: a name that resolves to another one a moment later leads nowhere else.
2. Nothing is followed, sent along or kept: no redirect, cookie, proxy or connection.
3. Of the answer only its status and Retry-After are read, within limits of time and size.
"""

from __future__ import annotations

import asyncio
import base64
import hmac
import socket
import ssl
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property, partial
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.client_proto import ResponseHandler

from adapters.common.connections import within_open_files
from adapters.common.http_client import tls_context
from adapters.common.retry_after import retry_after
from bot.clock import SystemClock
from bot.domain.receiver_address import LOOPBACK, UnfitAddress, is_public, receiver_url
from bot.domain.webhooks import SendFailure
from bot.records import record

CONNECTIONS = 100
"""Sends of one process at once; a receiver gets one at a time."""
TIMEOUT = aiohttp.ClientTimeout(total=15, sock_connect=5, sock_read=10)
"""Seconds: for all of a send, until it is connected, and between two pieces of an answer."""
HEADER_LIMIT = 8 * 1024
"""Bytes of one line of an answer's head."""
AGENT = "Snurr-Events/1"
ANSWER_LIMIT = 64 * 1024
"""Bytes of an answer that are taken at all; behind them the connection is closed."""
NAMES_AT_ONCE = 32
"""Names that are looked up at once; how long that takes is up to whoever owns the name."""
Lookup = Callable[[str, int], Awaitable[Sequence[str]]]
"""Returns the network addresses of a name and a port; raises OSError."""


@record(kw_only=True)
class PostAnswer:
    """What came back: a status, 0 for none; why it is a failure, None for a success; how long to wait by its wish."""

    status: int = 0
    failure: SendFailure | None = None
    wish: timedelta = timedelta(0)


class ForbiddenAddress(OSError):
    """A name resolved to an address that is not of the public internet."""


class UnknownName(OSError):
    """A name that the resolver does not know."""


_NAMES = ThreadPoolExecutor(NAMES_AT_ONCE, thread_name_prefix="snurr-names")


async def system_lookup(host: str, port: int) -> Sequence[str]:
    """Return what the machine's resolver knows of a name."""
    # Why threads of its own: in those of the event loop a name that is slow would hold up those of the platforms.
    ask = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    found = await asyncio.get_running_loop().run_in_executor(_NAMES, ask)
    return [str(address[0]) for *_, address in found]


class BoundedAnswer(ResponseHandler):
    """Takes an answer up to ANSWER_LIMIT: an endless head of interim answers would keep the event loop from others."""

    received = 0

    def data_received(self, data: bytes) -> None:
        """Take what came up to the limit, and close the connection behind it."""
        room = ANSWER_LIMIT - self.received
        self.received += len(data)
        if room > 0:
            super().data_received(data[:room])
        if self.received > ANSWER_LIMIT and self.transport is not None:
            self.transport.abort()


class BoundedConnector(aiohttp.TCPConnector):
    """Makes connections whose answers are bounded."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        # The library has no other place for it; a test with an endless answer tells when that is no more.
        self._factory: Any = partial(BoundedAnswer, loop=asyncio.get_running_loop())


class PublicResolver(AbstractResolver):
    """Resolves a name for one connection; raises ForbiddenAddress unless every address of it may be connected to."""

    def __init__(self, lookup: Lookup, hosts: frozenset[str], is_allowed: Callable[[str], bool]) -> None:
        self._lookup, self._hosts, self._is_allowed = lookup, hosts, is_allowed

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return the addresses of a name."""
        try:
            addresses = await self._lookup(host, port)
        except (OSError, UnicodeError) as error:
            raise UnknownName(host) from error
        is_here = host in LOOPBACK and host in self._hosts
        # Of all, not of the first: whoever answers the question also gives the order.
        if not addresses or not all(is_here or self._is_allowed(each) for each in addresses):
            raise ForbiddenAddress(host)
        return [
            ResolveResult(
                hostname=host,
                host=each,
                port=port,
                family=socket.AF_INET6 if ":" in each else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for each in addresses
        ]

    async def close(self) -> None:
        """Nothing is kept open."""


@dataclass(kw_only=True)
class WebhookPost:
    """Sends to receivers whose hosts are listed in `hosts`; `machine_now` is machine time, which receivers compare."""

    hosts: frozenset[str]
    machine_now: Callable[[], datetime] = SystemClock().now
    lookup: Lookup = system_lookup
    is_allowed: Callable[[str], bool] = is_public
    timeout: aiohttp.ClientTimeout = TIMEOUT
    trusted: Callable[[], ssl.SSLContext] = tls_context
    _session: aiohttp.ClientSession | None = field(default=None, init=False)
    _room: asyncio.Semaphore = field(
        default_factory=lambda: asyncio.Semaphore(within_open_files(CONNECTIONS, share=8)), init=False
    )

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return self.trusted()

    async def send(self, url: str, event: str, body: bytes, keys: Sequence[bytes]) -> PostAnswer:
        """Send an event once and return what came back; raises nothing that a receiver can cause."""
        try:
            receiver_url(url, self.hosts)  # the operator may have listed other hosts since it was typed
        except UnfitAddress:
            return PostAnswer(failure=SendFailure.FORBIDDEN)
        headers = signed_headers(event, body, keys, self.machine_now())
        try:
            # Waited for here, not in the connector: there the time would count as the receiver's.
            async with (
                self._room,
                self._open().post(url, data=body, headers=headers, allow_redirects=False) as response,
            ):
                # The body is not read: leaving the block closes the connection, whatever is still on its way.
                return self._read(response)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            return PostAnswer(failure=_failure(error))

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = BoundedConnector(
                resolver=PublicResolver(self.lookup, self.hosts, self.is_allowed),
                use_dns_cache=False,
                force_close=True,
                ssl=self._tls,
                limit=0,
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                timeout=self.timeout,
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                trust_env=False,
                max_line_size=HEADER_LIMIT,
                max_field_size=HEADER_LIMIT,
            )
        return self._session

    def _read(self, response: aiohttp.ClientResponse) -> PostAnswer:
        status = response.status
        if 200 <= status < 300:
            return PostAnswer(status=status)
        failure = SendFailure.REDIRECTED if 300 <= status < 400 else SendFailure.ANSWERED
        wish = response.headers.get("Retry-After", "")
        return PostAnswer(
            status=status, failure=failure, wish=retry_after(wish, self.machine_now(), otherwise=timedelta(0))
        )

    async def close(self) -> None:
        """Close what is open; a later send opens it again."""
        if self._session is not None:
            await self._session.close()
            self._session = None


def signed_headers(event: str, body: bytes, keys: Sequence[bytes], at: datetime) -> dict[str, str]:
    """Return the headers of an event by the Standard Webhooks specification: one signature for each key."""
    stamp = str(int(at.timestamp()))
    signed = b".".join((event.encode(), stamp.encode(), body))
    signatures = (base64.b64encode(hmac.digest(key, signed, "sha256")).decode() for key in keys)
    return {
        "Content-Type": "application/json",
        "User-Agent": AGENT,
        "webhook-id": event,
        "webhook-timestamp": stamp,
        "webhook-signature": " ".join(f"v1,{each}" for each in signatures),
    }


FAILURES: tuple[tuple[tuple[type[BaseException], ...], SendFailure], ...] = (
    ((ForbiddenAddress,), SendFailure.FORBIDDEN),
    ((UnknownName,), SendFailure.NO_ADDRESS),
    ((ssl.SSLError, ssl.CertificateError, aiohttp.ClientSSLError), SendFailure.UNTRUSTED),
    ((TimeoutError,), SendFailure.TOO_SLOW),
    ((aiohttp.ServerDisconnectedError, OSError), SendFailure.UNREACHED),
)
"""Which of these an error is, or was raised from, in this order; what is none of them cannot be read."""


def _failure(error: BaseException) -> SendFailure:
    """Return why a send failed, by the kind of what was raised and of what it was raised from."""
    causes = [error]
    while cause := getattr(causes[-1], "os_error", None) or causes[-1].__cause__:
        if cause in causes:
            break
        causes.append(cause)
    return next(
        (failure for kinds, failure in FAILURES if any(isinstance(each, kinds) for each in causes)),
        SendFailure.UNREADABLE,
    )
