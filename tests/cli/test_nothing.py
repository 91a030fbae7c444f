"""A command that has nothing to show says so, and why; with --json it stays silent."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.main import cli


@pytest.fixture(name="env")
def env_fixture(tmp_path: Path) -> dict[str, str]:
    """One person, on a Saturday at noon."""
    env = {"DATABASE_URL": f"sqlite:///{tmp_path / 'snurr.db'}", "SNURR_CONFIG": str(tmp_path / "none.toml")}
    env |= {"SNURR_CLOCK": "2026-11-28T12:00:00+00:00"}
    assert 0 == CliRunner().invoke(cli, ["say", "call -"], env=env).exit_code
    return env


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("preview", "Nobody is nudged on Sat 28 Nov 2026: weekend.\n"),
        ("preview --for admin", "admin is not nudged on Sat 28 Nov 2026: weekend.\n"),
        ("preview --for nobody", "Nobody is called 'nobody'.\n"),
        ("tick", "Nothing is due now; the next nudge is due on Mon 30 Nov 2026 at 07:30 UTC.\n"),
        ("status", "No nudge is on record yet: snurr preview shows what comes.\n"),
        ("outbox", "Nothing is parked or uncertain.\n"),
    ],
)
def test_nothing_has_a_reason(env: dict[str, str], words: str, said: str) -> None:
    """For people; a script reads no line for nothing."""
    assert said == CliRunner().invoke(cli, words.split(), env=env).stdout
    assert "" == CliRunner().invoke(cli, [*words.split(), "--json"], env=env).stdout


def test_where_nobody_is_known_the_first_step_is_said(tmp_path: Path) -> None:
    """A fresh installation has no one to nudge."""
    env = {"DATABASE_URL": f"sqlite:///{tmp_path / 'snurr.db'}", "SNURR_CONFIG": str(tmp_path / "none.toml")}
    assert "Nobody is known yet" in CliRunner().invoke(cli, ["preview"], env=env).stdout
