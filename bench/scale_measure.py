"""The small end of the model: what the stages of a message cost in the program, and one morning of it as it is.

`stage_costs` runs everybody's 08:30 on PostgreSQL and times each transaction by the stage that it belongs to.
`real_morning` lets the nudge loop of `serve` speak to a local Slack that counts, refuses and answers slowly.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import sqlite3
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import TypeVar

import aiohttp
import psycopg
from aiohttp import web

from adapters.slack.client import SlackClient
from adapters.slack.workspace import Workspace
from bench.fanout import serve as serve_at_once
from bench.fanout import unpaced
from bench.morning import MORNING, fill
from bench.scale_parts import Costs, Limit, Platform
from bot.clock import FrozenClock, ShiftedClock, seconds_run
from bot.domain.work import Work
from bot.messages.card import Card
from bot.ports import Address
from nudges.delivery import Delivery, Route
from nudges.loop import Loop
from nudges.schedule import LOOK_SECONDS, find_due, store_plan
from storage.engine import Engine
from storage.migrate import migrate
from storage.postgres import PostgresEngine
from storage.sqlite import SqliteEngine
from storage.work import SqlStore
from tests.postgres import database

PEOPLE = 600
LOOKS = 300
COPIED = ("team", "person", "address", "account", "promise", "outbox", "mark")
STAGES = {"find_due": "plan", "store_plan": "plan", "_begin_batch": "claim", "_mark_sending": "mark", "_end": "end"}
EARLY = timedelta(seconds=2)
SLOW_SLACK = Platform(name="slack", limit=30, window=5.0, seconds=0.15)

T = TypeVar("T")


class Nowhere:
    """A platform that takes everything and draws nothing."""

    async def send(self, address: Address, card: Card, key: str) -> str:
        """Take a message."""
        return key

    async def update(self, receipt: str, card: Card) -> None:
        """Take a message."""


class Watched(SqlStore):
    """A store that notes the processor seconds of its transactions, stage by stage, and how many there were."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.count: Counter[str] = Counter()

    async def write(self, fn: Callable[[Work], T], tenant: int = 1, beside: str | None = None) -> T:
        """Write, and note it."""
        return await super().write(partial(self._timed, _stage(fn), fn), tenant, beside)

    async def read(self, fn: Callable[[Work], T], tenant: int = 1) -> T:
        """Read, and note it."""
        return await super().read(partial(self._timed, _stage(fn), fn), tenant)

    def _timed(self, stage: str, fn: Callable[[Work], T], work: Work) -> T:
        began = time.thread_time()
        try:
            return fn(work)
        finally:
            self.seconds[stage] += time.thread_time() - began
            self.count[stage] += 1


def _stage(fn: Callable[..., object]) -> str:
    """Return the stage of a transaction, by the function that it was written in."""
    name = fn.func.__qualname__ if isinstance(fn, partial) else fn.__qualname__
    names = name.split(".")
    # A lambda in `_send` marks.
    return next((STAGES[each] for each in names if each in STAGES), "mark" if "_send" in names else "other")


def copied(raw: sqlite3.Connection, url: str) -> None:
    """Copy what `fill` wrote into an empty schema of PostgreSQL."""
    with psycopg.connect(url) as link, link.cursor() as cursor:
        for table in COPIED:
            rows = raw.execute(f"SELECT * FROM {table} WHERE tenant > 0").fetchall()
            # Numbers of new rows go on from a sequence, which does not hear of given ones.
            names = [name for name in rows[0].keys() if (table, name) != ("outbox", "id")]  # noqa: SIM118 - a Row
            places = ", ".join(["%s"] * len(names))
            cursor.executemany(
                f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})".encode(),
                [[row[name] for name in names] for row in rows],
            )
        link.commit()
        cursor.execute("ANALYZE")  # as a server does by itself after a while


