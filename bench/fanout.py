"""Nudges to Slack: our way out against a bare aiohttp POST, and how much of the allowed pace is used; prints ratios."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection as Pipe

import aiohttp
from aiohttp import web

from adapters.common import pacing
from adapters.slack.client import SlackClient
from adapters.slack.render import message
from adapters.slack.workspace import Workspace
from bot.clock import SystemClock
from bot.messages.card import Button, Card, Style, Text
from bot.messages.press import Press
from bot.ports import Address

POSTS = 2_000
AT_ONCE = 64
PACED = 120
ALLOWED_A_SECOND = 6.0
HEADERS = {"Authorization": "Bearer x", "Content-Type": "application/json; charset=utf-8"}


def card(number: int) -> Card:
    """Return a nudge of four blocks."""
    buttons = (
        Button(label="Log a call", press=Press(verb="call", values={"n": str(number)}), style=Style.MAIN),
        Button(label="Later", press=Press(verb="snooze")),
    )
    lines = (Text(text=f"0 of 8 calls. Start with Ødegård Vin {number}: 41 days silent."),)
    return Card(title="Good morning", body=lines, buttons=buttons, seconds=6)


async def _serve(told: Pipe) -> None:
    async def posted(request: web.Request) -> web.Response:
        await request.read()
        return web.json_response({"ok": True, "channel": "D1", "ts": "1.2"})

    app = web.Application()
    app.router.add_post("/api/{method}", posted)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    told.send(runner.addresses[0][1])
    await asyncio.sleep(3600)


def serve(told: Pipe) -> None:
    """Be a Slack without limits, in a process of its own."""
    asyncio.run(_serve(told))


async def rate(works: Iterable[Callable[[], Awaitable[object]]], watch: Callable[[], float]) -> float:
    """Return how many a second are done, with so many at once; `watch` counts CPU or wall seconds."""
    waiting, lanes, count = [], asyncio.Semaphore(AT_ONCE), 0

    async def one(work: Callable[[], Awaitable[object]]) -> None:
        async with lanes:
            await work()

    began = watch()
    for work in works:
        waiting.append(asyncio.ensure_future(one(work)))
        count += 1
    await asyncio.gather(*waiting)
    return count / (watch() - began)


async def bare(url: str) -> float:
    """Return posts a CPU second with aiohttp alone."""
    async with aiohttp.ClientSession() as session:

        async def post(number: int) -> None:
            body = json.dumps(message(card(number)) | {"channel": "U1"}).encode()
            async with session.post(f"{url}chat.postMessage", data=body, headers=HEADERS) as response:
                await response.json()

        return await rate((lambda n=n: post(n) for n in range(POSTS)), time.process_time)  # type: ignore[misc]


async def ours(url: str, posts: int, watch: Callable[[], float]) -> float:
    """Post cards as the outbox does: rendered, with their key, in turn."""
    async with aiohttp.ClientSession() as session:
        clock = SystemClock()
        client = SlackClient(token="x", base=url, now=clock.now, session=session)
        workspace = Workspace(client=client, clock=clock, watches_clock=False)

        def post(number: int) -> Callable[[], Awaitable[object]]:
            address = Address(platform="slack", target=f"U{number}")
            return lambda: workspace.send(address, card(number), f"N1:{number}")

        return await rate((post(n) for n in range(posts)), watch)


async def paced(url: str) -> float:
    """Return the share of the allowed pace that is used."""
    return await ours(url, PACED, time.monotonic) / ALLOWED_A_SECOND


@contextmanager
def without_pace() -> Iterator[None]:
    """Ask nobody for patience meanwhile: what is left is the cost of a post."""
    names = ("GAP_SECONDS", "CHANNEL_GAP_SECONDS", "WINDOW_SECONDS", "ANSWER_WAIT_SECONDS")
    kept = {name: getattr(pacing, name) for name in names}
    for name in kept:
        setattr(pacing, name, 0.0)
    try:
        yield
    finally:
        for name, value in kept.items():
            setattr(pacing, name, value)


async def unpaced(url: str) -> float:
    """Return posts a CPU second when nobody is asked for patience."""
    with without_pace():
        return await ours(url, POSTS, time.process_time)


def main() -> None:
    """Run both by turns, three rounds, and print medians and their ratio; then the pacer."""
    context = get_context("spawn")
    here, there = context.Pipe()
    server = context.Process(target=serve, args=(there,), daemon=True)
    server.start()
    url = f"http://127.0.0.1:{here.recv()}/api/"
    rounds = [(asyncio.run(bare(url)), asyncio.run(unpaced(url))) for _ in range(3)]
    plain, sent = (sorted(each)[1] for each in zip(*rounds, strict=True))
    sys.stdout.write(f"aiohttp {plain:.0f} a CPU second   ours {sent:.0f}   ratio {sent / plain:.2f}\n")
    sys.stdout.write(f"share of the allowed pace {asyncio.run(paced(url)):.3f}\n")
    server.terminate()


if __name__ == "__main__":
    main()
