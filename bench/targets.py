"""Servers that answer signed slash commands, for `bench/commands.py`: `python bench/targets.py NAME PORT`.

`bare` checks the signature and answers; `bolt` is an empty handler under Bolt with `process_before_response`,
`bolt-poll` the same with Bolt's defaults; `su-full` inserts one row a command with sqlite-utils; `snurr` is the whole
bot. The first four keep nothing, or one row; the last does all that a logged touch takes.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import logging
import os
import sys
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

SECRET = os.environ.get("SLACK_SIGNING_SECRET", "secret")
Handler = Callable[[Any], Awaitable[Any]]


def serve(port: int, handler: Handler) -> None:
    """Answer until killed."""
    from aiohttp import web  # noqa: PLC0415 - the start of each target is measured with its own imports alone

    app = web.Application()
    app.router.add_post("/slack/events", handler)
    web.run_app(app, host="127.0.0.1", port=port, print=None, access_log=None)


def bare(port: int) -> None:
    """Check the signature, answer."""
    from aiohttp import web  # noqa: PLC0415

    async def handler(request: web.Request) -> web.Response:
        body = await request.read()
        stamp = request.headers["X-Slack-Request-Timestamp"]
        digest = hmac.new(SECRET.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(f"v0={digest}", request.headers["X-Slack-Signature"]):
            return web.Response(status=401)
        return web.json_response({"text": parse_qs(body.decode())["text"][0]})

    serve(port, handler)


def bolt_handler(*, secret: str = SECRET, at_once: bool = True, log: Callable[[str], None] | None = None) -> Handler:
    """Return what lets Bolt route to a handler that acknowledges, after `log` has kept a row in a thread."""
    from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request  # noqa: PLC0415
    from slack_bolt.async_app import AsyncApp  # noqa: PLC0415
    from slack_bolt.authorization import AuthorizeResult  # noqa: PLC0415

    async def authorize(**_: Any) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb", bot_id="B1", bot_user_id="UB")

    silent = logging.Logger("silent", logging.CRITICAL + 1)
    app = AsyncApp(signing_secret=secret, authorize=authorize, process_before_response=at_once, logger=silent)

    @app.command("/touch")
    async def touched(ack: Any, body: dict[str, Any]) -> None:
        if log:
            await asyncio.to_thread(log, body["text"])
        await ack(body["text"])

    async def handler(request: Any) -> Any:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    return handler


def bolt(port: int, *, at_once: bool = True, log: Callable[[str], None] | None = None) -> None:
    """Serve `bolt_handler`."""
    serve(port, bolt_handler(at_once=at_once, log=log))


def su_full(port: int) -> None:
    """One sqlite-utils insert a command, each its own commit, WAL and synchronous=FULL."""
    import sqlite3  # noqa: PLC0415
    import threading  # noqa: PLC0415

    from sqlite_utils import Database  # noqa: PLC0415

    raw = sqlite3.connect(os.environ["BENCH_DB"], isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        raw.execute(f"PRAGMA {pragma}")
    database, lock = Database(raw), threading.Lock()
    database["entry"].create({"id": int, "text": str}, pk="id")

    def log(text: str) -> None:
        with lock:
            database["entry"].insert({"text": text})

    bolt(port, log=log)


def snurr(port: int) -> None:
    """The bot as `snurr serve` runs it."""
    from bot.logs import configure  # noqa: PLC0415
    from bot.server import serve as served  # noqa: PLC0415
    from bot.settings import load  # noqa: PLC0415

    configure(logging.INFO)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(served(load()))


TARGETS: dict[str, Callable[[int], None]] = {
    "bare": bare,
    "bolt": bolt,
    "bolt-poll": lambda port: bolt(port, at_once=False),
    "su-full": su_full,
    "snurr": snurr,
}

if __name__ == "__main__":
    TARGETS[sys.argv[1]](int(sys.argv[2]))