def ticks(postmaster: int) -> float:
    """Return the processor seconds of a PostgreSQL server and of all its processes, past ones among them."""
    spent = 0.0
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        if int(status.parent.name) == postmaster:
            spent += sum(map(int, fields[11:15]))  # with its children that ended
        elif int(fields[1]) == postmaster:
            spent += sum(map(int, fields[11:13]))
    return spent / os.sysconf("SC_CLK_TCK")


def postmaster_of(url: str) -> int:
    """Return the process that all processes of a local server come from."""
    with psycopg.connect(url) as link:
        row = link.execute("SELECT pg_backend_pid()").fetchone()
    assert row
    return int(Path(f"/proc/{row[0]}/stat").read_text().rpartition(")")[2].split()[1])


async def _planned(store: Watched) -> None:
    """Plan everybody's morning."""
    while (plan := await store.read(partial(find_due, now=MORNING, seconds=LOOK_SECONDS), 1)).wakeups:
        await store.write(partial(store_plan, plan=plan, now=MORNING), 1)


async def _delivered(store: Watched) -> None:
    """Deliver everybody's morning to nowhere."""
    out, sent = Nowhere(), Counter[str]()
    turn = Delivery(store=store, route=lambda _, to: (out, to[0]), clock=FrozenClock(MORNING), owner="bench", tenant=1)
    await turn.run(lambda result: sent.update([result.outcome]))
    assert set(sent) == {"sent"}, sent


async def _look(store: SqlStore) -> float:
    """Return the processor seconds of one look at a workspace where nothing is due."""
    began = time.process_time()
    for _ in range(LOOKS):
        await store.read(partial(find_due, now=MORNING + timedelta(seconds=1), seconds=LOOK_SECONDS), 1)
    return (time.process_time() - began) / LOOKS


def stage_costs(people: int = PEOPLE) -> Costs:
    """Measure the stages on PostgreSQL with so many people."""
    small = SqliteEngine(":memory:")
    migrate(small)
    small.transaction(lambda raw: fill(raw, people))
    with database() as url:
        engine = PostgresEngine(url)
        migrate(engine)
        with small.scratch() as raw:
            copied(raw, url)
        store, server = Watched(engine), postmaster_of(url)
        began, served = time.process_time(), [ticks(server)]
        for part in (_planned, _delivered):
            asyncio.run(part(store))
            served.append(ticks(server))
        # What lies around the transactions (loop, threads, driver's COMMIT) goes to each transaction alike.
        around = (time.process_time() - began - sum(store.seconds.values())) / sum(store.count.values())
        stages = {name: (store.seconds[name] + around * store.count[name]) / people for name in STAGES.values()}
        look = asyncio.run(_look(store))
        idle = ticks(server) - served[2]
        engine.close()
    small.close()
    planning, sending = ((after - before) / people for before, after in itertools.pairwise(served))
    return Costs(
        **stages, post=post_cost(), look=look, base_plan=planning, base_step=sending / 3, base_look=idle / LOOKS
    )


def post_cost() -> float:
    """Return the processor seconds in which one message is drawn and posted to Slack."""
    with _server(serve_at_once) as (url, _):
        return 1 / asyncio.run(unpaced(f"{url}api/"))


@contextmanager
def _server(target: Callable[[Pipe], None]) -> Iterator[tuple[str, Pipe]]:
    """Run a server in a process of its own, which tells its port first; yield its address and the pipe to it."""
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=target, args=(there,), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{here.recv()}/", here
    finally:
        process.terminate()
        process.join()


def serve_strict(pipe: Pipe) -> None:
    """Be a Slack that counts each workspace's messages, refuses what is too much, and answers slowly."""
    asyncio.run(_serve_strict(pipe))


