"""The way in for assistants of a `snurr serve`: closed until the operator opens it."""

from __future__ import annotations

from pathlib import Path

import aiohttp
import pytest

from tests.fakes.slack import FakeSlack
from tests.serve import serving, slack_settings


@pytest.mark.parametrize(
    ("more", "options", "status"),
    [({}, (), 404), ({"SNURR_MCP": "1"}, (), 401), ({"SNURR_MCP": "1"}, ("--worker",), 404)],
)
async def test_assistants_come_in_where_the_settings_say_so(
    tmp_path: Path, more: dict[str, str], options: tuple[str, ...], status: int
) -> None:
    """And not through a process that takes no lines."""
    async with FakeSlack() as fake, serving(tmp_path, slack_settings(fake) | more, *options) as bot:
        await bot.until("/healthz")
        async with aiohttp.ClientSession() as session, session.post(f"{bot.base}/mcp", json={}) as answer:
            assert answer.status == status
