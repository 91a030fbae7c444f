"""`doctor` says what an operator should change about the files of the machine."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.doctor_facts import facts
from bot.cli.main import cli
from bot.domain.purposes import UPGRADE_MARK
from bot.settings import Settings
from storage.migrate import FOLDER, migrate, newest
from storage.sqlite import SqliteEngine
from tests.dialog import Dialog


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


def test_a_look_makes_no_database(tmp_path: Path) -> None:
    """Nor its folder; where there is none yet is said, and what comes next."""
    env = {"DATABASE_URL": f"sqlite:///{tmp_path / 'data' / 'snurr.db'}", "SNURR_CONFIG": str(tmp_path / "none.toml")}
    done = CliRunner().invoke(cli, ["doctor"], env=env)
    assert (1, True) == (done.exit_code, "is not there yet" in done.stdout)
    assert [] == list(tmp_path.iterdir())


def test_a_look_leaves_an_older_schema_as_it_is(tmp_path: Path) -> None:
    """The operator backs up first; the line says how to go on."""
    database, older = tmp_path / "snurr.db", tmp_path / "older"
    shutil.copytree(FOLDER, older)
    max(older.glob("*.sql")).unlink()
    with closing(SqliteEngine(database)) as engine:
        migrate(engine, older)
    env = {"DATABASE_URL": f"sqlite:///{database}", "SNURR_CONFIG": str(tmp_path / "none.toml")}
    assert "1 step of its schema behind" in CliRunner().invoke(cli, ["doctor"], env=env).stdout
    with closing(SqliteEngine(database)) as engine:
        assert 1 == len(newest() - engine.applied())


def test_an_empty_database_is_ready(tmp_path: Path) -> None:
    """Such as one of PostgreSQL that was just made: there is nothing in it to back up first."""
    database = tmp_path / "snurr.db"
    SqliteEngine(database).close()
    env = {"DATABASE_URL": f"sqlite:///{database}", "SNURR_CONFIG": str(tmp_path / "none.toml")}
    assert "is open and empty" in CliRunner().invoke(cli, ["doctor"], env=env).stdout


def test_people_accounts_next_nudge_disk_and_clock_are_said(tmp_path: Path) -> None:
    """What an operator asks first; what is missing comes with the next step."""
    env = {"DATABASE_URL": f"sqlite:///{tmp_path / 'snurr.db'}", "SNURR_CONFIG": str(tmp_path / "none.toml")}
    env |= {"SNURR_CLOCK": "2026-11-28T10:00:00+00:00"}
    assert 0 == CliRunner().invoke(cli, ["say", "call -"], env=env).exit_code
    said = CliRunner().invoke(cli, ["doctor"], env=env).stdout
    assert "ok    people: 1\n" in said
    assert "warn  accounts: none yet: snurr import FILE" in said
    assert (
        "warn  purpose: none yet: with the first person from Slack or Teams team figures close until an admin" in said
    )
    assert "ok    next nudge: due on Mon 30 Nov 2026 at 07:30 UTC" in said
    assert "ok    clock: Sat 28 Nov 2026 at 10:00 UTC" in said
    assert " MB are free in " in said


def test_the_last_backup_is_said(tmp_path: Path) -> None:
    """Whatever happened to its file; for a week it is called recent."""
    env = {"DATABASE_URL": f"sqlite:///{tmp_path / 'snurr.db'}", "SNURR_CONFIG": str(tmp_path / "none.toml")}
    env |= {"SNURR_CLOCK": "2026-11-24T10:00:00+00:00"}
    CliRunner().invoke(cli, ["say", "call -"], env=env)
    assert "warn  backup: none yet" in CliRunner().invoke(cli, ["doctor"], env=env).stdout
    CliRunner().invoke(cli, ["backup", str(tmp_path / "b.zip")], env=env)
    later = env | {"SNURR_CLOCK": "2026-11-30T10:00:00+00:00"}
    said = "ok    backup: the last one was made on Tue 24 Nov 2026 at 10:00 UTC\n"
    assert said in CliRunner().invoke(cli, ["doctor"], env=later).stdout
    month = env | {"SNURR_CLOCK": "2026-12-24T10:00:00+00:00"}
    assert "warn  backup: the last one" in CliRunner().invoke(cli, ["doctor"], env=month).stdout


@pytest.mark.parametrize(
    ("line", "upgraded", "state", "text"),
    [
        ("", "", "warn", "team figures are closed until an admin types “admin purpose” to Snurr"),
        ("", "2026-11-20", "warn", "stay open until Fri 15 Jan 2027; before that an admin types “admin purpose”"),
        ("admin purpose plan basis law told today", "", "ok", "in force: team figures are open"),
        ("admin purpose plan basis law told today notice 14", "", "ok", "open from Tue 8 Dec 2026 on"),
        ("admin purpose plan basis law told today notice 14", "2026-11-20", "ok", "notice until Tue 8 Dec 2026"),
    ],
)
def test_what_team_figures_are_for_is_said(talk: Dialog, line: str, upgraded: str, state: str, text: str) -> None:
    """And what to type where it is missing, once somebody came by a platform."""
    talk.without_purpose()
    talk.work.people.link(1, "slack", "U1")
    talk.say("admin team Syd country NO", "chris")
    if upgraded:
        talk.work.people.set_mark(UPGRADE_MARK, upgraded)
    assert not line or talk.say(line, "chris").ok
    (said,) = [check for check in facts(talk.work, talk.at, Settings()) if check.name == "purpose"]
    assert (state, True) == (said.state, text in said.text), said


def test_a_purpose_of_the_settings_waits_for_the_first_colleague(talk: Dialog) -> None:
    """Nothing is missing then."""
    talk.without_purpose()
    said = {check.name: check for check in facts(talk.work, talk.at, Settings(snurr_purpose="help in time"))}
    assert ("ok", True) == (said["purpose"].state, "that of the settings begins" in said["purpose"].text)
