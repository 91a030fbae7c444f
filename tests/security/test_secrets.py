"""Whole flows with everything that can be said in the logs said; no secret and no customer's word is in them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import structlog

from bot.logs import configure
from tests.fakes.slack import APP_TOKEN, TOKEN, FakeSlack
from tests.fakes.teams import PASSWORD, FakeTeams, Fault
from tests.slack.bench import bench as slack_bench
from tests.slack.bench import until
from tests.teams.bench import bench as teams_bench

NOTE = "quietnoteword"
CUSTOMER = "Nordlys"
LINES = (
    f"call - {NOTE}",
    f"promise {CUSTOMER} {NOTE} by fri",
    f"touch {CUSTOMER} invoice 0 {NOTE}",
    "kept 99",
    "touch x y c9",
    f"admin desk {NOTE} phone {NOTE}",
    "team week",
    "undo",
    f"{NOTE} {NOTE}",
)


@contextmanager
def everything_logged() -> Iterator[None]:
    """Log all that is said by us and by every library, as a person who looks for an error would have it.

    No fixture: pytest gives the test a new stderr after the fixtures are set up, and closes theirs.
    """
    configure(logging.DEBUG)
    levels = {name: logging.getLogger(name).level for name in (None, "slack_sdk", "slack_bolt", "aiohttp", "asyncio")}
    for name in levels:
        logging.getLogger(name).setLevel(logging.DEBUG)
    logging.getLogger("aiohttp.access").disabled = True  # the stand-ins' own; ours writes none
    yield
    logging.getLogger("aiohttp.access").disabled = False
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    logging.getLogger().handlers.clear()
    structlog.reset_defaults()


def found_in(log: str, *secrets: str) -> list[str]:
    """Return which of the secrets stand in a log."""
    return [each for each in (*secrets, NOTE, CUSTOMER, "Bearer ", "eyJ", "xoxe") if each in log]


async def test_no_secret_of_the_socket_is_logged(capfd: pytest.CaptureFixture[str]) -> None:
    """Socket Mode: the address of the line holds a ticket, and the token opens it."""
    with everything_logged():
        async with FakeSlack() as fake, slack_bench(fake, socket=True) as house:
            fake.person("U1", "Anna")
            await until(lambda: bool(house.slack.socket_mode and house.slack.socket_mode.up and fake.lines))
            await fake.envelope("slash_commands", fake.command_body("/nudge", LINES[0]))
            await house.settled()
    assert found_in(capfd.readouterr().err, TOKEN, APP_TOKEN, "ticket=") == []


async def test_no_secret_of_teams_and_no_note_is_logged(capfd: pytest.CaptureFixture[str]) -> None:
    """Messages, a forged token, a refused login and lost posts."""
    with everything_logged():
        async with FakeTeams() as fake, teams_bench(fake) as house:
            fake.person(1, "Anna")
            for line in LINES:
                await house.say(line)
            fake.fail("post", Fault(status=403, error="BotDisabledByAdmin"), Fault(drop=True))
            for line in LINES[:3]:
                await house.deliver(fake.message(line))
            await fake.deliver(house.url, fake.message(NOTE), token=fake.token(aud="somebody"))
            await fake.raw(house.url, NOTE.encode(), f"Bearer {NOTE}")
    log = capfd.readouterr().err
    assert "request_refused" in log
    assert found_in(log, PASSWORD, *fake.tokens) == []
