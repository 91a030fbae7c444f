"""`snurr serve` with Teams as an operator runs it: started, refused, asked, stopped."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.fakes.slack import Fault
from tests.fakes.teams import PASSWORD, FakeTeams
from tests.serve import serving
from tests.slack.bench import until


async def test_it_is_ready_once_login_and_keys_are_there(fake: FakeTeams, tmp_path: Path) -> None:
    """A refused login is tried again; meanwhile it is alive and says what is missing."""
    fake.fail("login", Fault(status=503, error="x"))
    fake.fail("keys", Fault(status=500, error="x"))
    async with serving(tmp_path, fake.environment()) as bot:
        await bot.until("/healthz")
        await bot.ready()
        status, _ = await fake.deliver(f"{bot.base}/api/messages", fake.message("call - vm"))
        assert status == 202
        code, log = await bot.end()
    assert code == 0
    assert "Anna" not in log and PASSWORD not in log
    assert "Call 1 of 8" in fake.to("a:1")[-1].text


async def test_a_registration_that_microsoft_refuses_does_not_start(fake: FakeTeams, tmp_path: Path) -> None:
    """Exit 2, one sentence: what it is and what to do."""
    fake.fail("login", Fault(status=401, body='{"error_description": "AADSTS7000215: Invalid client secret"}'))
    async with serving(tmp_path, fake.environment()) as bot:
        code, log = await bot.ended()
    assert code == 2
    assert "AADSTS7000215" in log
    assert "its Value" in log
    assert "Traceback" not in log


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"MICROSOFT_APP_ID": ""}, "MICROSOFT_APP_ID"),
        ({"MICROSOFT_APP_PASSWORD": " "}, "MICROSOFT_APP_PASSWORD"),
        ({"TO_BOT_FROM_CHANNEL_TOKEN_ISSUER": ""}, "TO_BOT_FROM_CHANNEL_TOKEN_ISSUER"),
        ({"REQUESTS_CA_BUNDLE": "/nowhere.pem"}, "REQUESTS_CA_BUNDLE"),
    ],
)
async def test_a_blank_or_wrong_setting_stops_the_start(
    fake: FakeTeams, tmp_path: Path, change: dict[str, str], says: str
) -> None:
    """Exit 2, and nothing listens."""
    async with serving(tmp_path, fake.environment() | change) as bot:
        code, log = await bot.ended()
    assert (code, says in log, "Traceback" in log) == (2, True, False)


async def test_sigterm_finishes_requests_in_flight(fake: FakeTeams, tmp_path: Path) -> None:
    """Ten lines on their way; each that was answered with 202 is stored and gets its receipt."""
    for number in range(10, 20):
        fake.person(number, f"Person {number}")
    fake.fail("member", *[Fault(status=200, silent_seconds=0.5, kept=True)] * 10)
    async with serving(tmp_path, fake.environment()) as bot:
        await bot.ready()
        url = f"{bot.base}/api/messages"
        asked = [
            asyncio.ensure_future(fake.deliver(url, fake.message("call - vm", user=number))) for number in range(10, 20)
        ]
        await until(lambda: sum("/members/" in rest for _, rest in fake.calls) == 10)
        code, _ = await bot.end()
        answers = await asyncio.gather(*asked, return_exceptions=True)
    assert code == 0
    done = [answer for answer in answers if isinstance(answer, tuple) and answer[0] == 202]
    assert len(done) == 10
    assert ["Call 1 of 8" in post.text for post in fake.posts] == [True] * 10
