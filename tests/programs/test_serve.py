"""The ways in for programs of a `snurr serve`: closed until the operator opens them."""

from __future__ import annotations

import json
from pathlib import Path

import aiohttp
import pytest

from tests.fakes.slack import FakeSlack, signed
from tests.programs.doors import LIST
from tests.serve import serving, slack_settings

OPEN = {"SNURR_MCP": "1", "SNURR_URL": "https://snurr.example.com"}


@pytest.mark.parametrize(
    ("more", "options", "status"),
    [({}, (), (404, 404)), (OPEN, (), (401, 401)), (OPEN, ("--worker",), (404, 404))],
)
async def test_programs_come_in_where_the_settings_say_so(
    tmp_path: Path, more: dict[str, str], options: tuple[str, ...], status: tuple[int, int]
) -> None:
    """And not through a process that takes no lines."""
    async with FakeSlack() as fake, serving(tmp_path, slack_settings(fake) | more, *options) as bot:
        await bot.until("/healthz")
        async with aiohttp.ClientSession() as session:
            answers = [await session.post(bot.base + path, json={}) for path in ("/mcp", "/in/x")]
        assert status == tuple(answer.status for answer in answers)


@pytest.mark.parametrize(("more", "status"), [({}, 401), ({"SLACK_MCP": "1"}, 200)])
async def test_slackbot_comes_in_where_its_setting_says_so(tmp_path: Path, more: dict[str, str], status: int) -> None:
    """By Slack's signature, over the same server."""
    body = json.dumps(LIST).encode()
    async with FakeSlack() as fake, serving(tmp_path, slack_settings(fake) | OPEN | more) as bot:
        await bot.until("/readyz")
        headers = {"Content-Type": "application/json", **signed(body)}
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{bot.base}/mcp", data=body, headers=headers) as got,
        ):
            assert got.status == status
