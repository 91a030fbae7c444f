"""Teams against Microsoft's SDK as it is, by turns in one run; prints medians and ratios.

`python bench/teams.py [--rounds 3] [--seconds 3]`; needs `wrk`. In: `teams-jwt` is an empty handler under CloudAdapter
that checks the token; `snurr` is the whole bot, which stores a touch durably and posts or returns its receipt; it fails
when a touch is not stored. Out, in messages a second of processor time: `continue_conversation` is the SDK's way to
speak first; `snurr` posts cards by its own connector, without the pace that Teams asks for.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp

from adapters.teams.render import PRESS, sealed_data
from bench.commands import processor_seconds
from bench.teams_targets import sink
from bot.messages.press import Press, new_name
from bot.messages.seal import Sealer
from storage.sqlite import SqliteEngine
from tests.fakes.teams import FakeTeams
from tests.serve import free_port

ROOT = Path(__file__).parents[1]
PEOPLE = 1000
"""So many that nobody reaches twenty lines a minute."""
REQUESTS = 12_000
CONNECTIONS = 32
OUT = {"sdk-out": 200, "snurr-out": 3_000}
"""Messages that are sent in a round."""
CALM = 20
"""Requests a second at which nobody waits for another; the SDK takes about fifty on a slow machine."""
FIRST_NUMBER = 10
"""Of a note; a smaller one might be a score."""
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


@dataclass(frozen=True, kw_only=True)
class Pressed:
    """What wrk saw: requests a second, how many were answered, and how many of them not with 2xx."""

    rate: float
    answered: int
    refused: int


async def pressed_hard(
    url: str, fake: FakeTeams, bodies: Iterator[dict[str, Any]], folder: Path, service: str, seconds: int
) -> Pressed:
    """Press under 32 connections."""
    requests, script = folder / "requests", folder / "wrk.lua"
    with requests.open("w") as file:
        for _ in range(REQUESTS):
            file.write(json.dumps(next(bodies) | {"serviceUrl": service}) + "\n")
    script.write_text(WRK % (requests, fake.token(serviceurl=service)))
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(script), url]
    wrk = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    said = (await wrk.communicate())[0].decode()
    refused = sum(map(int, re.findall(r"Non-2xx or 3xx responses: (\d+)", said)))
    rate, answered = re.findall(r"Requests/sec:\s+([\d.]+)", said)[0], re.findall(r"(\d+) requests in", said)[0]
    return Pressed(rate=float(rate), answered=int(answered), refused=refused)


def stored(folder: Path) -> int:
    """Return how many entries the bot has stored."""
    with contextlib.closing(sqlite3.connect(folder / "snurr.db")) as database:
        return int(database.execute("SELECT COUNT(*) FROM entry").fetchone()[0])


async def calm(url: str, fake: FakeTeams, bodies: Iterator[dict[str, Any]], service: str, seconds: int) -> float:
    """Return the median latency in ms of `CALM` requests a second."""
    token, spent = fake.token(serviceurl=service), list[float]()

    async def once() -> None:
        began = time.perf_counter()
        await fake.deliver(url, next(bodies) | {"serviceUrl": service}, token)
        spent.append((time.perf_counter() - began) * 1000)

    tasks = []
    for _ in range(seconds * CALM):
        tasks.append(asyncio.ensure_future(once()))
        await asyncio.sleep(1 / CALM)
    await asyncio.gather(*tasks)
    return statistics.median(spent)


async def fan_out(name: str, fake: FakeTeams, folder: Path, service: str) -> float:
    """Return messages a second of processor time that a process of its own sends first."""
    env = (
        os.environ
        | fake.environment()
        | {"PYTHONPATH": str(ROOT), "BENCH_SERVICE": service, "BENCH_DB": f"{folder}/{name}.db"}
    )
    command = [sys.executable, "bench/teams_targets.py", name, str(OUT[name])]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=env, stdout=asyncio.subprocess.PIPE)
    return OUT[name] / float((await process.communicate())[0].decode().split()[-1])


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
    base = {"ms": "teams-jwt ms", "cpu": "teams-jwt message cpu", "out": "sdk-out"}
    units = {"ms": f"ms, median at {CALM}/s", "cpu": "us of processor time", "out": "a second of processor time"}
    for name, value in middle.items():
        kind = re.split("[ -]", name)[-1]
        ratio = value / middle[base.get(kind, "teams-jwt message")]
        sys.stdout.write(f"{name:20} {value:10.2f} {units.get(kind, 'a second'):26} x {ratio:.3f}\n")


async def measure(
    targets: dict[str, tuple[Any, str]],
    fake: FakeTeams,
    folder: Path,
    service: str,
    wanted: argparse.Namespace,
    found: dict[str, list[float]],
) -> None:
    """Press each target by turns; raises SystemExit when the bot did not store what it answered."""
    numbers = iter(range(FIRST_NUMBER, 10**9))
    ways: dict[str, Callable[[FakeTeams, int], dict[str, Any]]]
    ways = {"message": message, "button": partial(press, sealer_of(folder))}
    for _ in range(wanted.rounds):
        for name, (process, url) in targets.items():
            for way, body in ways.items():
                if name == "teams-jwt" and way == "button":
                    continue  # the SDK answers every invoke with 500
                bodies = (body(fake, n) for n in numbers)
                before, spent = stored(folder), processor_seconds(process.pid)
                pressed = await pressed_hard(url, fake, bodies, folder, service, wanted.seconds)
                await asyncio.sleep(3)  # what is answered with 202 is posted after it
                spent = processor_seconds(process.pid) - spent
                if pressed.refused or (name == "snurr" and stored(folder) - before < pressed.answered):
                    raise SystemExit(f"{name} {way}: {pressed}, but {stored(folder) - before} stored")
                found.setdefault(f"{name} {way}", []).append(pressed.rate)
                found.setdefault(f"{name} {way} cpu", []).append(spent / pressed.answered * 1e6)
                if way == "message":
                    found.setdefault(f"{name} ms", []).append(await calm(url, fake, bodies, service, wanted.seconds))


if __name__ == "__main__":
    asyncio.run(main())
