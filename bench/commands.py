"""Signed slash commands against the bot and against plain servers, by turns in one run; prints medians and ratios.

`python bench/commands.py [--rounds 5] [--seconds 3] [--connections 32] [--slowsync-us 0] [TARGET …]`; needs `wrk`, and
`gcc` for a slower disk. What counts are the ratios to `bolt`, an empty Bolt handler, within one run.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import itertools
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp

from bench.targets import TARGETS
from storage.sqlite import SqliteEngine
from storage.work import SqlStore
from tests.fakes.slack import FakeSlack, signed
from tests.serve import free_port, slack_settings

ROOT = Path(__file__).parents[1]
PEOPLE = 1000
"""So many that nobody reaches twenty lines a minute."""
REQUESTS = 60_000
TICKS = os.sysconf("SC_CLK_TCK")
SLOW = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>
int fdatasync(int fd) { usleep(%d); return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(fd); }
int fsync(int fd) { usleep(%d); return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(fd); }
"""
WRK = """
local bodies, n = {}, 0
function init(args)
  for line in io.open("%s", "r"):lines() do
    local stamp, signature, body = line:match("(%%S+) (%%S+) (%%S+)")
    bodies[#bodies + 1] = wrk.format("POST", "/slack/events", {["X-Slack-Request-Timestamp"] = stamp,
      ["X-Slack-Signature"] = signature, ["Content-Type"] = "application/x-www-form-urlencoded"}, body)
  end
end
function request() n = n + 1; return bodies[(n - 1) %% #bodies + 1] end
"""


@dataclass(kw_only=True)
class Target:
    """One server and what was measured of it."""

    name: str
    process: subprocess.Popen[bytes]
    port: int
    start: float = 0.0
    idle_mb: float = 0.0
    rates: list[float] = field(default_factory=list)
    p50: list[float] = field(default_factory=list)
    p99: list[float] = field(default_factory=list)
    cpu_us: list[float] = field(default_factory=list)
    calm: list[float] = field(default_factory=list)
    refused: int = 0

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}/slack/events"

    def cpu(self) -> float:
        """Return the seconds of processor time so far."""
        return processor_seconds(self.process.pid)

    def rss_mb(self) -> float:
        """Return the memory in use."""
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{self.process.pid}/status").read_text())
        return int(found[1]) / 1024 if found else 0.0


