"""`init` writes a settings file that can be used as it is, and keeps one that is there."""

from __future__ import annotations

import stat
from pathlib import Path

from typer.testing import CliRunner

from bot.cli.main import cli
from bot.errors import ConfigError
from bot.settings import SETTINGS, load


def test_what_was_answered_is_set_and_all_else_explained(tmp_path: Path) -> None:
    """An answer that does not fit is asked again, with the reason."""
    file = tmp_path / "snurr.toml"
    answers = "nb\nNO\nOslo\nEurope/Oslo\nhelp in time\n\nkari@example.com\n"
    done = CliRunner().invoke(cli, ["init"], env={"SNURR_CONFIG": str(file)}, input=answers)
    assert (0, True) == (done.exit_code, "there is no such time zone" in done.stdout)
    settings = load({"SNURR_CONFIG": str(file)})
    assert ("nb", "NO", "Europe/Oslo") == (settings.snurr_language, settings.snurr_country, settings.snurr_timezone)
    assert {"kari@example.com"} == settings.admins
    assert ("help in time", "legitimate interest, GDPR article 6(1)(f)") == (
        settings.snurr_purpose,
        settings.snurr_basis,
    )
    assert 6 == len(settings.given)
    text = file.read_text(encoding="utf-8")
    assert [] == [name for name, each in SETTINGS.items() if f"# {each.description}\n" not in text]
    assert 0o600 == stat.S_IMODE(file.stat().st_mode)


def test_without_questions_every_setting_has_its_default(tmp_path: Path) -> None:
    """Each line that is taken out of the comment is a right one."""
    file = tmp_path / "snurr.toml"
    assert 0 == CliRunner().invoke(cli, ["init", "--defaults"], env={"SNURR_CONFIG": str(file)}).exit_code
    assert load({}) == load({"SNURR_CONFIG": str(file)})
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join(line.removeprefix("# ") for line in lines if " = " in line), encoding="utf-8")
    assert set(SETTINGS) == load({"SNURR_CONFIG": str(file)}).given


def test_a_file_that_is_there_is_kept_unless_forced(tmp_path: Path) -> None:
    """Nothing is asked before that is said."""
    file = tmp_path / "snurr.toml"
    file.write_text("port = 9000\n", encoding="utf-8")
    refused = CliRunner().invoke(cli, ["init"], env={"SNURR_CONFIG": str(file)})
    assert isinstance(refused.exception, ConfigError)
    assert ("port = 9000\n", "") == (file.read_text(encoding="utf-8"), refused.stdout)
    assert 0 == CliRunner().invoke(cli, ["init", "--defaults", "--force"], env={"SNURR_CONFIG": str(file)}).exit_code
    assert frozenset() == load({"SNURR_CONFIG": str(file)}).given
