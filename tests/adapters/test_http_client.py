"""The outgoing session: as many connections at once as many workspaces need, by the way that the environment names."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web
from aiohttp.typedefs import Handler

from adapters.common.http_client import open_session

TIMEOUT = aiohttp.ClientTimeout(total=20)
SLOW = 150
"""More than aiohttp opens by itself, and less than the smallest usual limit of open files lets us open."""


async def test_slow_answers_hold_up_nobody_else() -> None:
    """All calls arrive while none of them is answered, as with a platform that takes seconds."""
    arrived, all_there = [], asyncio.Event()

    async def answer(request: web.Request) -> web.Response:
        arrived.append(request)
        if len(arrived) == SLOW:
            all_there.set()
        await all_there.wait()
        return web.Response()

    async with _served(answer) as url, open_session(TIMEOUT) as session:
        answers = await asyncio.gather(*(session.get(url) for _ in range(SLOW)))
        assert {200} == {each.status for each in answers}


async def test_a_request_waits_for_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database's threads are the same ones, and a burst of answers would keep all of them."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    before = set(threading.enumerate())
    async with _served(_answer) as url, open_session(TIMEOUT) as session:
        for _ in range(3):
            assert 200 == (await session.get(url)).status
    assert before >= set(threading.enumerate())


async def test_a_proxy_is_told_its_name_and_password(monkeypatch: pytest.MonkeyPatch) -> None:
    """As they stand in the address that the environment names; the host behind it is told neither."""
    heard = []

    async def proxy(request: web.Request) -> web.Response:
        heard.append((request.raw_path, request.headers["Proxy-Authorization"], request.headers.get("Authorization")))
        return web.Response()

    async with _served(proxy) as url:
        monkeypatch.setenv("HTTP_PROXY", url.replace("://", "://anna:secret@"))
        monkeypatch.delenv("NO_PROXY", raising=False)
        async with open_session(TIMEOUT) as session:
            assert 200 == (await session.get("http://snurr.example/x")).status
    assert [("http://snurr.example/x", "Basic YW5uYTpzZWNyZXQ=", None)] == heard


async def _answer(request: web.Request) -> web.Response:
    return web.Response()


@asynccontextmanager
async def _served(answer: Handler) -> AsyncIterator[str]:
    """Serve a handler for every path and yield its address."""
    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=SLOW).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    finally:
        await runner.cleanup()
