"""What a running bot writes about itself: JSON, UTC, one id a chain, and nobody's words."""

from __future__ import annotations

import json
import logging
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import structlog

from tests.fakes.slack import SECRET, TOKEN, FakeSlack, Fault
from tests.serve import serving, slack_settings
from tests.slack.bench import Bench, until

NOTE = "Zebrastreifen"
CUSTOMER = "Quagga Holding"


def _lines(log: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.splitlines()]


def _chains(lines: list[dict[str, Any]], event: str) -> list[set[str]]:
    """Return, for each chain in which an event was logged, all that was logged in it."""
    ids = [line["request"] for line in lines if line["event"] == event]
    return [{line["event"] for line in lines if line.get("request") == request} for request in ids]


async def test_all_log_lines_of_a_request_have_one_id(fake: FakeSlack, tmp_path: Path) -> None:
    """An answer that Slack refused, and a nudge that it refused, are each one chain in the log."""
    settings = slack_settings(fake) | {"SNURR_CLOCK": "2026-11-24T08:29:52+01:00"}
    fake.fail("chat.postMessage", Fault(error="is_archived"), Fault(status=500, error="internal_error", kept=True))
    async with serving(tmp_path, settings) as bot:
        await bot.ready()
        await fake.post(bot.slack, fake.message_event(f"call {CUSTOMER} {NOTE}"))
        await until(lambda: len(fake.to("U1")) >= 1, 60)
        await fake.post(bot.slack, fake.command_body("/today", ""))
        code, log = await bot.end()
    lines = _lines(log)
    assert code == 0
    assert all(datetime.fromisoformat(line["timestamp"]).utcoffset() == timedelta(0) for line in lines)
    assert {"event.answered", "slack.call_failed"} in _chains(lines, "event.answered")
    assert any("nudge.failed" in chain and "slack.call_failed" in chain for chain in _chains(lines, "nudge.failed"))
    answered = [line["request"] for line in lines if line["event"] == "event.answered"]
    assert len(set(answered)) == len(answered) == 2


async def test_senders_whom_slack_does_not_know_fill_no_log(house: Bench) -> None:
    """One line a second for each way to fail, however many of them write."""
    with structlog.testing.capture_logs() as lines:
        for number in range(30):
            await house.deliver(house.fake.message_event("call acme", user=f"U9{number}"))
    assert 1 <= len([line for line in lines if line["event"] == "slack.call_failed"]) <= 5


async def test_the_log_of_a_running_bot_holds_no_name_and_no_text(fake: FakeSlack, tmp_path: Path) -> None:
    """No note, customer, token, secret or response address, in refused requests neither."""
    async with serving(tmp_path, slack_settings(fake)) as bot:
        await bot.ready()
        await fake.post(bot.slack, fake.command_body("/called", f"{CUSTOMER} {NOTE}"))
        await fake.post(bot.slack, fake.command_body("/called", f"- {NOTE}"))
        await fake.post(bot.slack, fake.command_body("/called", f"- {NOTE}"), secret="forged")
        await fake.raw(bot.slack, f"text={NOTE}".encode(), {"Content-Type": "text/xml"})
        _, log = await bot.end()
    assert "event.answered" in log
    for secret in (NOTE, CUSTOMER, "Anna", TOKEN, SECRET, "xoxb", "/hook"):
        assert secret not in log, secret


async def test_the_log_at_debug_level_holds_no_name_and_no_text(
    house: Bench, fake: FakeSlack, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """With every logger of the process, also the libraries', at debug level."""
    caplog.set_level(logging.DEBUG)
    with structlog.testing.capture_logs() as ours:
        await house.command(f"/called {CUSTOMER} {NOTE}")
        await house.command(f"/called - {NOTE}")
        await house.say(f"promise acme {NOTE} by fri")
        await house.command(f"/nudge touch acme invoice 0 {NOTE}")
        await house.command("/nudge team week")
        fake.fail("chat.postMessage", Fault(drop=True))
        await house.say(f"follow acme tomorrow {NOTE}")
        await house.tick(house.clock.now() + timedelta(hours=1))
    shown = capsys.readouterr()
    written = [str(ours), caplog.text, shown.out, shown.err]
    for secret in (NOTE, CUSTOMER, TOKEN, SECRET, "xoxb", "/hook"):
        assert not any(secret in text for text in written), secret
