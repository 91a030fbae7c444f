"""/healthz, /readyz and /metrics over real HTTP: details for the operator, the bare answer for everybody else."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
import pytest

from adapters.common import operator_pages
from adapters.common.http_server import servers
from adapters.common.operator_pages import FORWARDED, OperatorPages
from bot.errors import ConfigError
from bot.settings import load
from tests.serve import free_port

PROBLEM, WARNING, FIGURES = "slack: it is down", "nudges: person 7 fails", b"snurr_nudges 1\n"


@dataclass(kw_only=True)
class Bot:
    """What the pages ask, and how often they did."""

    problems: list[str] = field(default_factory=list)
    asked: int = 0

    async def why(self) -> list[str]:
        """Tell the problems."""
        self.asked += 1
        await asyncio.sleep(0)
        return self.problems

    async def figures(self) -> bytes:
        """Tell the figures."""
        return FIGURES


def outside_address() -> str:
    """Return an address of this machine that is none of loopback, empty when it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # nothing is sent
        except OSError:
            return ""
        address = str(probe.getsockname()[0])
    return "" if address.startswith("127.") else address


@asynccontextmanager
async def serving(bot: Bot, **settings: str) -> AsyncIterator[list[int]]:
    """Run what listens by such settings; give the ports."""
    found = load({"SNURR_CONFIG": "/nowhere.toml", "PORT": "0"} | settings)
    hosts = servers(found, [], OperatorPages(problems=bot.why, metrics=bot.figures, warnings=lambda: [WARNING]))
    try:
        yield [await host.start() for host in hosts]
    finally:
        for host in hosts:
            await host.stop()


async def get(
    port: int, path: str, headers: Mapping[str, str] | None = None, host: str = "127.0.0.1"
) -> tuple[int, str]:
    """Return status and text of a page."""
    async with aiohttp.ClientSession() as session, session.get(f"http://{host}:{port}{path}", headers=headers) as found:
        return found.status, await found.text()


async def test_this_machine_is_shown_everything_on_the_one_port() -> None:
    """Scripts beside the bot read reasons and figures without any setting."""
    async with serving(Bot(problems=[PROBLEM])) as (port,):
        ready, metrics = await get(port, "/readyz"), await get(port, "/metrics")
        assert (await get(port, "/healthz"))[0] == 200
    assert ready == (503, f'{{"ready": false, "problems": ["{PROBLEM}"], "warnings": ["{WARNING}"]}}')
    assert metrics == (200, FIGURES.decode())


@pytest.mark.parametrize("header", [*FORWARDED, "x-forwarded-for"])
async def test_whoever_comes_through_a_proxy_is_shown_no_details(header: str) -> None:
    """The status of /readyz is for load balancers; reasons and figures are for nobody outside."""
    async with serving(Bot(problems=[PROBLEM])) as (port,):
        ready = await get(port, "/readyz", {header: "for=203.0.113.9"})
        metrics = await get(port, "/metrics", {header: ""})
        alive = await get(port, "/healthz", {header: "203.0.113.9"})
    assert ready == (503, '{"ready": false}')
    assert (metrics[0], "snurr_nudges" in metrics[1]) == (403, False)
    assert alive[0] == 200


@pytest.mark.skipif(
    not outside_address(), reason="this test needs a network besides loopback, which this machine lacks"
)
async def test_another_address_is_shown_no_details() -> None:
    """A peer that is not on loopback gets the bare answers."""
    async with serving(Bot(), HOST="0.0.0.0") as (port,):
        ready, metrics = [await get(port, path, host=outside_address()) for path in ("/readyz", "/metrics")]
    assert (ready, metrics[0]) == ((200, '{"ready": true}'), 403)


async def test_a_port_of_its_own_shows_everything_and_the_public_one_nothing() -> None:
    """Even to this machine, as a proxy on it may set no header."""
    async with serving(Bot(problems=[PROBLEM]), SNURR_OPS_PORT=str(free_port())) as (public, own):
        assert (await get(public, "/readyz"), (await get(public, "/metrics"))[0]) == ((503, '{"ready": false}'), 403)
        assert (await get(public, "/healthz"))[0] == 200
        assert (PROBLEM in (await get(own, "/readyz"))[1], await get(own, "/metrics")) == (
            True,
            (200, FIGURES.decode()),
        )


async def test_a_port_of_its_own_that_is_taken_stops_the_start() -> None:
    """One sentence names the settings."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(ConfigError, match="set SNURR_OPS_HOST and SNURR_OPS_PORT"):
            async with serving(Bot(), SNURR_OPS_PORT=str(taken.getsockname()[1])):
                pass


async def test_recipients_who_fail_are_named_and_take_nobody_from_the_bot() -> None:
    """A load balancer that turned away everybody because of one person would help that person least."""
    async with serving(Bot()) as (port,):
        status, text = await get(port, "/readyz")
    assert (status, WARNING in text) == (200, True)


async def test_a_flood_of_questions_asks_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database answers once a second, however many ask, and after that second anew."""
    bot, run = Bot(), [0.0]
    monkeypatch.setattr(operator_pages, "seconds_run", lambda: run[0])
    async with serving(bot) as (port,):
        await asyncio.gather(*(get(port, "/readyz") for _ in range(50)))
        assert bot.asked == 1
        bot.problems, run[0] = [PROBLEM], operator_pages.FRESH_SECONDS
        assert (await get(port, "/readyz"))[0] == 503
    assert bot.asked == 2
