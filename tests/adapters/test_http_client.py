"""The outgoing session: as many connections at once as many workspaces need."""

from __future__ import annotations

import asyncio

import aiohttp
from aiohttp import web

from adapters.common.http_client import open_session

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

    app = web.Application()
    app.router.add_get("/", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=SLOW).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    try:
        async with open_session(aiohttp.ClientTimeout(total=20)) as session:
            answers = await asyncio.gather(*(session.get(url) for _ in range(SLOW)))
            assert {200} == {each.status for each in answers}
    finally:
        await runner.cleanup()