def processor_seconds(process: int) -> float:
    """Return the seconds of processor time of a process so far, of all its threads."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def commands(fake: FakeSlack, numbers: Iterator[int]) -> Iterator[bytes]:
    """Yield the bodies of touches, each with its own trigger id and words."""
    for n in numbers:
        text = f"acme invoice clarity {n % 3} note {n}"
        yield urlencode(fake.command_body("/touch", text, user=f"U{n % PEOPLE}")).encode()


def write_requests(bodies: Iterator[bytes], path: Path, count: int) -> None:
    """Write signed requests, one a line."""
    with path.open("w") as file:
        for body in itertools.islice(bodies, count):
            headers = signed(body)
            file.write(f"{headers['X-Slack-Request-Timestamp']} {headers['X-Slack-Signature']} {body.decode()}\n")


async def start(name: str, fake: FakeSlack, folder: Path, preload: str, running: list[Target]) -> None:
    """Start a target and let it answer once; the bot also gets its people and a customer."""
    port, began = free_port(), time.perf_counter()
    env = (
        os.environ | slack_settings(fake) | {"PORT": str(port), "PYTHONPATH": str(ROOT), "BENCH_DB": f"{folder}/su.db"}
    )
    env |= {"DATABASE_URL": f"sqlite:///{folder}/snurr.db", "SNURR_CONFIG": f"{folder}/none"}
    env |= {"LD_PRELOAD": preload} if preload else {}
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: ASYNC220 - it only begins here
            [sys.executable, "bench/targets.py", name, str(port)], cwd=ROOT, env=env, stdout=log, stderr=log
        )
    target = Target(name=name, process=process, port=port)
    running.append(target)
    async with aiohttp.ClientSession() as session:
        await _first_answer(session, target, fake)
        target.start = time.perf_counter() - began
        target.idle_mb = target.rss_mb()
        if name == "snurr":
            await _furnish(session, target, fake, folder / "snurr.db")


async def _first_answer(session: aiohttp.ClientSession, target: Target, fake: FakeSlack) -> None:
    for _ in range(2000):
        with contextlib.suppress(aiohttp.ClientError):
            if await _asked(session, target, fake.command_body("/touch", "acme invoice 1")) == 200:
                return
        await asyncio.sleep(0.02)
    raise SystemExit(f"{target.name} does not answer")


async def _furnish(session: aiohttp.ClientSession, target: Target, fake: FakeSlack, file: Path) -> None:
    """A team, everybody met, and one customer."""
    await _asked(session, target, fake.command_body("/nudge", "admin team Nord timezone Europe/Oslo country NO"))
    for n in range(PEOPLE):
        await _asked(session, target, fake.command_body("/nudge", "help", user=f"U{n}"))
    engine = SqliteEngine(file)
    await SqlStore(engine).write(lambda work: work.accounts.add("Acme", 1, datetime(2026, 1, 1, tzinfo=UTC)))
    engine.close()


async def _asked(session: aiohttp.ClientSession, target: Target, body: dict[str, Any]) -> int:
    data = urlencode(body).encode()
    headers = signed(data) | {"Content-Type": "application/x-www-form-urlencoded"}
    async with session.post(target.url, data=data, headers=headers) as response:
        await response.read()
        return response.status


async def saturated(target: Target, bodies: Iterator[bytes], folder: Path, wanted: argparse.Namespace) -> None:
    """Let wrk press as fast as it can, and note throughput, latency and processor time a command."""
    requests, script = folder / "requests", folder / "wrk.lua"
    write_requests(bodies, requests, REQUESTS if target.name == "bare" else REQUESTS // 3)
    script.write_text(WRK % requests)
    connections = wanted.connections
    command = ["wrk", "-t1", f"-c{connections}", f"-d{wanted.seconds}s", "--latency", "-s", str(script), target.url]
    before = target.cpu()
    wrk = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    said = (await wrk.communicate())[0].decode()
    count = int(re.findall(r"(\d+) requests in", said)[0])
    target.rates.append(float(re.findall(r"Requests/sec:\s+([\d.]+)", said)[0]))
    target.p50.append(_ms(said, "50%"))
    target.p99.append(_ms(said, "99%"))
    target.cpu_us.append((target.cpu() - before) / count * 1e6)
    target.refused += sum(map(int, re.findall(r"Non-2xx or 3xx responses: (\d+)", said)))


def _ms(said: str, share: str) -> float:
    found = re.search(re.escape(share) + r"\s+([\d.]+)(us|ms|s)", said)
    assert found, said
    return float(found[1]) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[found[2]]


async def calm(target: Target, fake: FakeSlack, numbers: Iterator[int], seconds: int) -> None:
    """Ask a hundred times a second, whatever the answers take, and note each latency."""
    async with aiohttp.ClientSession() as session:

        async def once(n: int) -> None:
            body = fake.command_body("/touch", f"acme invoice clarity {n % 3} calm {n}", user=f"U{n % PEOPLE}")
            began = time.perf_counter()
            target.refused += await _asked(session, target, body) != 200
            target.calm.append((time.perf_counter() - began) * 1000)

        tasks = []
        for _ in range(seconds * 100):
            tasks.append(asyncio.ensure_future(once(next(numbers))))
            await asyncio.sleep(0.01)
        await asyncio.gather(*tasks)


def table(targets: Sequence[Target]) -> str:
    """Return medians, and ratios to `bolt`."""
    middle = {target.name: target for target in targets}
    base = middle.get("bolt", targets[0])
    lines = ["target      start s  RSS MB  p50/p99 at 100/s   req/s (x bolt)   p50/p99 ms   CPU us (x bolt)   not 2xx"]
    for target in targets:
        rate, cpu, p50, p99 = map(statistics.median, (target.rates, target.cpu_us, target.p50, target.p99))
        calm = statistics.quantiles(target.calm, n=100)
        lines.append(
            f"{target.name:10} {target.start:6.2f}   {target.idle_mb:4.0f}/{target.rss_mb():4.0f}"
            f"   {calm[49]:6.2f}/{calm[98]:6.2f}"
            f"   {rate:9.0f} ({rate / statistics.median(base.rates):.2f})   {p50:6.1f}/{p99:6.1f}"
            f"   {cpu:8.0f} ({cpu / statistics.median(base.cpu_us):.2f})   {target.refused}"
        )
    return "\n".join(lines)


def slower_disk(folder: Path, microseconds: int) -> str:
    """Return a library that makes every flush so much slower, empty for none."""
    if not microseconds:
        return ""
    source, library = folder / "slow.c", folder / "slow.so"
    source.write_text(SLOW % (microseconds, microseconds))
    subprocess.run(["gcc", "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"], check=True)
    return str(library)


async def run(wanted: argparse.Namespace, folder: Path) -> str:
    """Start every target, press them by turns, and return the table."""
    numbers = itertools.count()
    async with FakeSlack() as fake:
        fake.channels["C1"] = {"id": "C1", "name": "sales", "member": True}
        for n in range(PEOPLE):
            fake.person(f"U{n}", f"Person {n}")
        preload = slower_disk(folder, wanted.slowsync_us)
        targets: list[Target] = []
        try:
            for name in wanted.targets:
                await start(name, fake, folder, preload, targets)
            for _ in range(wanted.rounds):
                for target in targets:
                    await calm(target, fake, numbers, wanted.seconds)
                    await saturated(target, commands(fake, numbers), folder, wanted)
            return table(targets)
        finally:
            for target in targets:
                target.process.kill()
                target.process.wait()


def main() -> None:
    """Run as the module says."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("targets", nargs="*", default=list(TARGETS))
    for name, value in (("rounds", 5), ("seconds", 3), ("connections", 32), ("slowsync-us", 0)):
        options.add_argument(f"--{name}", type=int, default=value)
    if not shutil.which("wrk"):
        raise SystemExit("This needs wrk: apt-get install wrk.")
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(asyncio.run(run(options.parse_args(), Path(folder))) + "\n")


if __name__ == "__main__":
    main()
