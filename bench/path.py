"""Commands from bytes in to bytes out in one process, by turns with an empty Bolt handler: processor time alone.

`python bench/path.py [--rounds 40] [LINE …]`, where {n} in a line stands for a number. It needs no other program and
bears a busy machine: each round presses both with as many commands at once; what counts is the median of the ratios of
the rounds. It fails when a command was refused.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import logging
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from urllib.parse import urlencode

from aiohttp import web

from adapters.slack.platform import SlackPlatform
from bench.targets import bolt_handler
from bot.app import open_app
from bot.logs import configure
from bot.server import Server, configured, spare_the_collector
from bot.settings import load
from tests.fakes.slack import SECRET, FakeSlack, signed
from tests.serve import slack_settings

LINES = ("touch acme invoice clarity 1 note {n}", "called acme", "called acme vm note {n}")
AT_ONCE = 32
PEOPLE = 1000
"""So many that nobody reaches twenty lines a minute."""


class Peer(asyncio.Transport):
    """Holds what is answered to a request that was handed to a server's protocol."""

    def __init__(self, server: web.Server) -> None:
        super().__init__({"peername": ("127.0.0.1", 1)})
        self.protocol, self.answer = server(), b""
        self.answered = asyncio.Event()
        self.protocol.connection_made(self)

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Hold a part of an answer."""
        self.answer += bytes(data)
        self.answered.set()

    def is_closing(self) -> bool:
        """Never."""
        return False

    def close(self) -> None:
        """Nothing is open."""

    async def ask(self, request: bytes) -> bytes:
        """Return the answer to a request."""
        self.answer = b""
        self.answered.clear()
        self.protocol.data_received(request)
        await self.answered.wait()
        return self.answer


def request_of(fake: FakeSlack, line: str, user: str) -> bytes:
    """Return a slash command as Slack sends it."""
    verb, _, text = line.partition(" ")
    body = urlencode(fake.command_body(f"/{verb}", text, user=user)).encode()
    headers = {**signed(body), "Host": "bench", "Content-Length": str(len(body))}
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"POST /slack/events HTTP/1.1\r\n{head}\r\n".encode() + body


async def pressed(peers: list[Peer], requests: list[bytes]) -> float:
    """Return the microseconds of processor time of a request, all asked at once; raises SystemExit for a refusal."""
    began = time.process_time()
    answers = await asyncio.gather(*(peer.ask(request) for peer, request in zip(peers, requests, strict=False)))
    spent = time.process_time() - began
    if refused := [answer for answer in answers if b" 200 OK" not in answer or b"Not logged" in answer]:
        raise SystemExit(refused[0].decode(errors="replace"))
    return spent / len(requests) * 1e6


@asynccontextmanager
async def serving(routes: list[web.RouteDef]) -> AsyncIterator[list[Peer]]:
    """Yield peers of a server of these routes."""
    app = web.Application()
    app.add_routes(routes)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    assert runner.server
    yield [Peer(runner.server) for _ in range(AT_ONCE)]
    await runner.cleanup()


@asynccontextmanager
async def snurr(fake: FakeSlack, folder: str) -> AsyncIterator[list[Peer]]:
    """Yield peers of the bot, which knows its people and a customer."""
    os.environ |= slack_settings(fake) | {"DATABASE_URL": f"sqlite:///{folder}/snurr.db", "SNURR_CONFIG": "none"}
    settings = load()
    app = open_app(settings)
    (platform,) = configured(settings, app.clock, app.store, app.sealer)
    assert isinstance(platform, SlackPlatform)
    server = Server(app=app, platforms=[platform])
    running = asyncio.ensure_future(platform.run(server.redrawing(server.metrics.timed(app.dispatcher))))
    await platform.ready.wait()
    async with serving(platform.routes()) as peers:
        await pressed(peers, [request_of(fake, "nudge admin team Nord timezone Europe/Oslo country NO", "U1")])
        for start in range(0, PEOPLE, AT_ONCE):
            users = range(start, min(start + AT_ONCE, PEOPLE))
            await pressed(peers, [request_of(fake, "nudge help", f"U{n}") for n in users])
        await app.store.write(lambda work: work.accounts.add("Acme", 1, datetime(2026, 1, 1, tzinfo=UTC)))
        yield peers
    running.cancel()
    await asyncio.wait([running])
    app.store.close()


async def measured(rounds: int, lines: list[str], folder: str) -> Iterator[str]:
    """Return a row for each line: Bolt's and the bot's time of a command, and the median of their ratios."""
    numbers, rows = itertools.count(), []
    async with FakeSlack() as fake:
        fake.channels["C1"] = {"id": "C1", "name": "sales", "member": True}
        for n in range(PEOPLE):
            fake.person(f"U{n}", f"Person {n}")
        empty = [web.post("/slack/events", bolt_handler(secret=SECRET))]
        async with snurr(fake, folder) as peers, serving(empty) as base:
            spare_the_collector()
            for line in lines:
                spent: list[tuple[float, float]] = []
                for _ in range(rounds):
                    turn = list(itertools.islice(numbers, AT_ONCE))
                    bodies = [request_of(fake, line.replace("{n}", str(n)), f"U{n % PEOPLE}") for n in turn]
                    acked = [request_of(fake, f"touch {n}", "U1") for n in turn]
                    spent.append((await pressed(base, acked), await pressed(peers, bodies)))
                ratio = statistics.median(ours / bolts for bolts, ours in spent)
                bolts, ours = (statistics.median(each) for each in zip(*spent, strict=True))
                rows.append(f"{line:40} {bolts:8.0f} us {ours:8.0f} us {ratio:8.2f}\n")
    return iter(rows)


def main() -> None:
    """Run as the module says."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("lines", nargs="*", default=list(LINES))
    options.add_argument("--rounds", type=int, default=40)
    wanted = options.parse_args()
    configure(logging.INFO)
    with tempfile.TemporaryDirectory() as folder:
        rows = asyncio.run(measured(wanted.rounds, wanted.lines, folder))
    sys.stdout.write(f"{'line':40} {'bolt':>11} {'snurr':>11} {'ratio':>8}\n{''.join(rows)}")


if __name__ == "__main__":
    main()
