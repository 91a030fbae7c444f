"""A `snurr serve` of its own process, for tests of what only a process can show."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from tests.fakes.slack import SECRET, TOKEN, FakeSlack

ROOT = Path(__file__).parent.parent
INHERITED = ("PATH", "HOME", "LANG", "TZ", "SNURR_CLOCK", "LD_PRELOAD", "WALL_CLOCK_SHIFT_SECONDS")
"""What a process inherits from the tests: where programs are, its own clock, and the machine's shifted one."""


# Below what systems give to connections, and a block for each process: a port that is free now is still free when
# the program that is told it has started, though other tests run beside this one.
_PORTS = itertools.cycle(range(first := 10_000 + os.getpid() % 220 * 100, first + 100))


def free_port() -> int:
    """Return a port that nobody listens on, and that no other process of the tests is given meanwhile."""
    for port in _PORTS:
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("a cycle has no end")


def slack_settings(fake: FakeSlack) -> dict[str, str]:
    """Return the environment of a bot that knows the stand-in."""
    return {
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": fake.api_url,
        "SNURR_SERVICE_HOSTS": "127.0.0.1",
        "SNURR_ADMINS": "slack:U1",
    }


@dataclass(kw_only=True)
class Served:
    """One running process."""

    process: asyncio.subprocess.Process
    base: str
    log: Path
    """A file, as a pipe that nobody reads would hold up a process that says much."""

    @property
    def slack(self) -> str:
        """Where Slack delivers."""
        return f"{self.base}/slack/events"

    async def get(self, path: str) -> tuple[int, Any]:
        """Ask the process something; status 0 while it does not listen."""
        async with aiohttp.ClientSession() as session:
            try:
                async with session.get(self.base + path) as response:
                    text = await response.text()
                    return response.status, json.loads(text) if text.startswith("{") else text
            except aiohttp.ClientError:
                return 0, ""

    async def ready(self) -> None:
        """Wait until it is ready."""
        await self.until("/readyz")

    async def until(self, path: str) -> None:
        """Wait until an address answers 200; fails with what it logged if the process ends before."""
        async with asyncio.timeout(60):
            while (await self.get(path))[0] != 200:
                assert self.process.returncode is None, self.log.read_text()
                await asyncio.sleep(0.05)

    async def end(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """Signal the process and return its exit code and what it logged."""
        self.process.send_signal(number)
        return await self.ended()

    async def ended(self) -> tuple[int, str]:
        """Wait for the end and return the exit code and what was logged."""
        async with asyncio.timeout(20):
            code = await self.process.wait()
        return code, self.log.read_text()


@asynccontextmanager
async def serving(folder: Path, settings: Mapping[str, str], *options: str) -> AsyncIterator[Served]:
    """Run `snurr serve` in a folder of its own; it is killed in the end."""
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if name in INHERITED}
    given = {
        "DATABASE_URL": f"sqlite:///{folder}/snurr.db",
        "PORT": str(port),
        "SNURR_CONFIG": str(folder / "none.toml"),
    }
    log = folder / f"serve-{port}.log"
    with log.open("w") as file:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "serve", *options, cwd=ROOT, env=kept | given | dict(settings),
            stdout=asyncio.subprocess.DEVNULL, stderr=file,
        )  # fmt: skip
    try:
        yield Served(process=process, base=f"http://127.0.0.1:{port}", log=log)
    finally:
        if process.returncode is None:
            process.kill()  # also ends one that is stopped
            await process.wait()
