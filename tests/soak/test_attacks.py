"""A running bot under attack: valid commands and /healthz go on, and the memory stays flat; run by `make soak`."""

from __future__ import annotations

import asyncio
import gzip
import itertools
import json
import re
import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.fakes.slack import FakeSlack, signed
from tests.serve import Served, serving, slack_settings

SECONDS = 15.0
COMMAND_SECONDS, HEALTH_SECONDS = 1.0, 0.5
"""What a valid command and /healthz may take, by the median; the slowest may take WORST times as long."""
WORST = 4
GROWTH = 1.2
"""Times the resident memory after an attack may be that of before; ADDED_KILOBYTES more are no growth."""
ADDED_KILOBYTES = 24 * 1024
ATTACKERS = 12
SELLERS = 8
"""How many people type the valid commands, so that none of them types more than may be logged in a minute."""
JSON = {"Content-Type": "application/json"}


async def connected(bot: Served) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Open a connection to the bot."""
    parts = urlsplit(bot.base)
    assert parts.hostname
    return await asyncio.open_connection(parts.hostname, parts.port)


async def forged(bot: Served, fake: FakeSlack, number: int) -> None:
    """Send payloads that nobody signed, or that were signed with another secret, as fast as they are answered."""
    body = json.dumps(fake.message_event(f"call acme {number}")).encode()
    headers = JSON | (signed(body, secret="guessed") if number % 2 else {"X-Slack-Signature": "v0=" + "0" * 64})
    status, _ = await fake.raw(bot.slack, body, headers)
    assert status < 500


async def slow(bot: Served, fake: FakeSlack, number: int) -> None:
    """Announce a body and send a byte a second, or only half of a head."""
    _, writer = await connected(bot)
    head = b"POST /slack/events HTTP/1.1\r\nHost: x\r\n"
    with closing(writer), suppress(ConnectionError):
        writer.write(head + (b"Content-Length: 100000\r\n\r\n" if number % 2 else b"X-Slow: "))
        for _ in range(8):
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(1)


BOMB = gzip.compress(b"\0" * (8 << 20))


async def huge(bot: Served, fake: FakeSlack, number: int) -> None:
    """Send what unpacks to megabytes, a body beyond the limit, chunks without end, and deep JSON."""
    bodies = (BOMB, b"x" * (2 << 20), b"[" * 100_000, b'{"a":' * 50_000)
    body = bodies[number % len(bodies)]
    headers = JSON | signed(body) | ({"Content-Encoding": "gzip"} if body is BOMB else {})
    status, _ = await fake.raw(bot.slack, body, headers)
    assert 400 <= status < 500


async def flood(bot: Served, fake: FakeSlack, number: int) -> None:
    """One member sends lines, edits, presses and long hostile texts without pause, all of them signed."""
    texts = (
        "call x" + "," * 3_800,
        "call acme " + "<at>" * 900,
        "promise acme " + "a " * 1_500,
        "\u202e" * 3_000,
        "<@U9> " * 2_000,
    )
    event = fake.message_event(texts[number % len(texts)], "U2")
    if number % 3 == 0:
        inner = event["event"]
        changed = {
            "type": "message",
            "subtype": "message_changed",
            "channel": "D2",
            "channel_type": "im",
            "ts": f"9.{number}",
        }
        event = fake.event_body(changed | {"message": inner, "previous_message": inner})
    status, _ = await fake.post(bot.slack, event)
    assert status < 500


async def looked_at(bot: Served, fake: FakeSlack, number: int) -> None:
    """Ask whether the bot is ready and for its figures, as fast as it answers."""
    assert (await bot.get("/metrics" if number % 2 else "/readyz"))[0] in (200, 503)


Attack = Callable[[Served, FakeSlack, int], Coroutine[Any, Any, None]]
ATTACKS: dict[str, tuple[Attack, int]] = {
    "forged": (forged, ATTACKERS),
    "slow": (slow, 300),
    "huge": (huge, ATTACKERS),
    "flood": (flood, ATTACKERS),
    "looked_at": (looked_at, ATTACKERS),
}


@asynccontextmanager
async def attacked(bot: Served, fake: FakeSlack, attack: Attack, attackers: int) -> AsyncIterator[None]:
    """Let so many attackers go on until the end of the block."""
    numbers = itertools.count()

    async def go_on() -> None:
        while True:
            with suppress(OSError, asyncio.IncompleteReadError):
                await attack(bot, fake, next(numbers))
            await asyncio.sleep(0)

    tasks = [asyncio.ensure_future(go_on()) for _ in range(attackers)]
    try:
        yield
    finally:
        failed = [task.exception() for task in tasks if task.done() and not task.cancelled()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    assert [] == failed


async def timed(what: Callable[[], Awaitable[Any]]) -> float:
    """Return how many seconds something took."""
    began = time.monotonic()
    await what()
    return time.monotonic() - began


async def measured(bot: Served, fake: FakeSlack, numbers: itertools.count[int]) -> tuple[list[float], list[float]]:
    """Return the seconds of valid commands and of /healthz, one of each twice a second."""
    commands, health = [], []

    async def command() -> None:
        number = next(numbers)
        body = fake.command_body("/nudge", f"call - note {number}", user=f"U1{number % SELLERS}")
        status, answer = await fake.post(bot.slack, body)
        assert (200, True) == (status, "C" in str(answer)), answer

    async def healthy() -> None:
        assert 200 == (await bot.get("/healthz"))[0]

    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        commands.append(await timed(command))
        health.append(await timed(healthy))
        await asyncio.sleep(0.5)
    return commands, health


def resident(bot: Served) -> int:
    """Return the kilobytes that the process holds."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{bot.process.pid}/status").read_text())
    assert found
    return int(found[1])


@pytest.mark.parametrize("name", ATTACKS)
async def test_valid_commands_go_on_during_an_attack(tmp_path: Path, name: str) -> None:
    """A first round fills the caches, the second is measured; nothing of the attack ends in a traceback."""
    attack, attackers = ATTACKS[name]
    numbers = itertools.count(1)
    async with FakeSlack() as fake:
        fake.person("U2", "Bo")
        for number in range(SELLERS):
            fake.person(f"U1{number}", f"Seller {number}")
        async with serving(tmp_path, slack_settings(fake)) as bot:
            await bot.ready()
            async with attacked(bot, fake, attack, attackers):
                await measured(bot, fake, numbers)
                before = resident(bot)
                commands, health = await measured(bot, fake, numbers)
                after = resident(bot)
            _, logged = await bot.end()
    assert "Traceback" not in logged
    assert statistics.median(commands) < COMMAND_SECONDS > max(commands) / WORST, commands
    assert statistics.median(health) < HEALTH_SECONDS > max(health) / WORST, health
    assert after < before * GROWTH + ADDED_KILOBYTES
