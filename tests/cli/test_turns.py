"""`snurr tick`: it sends to this terminal, and so nothing to who reads on a platform."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.main import cli
from bot.settings import load
from storage.configured import open_store


@pytest.mark.parametrize(
    ("setting", "platform"),
    [("SLACK_BOT_TOKEN", "slack"), ("SLACK_CLIENT_ID", "slack"), ("MICROSOFT_APP_ID", "teams")],
)
def test_beside_a_platform_nothing_counts_as_sent_that_only_a_terminal_showed(
    tmp_path: Path, setting: str, platform: str
) -> None:
    """The nudge stays open for the bot, with the reason; where no platform is set up it is sent."""
    env = {"DATABASE_URL": f"sqlite:///{tmp_path / 'snurr.db'}", "SNURR_CONFIG": str(tmp_path / "none.toml")}
    env |= {"SNURR_CLOCK": "2026-11-23T10:00+01:00"}
    run = CliRunner()
    assert run.invoke(cli, ["say", "call - vm"], env=env).exit_code == 0
    store = open_store(load(env))
    asyncio.run(store.write(lambda work: work.people.link(1, platform, "U1")))
    store.close()
    beside = run.invoke(cli, ["tick", "--at", "2026-11-24T08:31+01:00"], env=env | {setting: "x"})
    assert (beside.exit_code, "sent" in beside.stdout) == (0, False)
    assert "waiting: left to snurr serve" in run.invoke(cli, ["outbox"], env=env).stdout
    assert "sent" in run.invoke(cli, ["tick", "--at", "2026-11-24T08:33+01:00"], env=env).stdout
