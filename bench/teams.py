"""Teams against Microsoft's SDK as it is, by turns in one run; prints medians and ratios.

`python bench/teams.py [--rounds 3] [--seconds 3]`; needs `wrk`. In: `teams-jwt` is an empty handler under CloudAdapter
that checks the token; `snurr` is the whole bot, which stores a touch durably and posts or returns its receipt. Out:
`continue_conversation` is the SDK's way to speak first; `snurr` posts cards by its own connector.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp

from adapters.teams.render import PRESS, sealed_data
from bench.teams_targets import sink
from bot.messages.press import Press, new_name
from bot.messages.seal import Sealer
from storage.sqlite import SqliteEngine
from tests.fakes.teams import FakeTeams
from tests.serve import free_port

ROOT = Path(__file__).parents[1]
PEOPLE = 50
REQUESTS = 12_000
CONNECTIONS = 32
OUT = 200
WRK = """
local bodies = {}
for line in io.open("%s", "r"):lines() do
  bodies[#bodies + 1] = wrk.format("POST", "/api/messages", {["Host"] = "bench", ["Authorization"] = "Bearer %s",
    ["Content-Type"] = "application/json"}, line)
end
local n = 0
function request() n = n + 1; return bodies[(n - 1) %% #bodies + 1] end
"""


def message(fake: FakeTeams, n: int) -> dict[str, Any]:
    """Return a typed touch."""
    return fake.message(f"touch acme invoice clarity {n % 3} note {n}", user=n % PEOPLE + 1)


def sealer_of(folder: Path) -> Sealer:
    """Return the sealer of the bot whose database is in a folder."""
    with contextlib.closing(SqliteEngine(folder / "snurr.db")) as engine:
        return Sealer(key=engine.seal_key()).at("teams", 1)


def press(sealer: Sealer, fake: FakeTeams, n: int) -> dict[str, Any]:
    """Return a touch by a button."""
    values = {"~account": "acme", "~point": "invoice", "~scores": f"clarity {n % 3}"}
    data = sealed_data(PRESS, Press(verb="touch", values=values).pack(), f"nonce{n}", sealer)
    action = {"type": "Action.Execute", "verb": "press", "data": data}
    return fake.activity("invoke", n % PEOPLE + 1, name="adaptiveCard/action", value={"action": action})


def spawned(name: str, port: int, env: dict[str, str], folder: Path) -> subprocess.Popen[bytes]:
    """Start a target."""
    log = (folder / f"{name}.log").open("wb")
    command = [sys.executable, "bench/teams_targets.py", name, str(port)]
    return subprocess.Popen(command, cwd=ROOT, env=env, stderr=log)


async def started(name: str, fake: FakeTeams, folder: Path, service: str) -> tuple[subprocess.Popen[bytes], str]:
    """Start a target and wait until it takes a message."""
    port = free_port()
    env = os.environ | fake.environment() | {"PORT": str(port), "PYTHONPATH": str(ROOT)}
    env |= {"DATABASE_URL": f"sqlite:///{folder}/snurr.db", "SNURR_CONFIG": f"{folder}/none"}
    process = spawned(name, port, env, folder)
    url = f"http://127.0.0.1:{port}/api/messages"
    token = fake.token(serviceurl=service)
    for _ in range(400):
        try:
            if (await fake.deliver(url, fake.message("help") | {"serviceUrl": service}, token))[0] in (200, 201, 202):
                return process, url
        except aiohttp.ClientError:
            pass
        await asyncio.sleep(0.05)
    raise SystemExit(f"{name} does not answer: {(folder / f'{name}.log').read_text()[-2000:]}")


async def furnish(fake: FakeTeams, url: str, folder: Path, service: str) -> None:
    """A team, everybody met, and one customer."""
    token = fake.token(serviceurl=service)
    create = Press(verb="call", values={"account": new_name("Acme")})
    data = sealed_data(PRESS, create.pack(), "first", sealer_of(folder))
    for each in (
        fake.message("admin team Nord timezone Europe/Oslo country NO"),
        *(fake.message("help", user=n + 1) for n in range(PEOPLE)),
        fake.activity("invoke", name="adaptiveCard/action", value={"action": {"data": data}}),
    ):
        assert (await fake.deliver(url, each | {"serviceUrl": service}, token))[0] in (200, 202)


async def pressed_hard(
    url: str, fake: FakeTeams, bodies: Iterator[dict[str, Any]], folder: Path, service: str, seconds: int
) -> tuple[float, int]:
    """Return requests a second under 32 connections, and how many were not 2xx."""
    requests, script = folder / "requests", folder / "wrk.lua"
    with requests.open("w") as file:
        for _ in range(REQUESTS):
            file.write(json.dumps(next(bodies) | {"serviceUrl": service}) + "\n")
    script.write_text(WRK % (requests, fake.token(serviceurl=service)))
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(script), url]
    wrk = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    said = (await wrk.communicate())[0].decode()
    refused = sum(map(int, re.findall(r"Non-2xx or 3xx responses: (\d+)", said)))
    return float(re.findall(r"Requests/sec:\s+([\d.]+)", said)[0]), refused


async def calm(url: str, fake: FakeTeams, bodies: Iterator[dict[str, Any]], service: str, seconds: int) -> float:
    """Return the median latency in ms of a hundred requests a second."""
    token, spent = fake.token(serviceurl=service), list[float]()

    async def once() -> None:
        began = time.perf_counter()
        await fake.deliver(url, next(bodies) | {"serviceUrl": service}, token)
        spent.append((time.perf_counter() - began) * 1000)

    tasks = []
    for _ in range(seconds * 100):
        tasks.append(asyncio.ensure_future(once()))
        await asyncio.sleep(0.01)
    await asyncio.gather(*tasks)
    return statistics.median(spent)


async def fan_out(name: str, fake: FakeTeams, folder: Path, service: str) -> float:
    """Return messages a second that a process of its own sends first."""
    env = (
        os.environ
        | fake.environment()
        | {"PYTHONPATH": str(ROOT), "BENCH_SERVICE": service, "BENCH_DB": f"{folder}/{name}.db"}
    )
    count = OUT if name == "sdk-out" else OUT * 25
    command = [sys.executable, "bench/teams_targets.py", name, str(count)]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=env, stdout=asyncio.subprocess.PIPE)
    return count / float((await process.communicate())[0].decode().split()[-1])


async def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=3)
    wanted = parser.parse_args()
    found: dict[str, list[float]] = {}
    async with FakeTeams() as fake, sink() as service:
        for n in range(PEOPLE):
            fake.person(n + 1, f"Person {n}")
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            targets = {name: await started(name, fake, folder, service) for name in ("teams-jwt", "snurr")}
            try:
                await furnish(fake, targets["snurr"][1], folder, service)
                await measure(targets, fake, folder, service, wanted, found)
            finally:
                for process, _ in targets.values():
                    process.kill()
                    process.wait()
            for _ in range(wanted.rounds):
                for name in ("sdk-out", "snurr-out"):
                    found.setdefault(name, []).append(await fan_out(name, fake, folder, service))
    report({name: statistics.median(each) for name, each in found.items()})


def report(middle: dict[str, float]) -> None:
    """Print each median and its ratio to the SDK's."""
    base = {"ms": "teams-jwt ms", "out": "sdk-out", "message": "teams-jwt message", "button": "teams-jwt message"}
    for name, value in middle.items():
        ratio = value / middle[base[re.split("[ -]", name)[-1]]]
        unit = "ms, median at 100/s" if name.endswith("ms") else "a second"
        sys.stdout.write(f"{name:20} {value:10.2f} {unit:20} x {ratio:.2f}\n")


async def measure(
    targets: dict[str, tuple[Any, str]],
    fake: FakeTeams,
    folder: Path,
    service: str,
    wanted: argparse.Namespace,
    found: dict[str, list[float]],
) -> None:
    """Press each target by turns."""
    numbers = iter(range(1, 10**9))
    ways: dict[str, Callable[[FakeTeams, int], dict[str, Any]]]
    ways = {"message": message, "button": partial(press, sealer_of(folder))}
    for _ in range(wanted.rounds):
        for name, (_, url) in targets.items():
            for way, body in ways.items():
                if name == "teams-jwt" and way == "button":
                    continue  # the SDK answers every invoke with 500
                bodies = (body(fake, n) for n in numbers)
                rate, refused = await pressed_hard(url, fake, bodies, folder, service, wanted.seconds)
                found.setdefault(f"{name} {way}", []).append(rate)
                if refused:
                    sys.stdout.write(f"{name} {way}: {refused} refused\n")
                if way == "message":
                    await asyncio.sleep(3)
                    found.setdefault(f"{name} ms", []).append(await calm(url, fake, bodies, service, wanted.seconds))


if __name__ == "__main__":
    asyncio.run(main())
