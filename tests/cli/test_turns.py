"""`snurr tick`: it sends to this terminal, and so not where people read on a platform."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.main import cli
from bot.errors import ConfigError


@pytest.mark.parametrize(
    ("setting", "name"),
    [("SLACK_BOT_TOKEN", "Slack"), ("SLACK_CLIENT_ID", "Slack"), ("MICROSOFT_APP_ID", "Teams")],
)
def test_beside_a_platform_nothing_counts_as_sent_that_only_a_terminal_showed(
    tmp_path: Path, setting: str, name: str
) -> None:
    """It is refused, the nudge stays for the bot; without a platform it is sent."""
    env = {"DATABASE_URL": f"sqlite:///{tmp_path / 'snurr.db'}", "SNURR_CONFIG": str(tmp_path / "none.toml")}
    env |= {"SNURR_CLOCK": "2026-11-23T10:00+01:00"}
    run = CliRunner()
    assert run.invoke(cli, ["say", "call - vm"], env=env).exit_code == 0
    morning = ["tick", "--at", "2026-11-24T08:31+01:00"]
    refused = run.invoke(cli, morning, env=env | {setting: "x"})
    assert isinstance(refused.exception, ConfigError)
    assert name in str(refused.exception) and "snurr serve" in str(refused.exception)
    assert "No nudge is on record yet" in run.invoke(cli, ["status"], env=env).stdout
    assert "sent" in run.invoke(cli, morning, env=env).stdout