async def _serve_strict(pipe: Pipe) -> None:
    limits: dict[str, Limit] = {}
    seen: list[tuple[str, float, bool]] = []

    async def posted(request: web.Request) -> web.Response:
        token, now = request.headers["Authorization"], seconds_run()
        limit = limits.setdefault(token, Limit(SLOW_SLACK.limit, SLOW_SLACK.window))
        admitted = limit.admits(now)
        seen.append((token, now, admitted))
        await request.read()
        await asyncio.sleep(SLOW_SLACK.seconds)
        if not admitted:
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "10"})
        return web.json_response({"ok": True, "channel": "D1", "ts": "1.2"})

    async def told(_: web.Request) -> web.Response:
        return web.json_response(seen)

    app = web.Application()
    app.router.add_post("/api/{method}", posted)
    app.router.add_get("/seen", told)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    pipe.send(runner.addresses[0][1])
    await asyncio.Event().wait()


def _shared_out(raw: sqlite3.Connection, workspaces: int) -> None:
    """Make so many companies of the one that `fill` wrote, each with its share of the teams."""
    raw.executemany("INSERT INTO tenant VALUES (?, ?)", [(n, f"company {n}") for n in range(2, workspaces + 1)])
    of_person = "(SELECT 1 + team % :n FROM person WHERE person.id = {})"
    raw.execute("UPDATE address SET tenant = " + of_person.format("address.person"), {"n": workspaces})
    raw.execute("UPDATE account SET tenant = " + of_person.format("account.owner"), {"n": workspaces})
    raw.execute("UPDATE promise SET tenant = " + of_person.format("promise.person"), {"n": workspaces})
    raw.execute("UPDATE outbox SET tenant = " + of_person.format("outbox.person"), {"n": workspaces})
    raw.execute("UPDATE promise SET account = (SELECT MIN(id) FROM account WHERE owner = promise.person)")
    raw.execute("UPDATE team SET tenant = 1 + id % :n", {"n": workspaces})
    raw.execute("UPDATE person SET tenant = 1 + team % :n", {"n": workspaces})
    raw.execute(
        "INSERT INTO mark SELECT DISTINCT tenant, 'planned', '2026-11-24T07:29:00+00:00' FROM team WHERE tenant > 1"
    )


async def _real_morning(url: str, store: SqlStore, workspaces: int, people: int) -> Mapping[int, list[float]]:
    clock, stopping = ShiftedClock(MORNING - EARLY), asyncio.Event()
    half_past = seconds_run() + EARLY.total_seconds()
    async with aiohttp.ClientSession() as session:
        ways = {
            tenant: Workspace(
                client=SlackClient(token=str(tenant), base=f"{url}api/", now=clock.now, session=session),
                clock=clock,
                tenant=tenant,
                watches_clock=False,
            )
            for tenant in range(1, workspaces + 1)
        }

        def route(tenant: int) -> Route:
            return lambda _, to: (ways[tenant], to[0])

        loop = Loop(store=store, route=route, tenants=lambda: sorted(ways), clock=clock, owner="bench")
        running = asyncio.ensure_future(loop.run(stopping))
        while loop.counts["sent"] < people:  # noqa: ASYNC110 - the loop has no event for it
            await asyncio.sleep(1)
        stopping.set()
        await running
        async with session.get(f"{url}seen") as answer:
            seen = await answer.json()
    delays: dict[int, list[float]] = {}
    for token, at, admitted in seen:
        if admitted:
            delays.setdefault(int(token.removeprefix("Bearer ")), []).append(at - half_past)
    return delays


def real_morning(workspaces: int, people: int) -> Mapping[int, list[float]]:
    """Run a morning of the program; return for each workspace how many seconds after 08:30 each message arrived."""
    with tempfile.TemporaryDirectory() as folder, _server(serve_strict) as (url, _):
        engine = SqliteEngine(Path(folder) / "bench.db")
        migrate(engine)
        engine.transaction(lambda raw: fill(raw, people))
        engine.transaction(lambda raw: _shared_out(raw, workspaces))
        try:
            return asyncio.run(_real_morning(url, SqlStore(engine), workspaces, people))
        finally:
            engine.close()
