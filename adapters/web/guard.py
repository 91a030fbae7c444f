"""Lets in only this machine's own page: loopback host, own origin, one-time token, before any route is looked at."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aiohttp import web
from aiohttp.typedefs import Middleware

COOKIE = "snurr_demo"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def _token() -> str:
    return secrets.token_urlsafe(24)


@dataclass(kw_only=True)
class Guard:
    """The checks of one start; `token` is in the printed address, the cookie takes over after the first visit."""

    port: int
    token: str = field(default_factory=_token)
    cookie: str = field(default_factory=_token)

    @property
    def hosts(self) -> frozenset[str]:
        """The Host headers that a browser on this machine sends."""
        return frozenset(f"{name}:{self.port}" for name in ("127.0.0.1", "localhost", "[::1]"))

    def refusal(self, request: web.Request) -> int:
        """Return the status that refuses a request, 0 to let it in."""
        if request.headers.get("Host", "") not in self.hosts:
            return 421
        origin = request.headers.get("Origin")
        needs_origin = request.method != "GET" or request.headers.get("Upgrade", "").lower() == "websocket"
        if (origin is None and needs_origin) or (origin is not None and not self._own(origin)):
            return 403
        if hmac.compare_digest(request.cookies.get(COOKIE, "").encode(), self.cookie.encode()):
            return 0
        return 0 if self._has_token(request) else 401

    def _own(self, origin: str) -> bool:
        return origin.removeprefix("http://") in self.hosts and origin.startswith("http://")

    def _has_token(self, request: web.Request) -> bool:
        return hmac.compare_digest(request.query.get("token", "").encode(), self.token.encode())


def middleware(guard: Guard) -> Middleware:
    """Return the middleware that applies a guard to every path."""

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        status = guard.refusal(request)
        if status:
            return web.Response(status=status, text="This page is only for the person who started the demo.\n")
        if request.path == "/" and "token" in request.query:
            response: web.StreamResponse = web.Response(status=302, headers={"Location": "/"})
            response.set_cookie(COOKIE, guard.cookie, httponly=True, samesite="Strict")
        else:
            response = await handler(request)
        if not response.prepared:
            response.headers.update(
                {
                    "Content-Security-Policy": POLICY,
                    "X-Content-Type-Options": "nosniff",
                    "Referrer-Policy": "no-referrer",
                }
            )
        return response

    return check
