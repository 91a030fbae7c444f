"""`doctor` says what an operator should change about the files of the machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.main import cli


@pytest.mark.parametrize(("mode", "warned"), [(0o600, False), (0o400, False), (0o644, True), (0o640, True)])
def test_a_settings_file_that_others_can_read_is_a_warning(tmp_path: Path, mode: int, warned: bool) -> None:
    """It may hold secrets; the line says what to do."""
    file = tmp_path / "snurr.toml"
    file.write_text('slack_root = "nudge"\n', encoding="utf-8")
    file.chmod(mode)
    env = {"DATABASE_URL": f"sqlite:///{tmp_path / 'snurr.db'}", "SNURR_CONFIG": str(file)}
    said = CliRunner().invoke(cli, ["doctor"], env=env).stdout
    assert warned == (f"others on this machine can read {file}, and secrets in it: chmod 600 it" in said)


def test_no_settings_file_is_no_warning(tmp_path: Path) -> None:
    """Settings may all come from the environment."""
    env = {"DATABASE_URL": f"sqlite:///{tmp_path / 'snurr.db'}", "SNURR_CONFIG": str(tmp_path / "none.toml")}
    assert "settings file" not in CliRunner().invoke(cli, ["doctor"], env=env).stdout
