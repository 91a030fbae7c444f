"""Requests to the web chat are refused unless they come from this machine's own page, before any route is matched.

The Host header must be a loopback one, the Origin the page's own, and the browser must have the cookie, or the token
when nobody has used it yet.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aiohttp import web
from aiohttp.typedefs import Middleware

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
STRANGER = "This page is only for the person who started the demo.\n"
USED = (
    "This address was opened before, and it works once: go on in the browser that opened it, or stop the demo in its "
    "terminal and start it again.\n"
)
GETS_COOKIE = web.RequestKey("gets cookie", bool)
Endpoint = Callable[[web.Request], Awaitable[web.StreamResponse]]


def _token() -> str:
    return secrets.token_urlsafe(24)


@dataclass(kw_only=True)
class PageGuard:
    """The checks of one run; `token` is in the printed address, and is exchanged for a cookie on the first visit.

    The token works once, on whatever path it comes: after that only the browser with the cookie is let in. Both end
    with the run, so a lost cookie or another browser needs a new start.
    """

    port: int
    token: str = field(default_factory=_token)
    secret: str = field(default_factory=_token)
    used: bool = False

    @property
    def cookie(self) -> str:
        """The cookie's name, with the port in it: browsers share cookies between ports, and two demos may run."""
        return f"snurr_demo_{self.port}"

    @property
    def hosts(self) -> frozenset[str]:
        """The Host headers that a browser on this machine sends."""
        return frozenset(f"{name}:{self.port}" for name in ("127.0.0.1", "localhost"))

    def refusal(self, request: web.Request) -> int:
        """Return the status that refuses a request, 0 to let it in."""
        hosts, origins = request.headers.getall("Host", []), request.headers.getall("Origin", [])
        # Another site can let its own name lead to this machine; the header then holds that name.
        if len(hosts) != 1 or hosts[0] not in self.hosts:
            return 421
        if not all(map(self._own, origins)) or (not origins and _acts(request)):
            return 403
        if self.has_cookie(request):
            return 0
        if not self.has_token(request):
            return 401
        return 403 if self.used else 0

    def _own(self, origin: str) -> bool:
        scheme, _, host = origin.partition("://")
        return scheme == "http" and host in self.hosts

    def has_cookie(self, request: web.Request) -> bool:
        """Whether a request comes from the browser that used the token."""
        # As bytes, because compare_digest raises TypeError for text beyond ASCII.
        return hmac.compare_digest(request.cookies.get(self.cookie, "").encode(), self.secret.encode())

    def has_token(self, request: web.Request) -> bool:
        """Whether a request has the token, used or not."""
        return hmac.compare_digest(request.query.get("token", "").encode(), self.token.encode())


def _acts(request: web.Request) -> bool:
    """Whether a browser sends the Origin header: with all but reads, and with a WebSocket."""
    return request.method not in ("GET", "HEAD") or "websocket" in request.headers.get("Upgrade", "").lower()


def middleware(guard: PageGuard) -> Middleware:
    """Return the middleware that applies a guard to every path."""

    @web.middleware
    async def check(request: web.Request, handler: Endpoint) -> web.StreamResponse:
        response = await _answer(guard, request, handler)
        if not response.prepared:
            response.headers.update(HEADERS)
        return response

    return check


async def _answer(guard: PageGuard, request: web.Request, handler: Endpoint) -> web.StreamResponse:
    if status := guard.refusal(request):
        return web.Response(status=status, text=USED if status == 403 and guard.has_token(request) else STRANGER)
    if not guard.has_cookie(request):
        guard.used = request[GETS_COOKIE] = True
    if request.path == "/" and "token" in request.query:
        # Away from the address with the token, which would stay in the browser's history.
        return web.Response(status=302, headers={"Location": "/"})
    try:
        return await handler(request)
    except web.HTTPException as refused:
        return web.Response(status=refused.status, text=f"{refused.reason}\n")


def cookie_giver(guard: PageGuard) -> Callable[[web.Request, web.StreamResponse], Awaitable[None]]:
    """Return the signal that sets the cookie in the answer to the request that used the token."""

    async def give(request: web.Request, response: web.StreamResponse) -> None:
        if request.get(GETS_COOKIE):
            # As a header: aiohttp has written its cookies into the headers before it sends this signal.
            response.headers.add("Set-Cookie", f"{guard.cookie}={guard.secret}; HttpOnly; Path=/; SameSite=Strict")

    return give
