"""The product on the machine's own clock, whatever day that shows; a shifted clock reaches every process of the tests."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from playwright.async_api import async_playwright

from bot.cli.demo import ZONE, first_instant
from bot.clock import SystemClock
from bot.domain.calendar import WorkCalendar
from bot.settings import load
from tests.dates.selection import ROOT
from tests.fakes.slack import FakeSlack
from tests.fakes.teams import FakeTeams
from tests.postgres import database
from tests.serve import serving, slack_settings
from tests.slack.bench import until
from tests.web.browser import CHROMIUM

MACHINE = {"SNURR_CLOCK": ""}
RECEIPT = re.compile(r"(Call 1 of 8|1 call) · ")
"""With the day's target on a working day, without on any other."""
NEAR = timedelta(seconds=30)


def near(told: datetime) -> bool:
    """Whether an instant is about now on the machine's clock of the tests."""
    return abs(told - SystemClock().now()) < NEAR


async def test_slack_logs_a_call_on_any_day(tmp_path: Path) -> None:
    """Signature, receipt and log lines bear the machine's time; the call counts on a working day and on any other."""
    async with FakeSlack() as fake:
        fake.person("U1", "Anna")
        async with serving(tmp_path, slack_settings(fake) | MACHINE) as bot:
            await bot.ready()
            status, answer = await fake.post(bot.slack, fake.command_body("/called", "- vm"))
            assert (status, bool(RECEIPT.match(answer["text"]))) == (200, True)
            code, log = await bot.end()
    assert code == 0
    assert all(near(datetime.fromisoformat(json.loads(line)["timestamp"])) for line in log.splitlines())


async def test_teams_logs_a_call_on_any_day(tmp_path: Path) -> None:
    """The login's and the sender's tokens are valid, whatever the date."""
    async with FakeTeams() as fake:
        fake.person(1, "Anna")
        async with serving(tmp_path, fake.environment() | MACHINE) as bot:
            await bot.ready()
            assert (await fake.deliver(f"{bot.base}/api/messages", fake.message("call - vm")))[0] == 202
            await until(lambda: bool(fake.to("a:1")))
            assert (await bot.end())[0] == 0
        assert RECEIPT.match(fake.to("a:1")[-1].text)


def test_the_terminal_keeps_a_promise_for_today_on_any_day(tmp_path: Path) -> None:
    """A due day is counted from the machine's date where no other clock is set."""

    def snurr(*words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        env = {**os.environ, **MACHINE, "PYTHONPATH": str(ROOT)}
        order = [sys.executable, "-m", "bot", *words]
        return subprocess.run(order, input=typed, env=env, cwd=tmp_path, capture_output=True, text=True, check=False)

    (tmp_path / "accounts.csv").write_text("name\nAcme\n", encoding="utf-8")
    assert snurr("import", "accounts.csv", "--apply").returncode == 0
    lines = "promise acme offer by today\nfollow acme tomorrow\ntoday\nme week\nteam week\nundo\n"
    run = snurr("say", "--json", typed=lines)
    assert ([True] * 6, "") == ([json.loads(line)["ok"] for line in run.stdout.splitlines()], run.stderr)
    assert (snurr("tick").returncode, snurr("status").returncode) == (0, 0)


def test_the_demo_starts_on_a_working_day_whatever_today_is() -> None:
    """Today's morning or the next working day's, so that nudges come."""
    start = first_instant(load({"SNURR_CONFIG": "nowhere.toml"})).astimezone(ZONE)
    assert WorkCalendar(country="NO").works(start.date())
    assert timedelta(0) <= start.date() - SystemClock().now().astimezone(ZONE).date() <= timedelta(days=5)


def test_postgresql_tells_the_time_of_the_tests() -> None:
    """A shifted clock reaches the server, though it runs as another user."""
    with database() as address, psycopg.connect(address) as link:
        row = link.execute("SELECT now()").fetchone()
    assert row is not None
    assert near(row[0])


@pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed")
async def test_the_browser_tells_the_time_of_the_tests() -> None:
    """A shifted clock reaches the pages."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        stamp = await (await browser.new_page()).evaluate("Date.now()")
        await browser.close()
    assert near(datetime.fromtimestamp(stamp / 1000, UTC))
