"""The files of the page, and the application that serves them behind the guard."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

from adapters.web.guard import PageGuard, cookie_giver, middleware

HERE = Path(__file__).parent / "static"
KINDS = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
FILES = {f"/{path.name}": path for path in sorted(HERE.iterdir()) if path.suffix in KINDS} | {"/": HERE / "page.html"}
MESSAGE_LIMIT = 64 * 1024
Socket = Callable[[web.Request], Awaitable[web.StreamResponse]]


def application(guard: PageGuard, socket: Socket) -> web.Application:
    """Return the application: the page's files and its WebSocket; the guard checks every request."""
    app = web.Application(middlewares=[middleware(guard)], client_max_size=MESSAGE_LIMIT)
    app.on_response_prepare.append(cookie_giver(guard))
    for path in FILES:
        app.router.add_get(path, _file)
    app.router.add_get("/socket", socket)
    return app


async def _file(request: web.Request) -> web.Response:
    path = FILES[request.path]
    return web.Response(text=path.read_text(encoding="utf-8"), content_type=KINDS[path.suffix], charset="utf-8")
