"""Every kind of process takes the round of the day: the whole server, its two parts, the demo, and `tick`."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.app import App, open_app
from bot.cli.demo import Demo
from bot.cli.main import cli
from bot.domain.retention_round import MARK
from bot.server import ServedPart, Server
from bot.settings import load
from tests.dialog import TUESDAY

LATER = TUESDAY + timedelta(days=31)


def settings(tmp_path: Path) -> dict[str, str]:
    """Return the settings of a company that a line was typed in a month ago."""
    found = {
        "DATABASE_URL": f"sqlite:///{tmp_path}/snurr.db",
        "SNURR_CONFIG": "/nowhere.toml",
        "SNURR_CLOCK": LATER.isoformat(),
        "PORT": "0",
    }
    asyncio.run(_typed(open_app(load(found))))
    return found


async def _typed(app: App) -> None:
    await app.store.write(lambda work: work.people.add("anna", TUESDAY))
    await app.store.write(lambda work: work.inbound.keep("K1", 1, "call acme", "one", TUESDAY))
    app.store.close()


async def kept(app: App) -> bool:
    """Whether the line of a month ago is still there."""
    return await app.store.read(lambda work: work.inbound.receipt("K1")) is not None


async def until(done: Callable[[], Awaitable[bool]]) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(30):
        while not await done():  # noqa: ASYNC110 - what is waited for happens in the background
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("part", ServedPart)
def test_each_part_of_a_server_takes_it(tmp_path: Path, part: ServedPart) -> None:
    """Whether it sends nudges or takes lines; no platform is needed."""
    app = open_app(load(settings(tmp_path)))

    async def served() -> None:
        running = asyncio.ensure_future(Server(app=app, platforms=[], part=part).run())

        async def gone() -> bool:
            if running.done():
                running.result()
            return not await kept(app)

        try:
            await until(gone)
        finally:
            running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await running

    try:
        asyncio.run(served())
    finally:
        app.store.close()


def test_a_tick_takes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the end of its one turn."""
    found = settings(tmp_path)
    for name, value in found.items():
        monkeypatch.setenv(name, value)
    assert CliRunner().invoke(cli, ["tick"]).exit_code == 0
    app = open_app(load(found))
    assert not asyncio.run(kept(app))
    app.store.close()


def test_the_demo_takes_it(tmp_path: Path) -> None:
    """With its own clock, which only moves forward."""

    async def shown() -> None:
        demo = Demo(
            settings=load({"SNURR_CONFIG": "/nowhere.toml", "PORT": "0"}),
            folder=tmp_path,
            opens=False,
            said=lambda _: None,
        )
        running = asyncio.ensure_future(demo.run())

        async def marked() -> bool:
            if running.done():
                running.result()
            return hasattr(demo, "app") and bool(await demo.app.store.read(lambda work: work.people.mark(MARK)))

        try:
            await until(marked)
        finally:
            running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await running
            demo.app.store.close()

    asyncio.run(shown())
