"""What an operator explores: sums by team and week, never one person's figures."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.app import open_app
from bot.cli.explore import QUERIES, datasette_on, keep_week_sums
from bot.cli.main import cli
from bot.clock import FrozenClock, parse_instant
from bot.errors import ConfigError
from bot.settings import load
from tests.serve import ROOT, free_port

LAST_WEEK = "2026-11-19T10:00+01:00"
NOW = "2026-11-24T09:00+01:00"
LATER = "2026-12-02T09:00+01:00"
NORD = ("anna", "bo", "eva")


class Office:
    """A company whose people log at an instant, and the file of its sums as of another one."""

    def __init__(self, url: str, folder: Path) -> None:
        self.environment = {"DATABASE_URL": url, "SNURR_CONFIG": str(folder / "none.toml")}
        self.file = folder / "sums" / "explore.db"

    def say(self, line: str, people: Sequence[str] = ("chris",), at: str = LAST_WEEK) -> None:
        """Let each of these people type a line."""
        for who in people:
            said = CliRunner().invoke(cli, ("say", line, "--as", who, "--at", at), env=self.environment)
            assert said.exit_code == 0, (line, who, said.output)

    def explore(self, at: str = NOW, tenant: int = 1) -> list[tuple[str, str, int]]:
        """Bring the file up to date; team, week and calls of each sum."""
        app = open_app(load(self.environment), clock=FrozenClock(parse_instant(at)))
        try:
            sums = asyncio.run(keep_week_sums(app, self.file, tenant))
        finally:
            app.store.close()
        return [(each.team, each.week, each.calls) for each in sums]


@pytest.fixture(name="office")
def office_fixture(database_url: str, tmp_path: Path) -> Office:
    """A team of three who each called last week, and one of two, on either engine."""
    return founded(database_url, tmp_path)


@pytest.fixture(name="small")
def small_fixture(tmp_path: Path) -> Office:
    """The same company, in SQLite."""
    return founded(f"sqlite:///{tmp_path / 'snurr.db'}", tmp_path)


def founded(url: str, folder: Path) -> Office:
    """Return the company."""
    office = Office(url, folder)
    office.say("admin team Nord")
    office.say("admin team Syd")
    for who in NORD:
        office.say(f"admin person {who} seller team Nord")
    for who in ("dora", "finn"):
        office.say(f"admin person {who} seller team Syd")
    (folder / "accounts.csv").write_text("name\nacme\nbygg\n", encoding="utf-8")
    brought = CliRunner().invoke(cli, ("import", str(folder / "accounts.csv"), "--apply"), env=office.environment)
    assert brought.exit_code == 0, brought.output
    office.say("call acme", NORD)
    office.say("call bygg", ("dora", "finn"))
    return office


def test_a_team_of_three_has_a_sum_and_one_of_two_has_none(office: Office) -> None:
    """Nor is there one of the company, from which the sum of a team could be subtracted."""
    assert [("Nord", "2026-W47", 3)] == office.explore()


def test_the_running_week_is_not_in_it(small: Office) -> None:
    """Its sum would be another one tomorrow, and the difference one person's call."""
    small.say("call acme", NORD, at="2026-11-24T08:00+01:00")
    assert [("Nord", "2026-W47", 3)] == small.explore()
    assert [("Nord", "2026-W47", 3), ("Nord", "2026-W48", 3)] == small.explore(LATER)


def test_a_week_that_was_shown_stays_as_it_was(small: Office) -> None:
    """What one person adds later would be the difference of two versions, also where the first file is gone."""
    small.explore()
    small.say("call acme 19/11", ["anna"], at=NOW)
    assert [("Nord", "2026-W47", 3)] == small.explore()
    small.file.unlink()
    assert [] == small.explore()


def test_everybody_sees_that_their_work_is_in_the_file(small: Office) -> None:
    """Once, and not that a channel got it."""
    small.explore()
    small.explore(LATER)
    said = CliRunner().invoke(cli, ("say", "me", "--as", "anna", "--at", LATER), env=small.environment).output
    assert "Snurr put a sum with your work in a file: the team's sums by week" in said
    assert "channel" not in said


def test_the_file_holds_no_name_of_a_person(small: Office) -> None:
    """Nor a customer, in any byte of it; its owner alone can read it."""
    small.explore()
    raw = small.file.read_bytes().lower()
    assert b"nord" in raw
    assert [] == [word for word in (*NORD, "dora", "finn", "chris", "acme", "bygg") if word.encode() in raw]
    assert os.name != "posix" or small.file.stat().st_mode & 0o077 == 0


def test_no_other_file_is_replaced(small: Office) -> None:
    """Neither the log itself, nor the sums of another company, nor what is no database."""
    small.explore()
    with pytest.raises(ConfigError, match="no file of sums"):
        small.explore(tenant=2)
    for held in (b"notes", None):
        small.file.unlink()
        if held:
            small.file.write_bytes(held)
        else:
            with closing(sqlite3.connect(small.file)) as db:
                db.execute("CREATE TABLE entry (id INTEGER)")
        before = small.file.read_bytes()
        with pytest.raises(ConfigError, match="no file of sums"):
            small.explore()
        assert before == small.file.read_bytes()


async def asked(file: Path, path: str) -> Any:
    """Ask the real Datasette."""
    return await datasette_on(file).client.get(path)


def test_datasette_answers_its_queries_and_no_others(small: Office) -> None:
    """It opens the sums read-only, runs no SQL that is typed, and gives no file away."""
    small.explore()
    ask = lambda path: asyncio.run(asked(small.file, path))  # noqa: E731
    assert [{"week": "2026-W47", "calls": 3} | dict.fromkeys(("visits", "meetings", "mails", "offers"))] == ask(
        "/explore/weeks_of_a_team.json?team=Nord&_shape=array"
    ).json()
    assert {200} == {ask(f"/explore/{name}").status_code for name in QUERIES}
    assert 403 == ask("/explore.json?sql=select+1").status_code
    assert 403 == ask("/explore.db").status_code
    assert not ask("/-/databases.json").json()[0]["is_mutable"]


def test_snurr_explore_serves_this_machine(small: Office, tmp_path: Path) -> None:
    """One command brings the file up to date and opens it."""
    port = str(free_port())
    command = [sys.executable, "-m", "bot", "explore", "--file", str(small.file), "--port", port]
    environment = os.environ | small.environment | {"SNURR_CLOCK": NOW, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            assert f"1 sums of a team and week. Open http://127.0.0.1:{port}" in process.stdout.readline()
            assert "2026-W47" in _page(f"http://127.0.0.1:{port}/explore/promises_by_week")
        finally:
            process.terminate()


def _page(address: str) -> str:
    for _ in range(200):
        try:
            with urllib.request.urlopen(address) as answer:
                return str(answer.read().decode())
        except OSError:
            asyncio.run(asyncio.sleep(0.05))
    raise AssertionError("Datasette never listened")


def test_without_the_extra_one_sentence_says_what_to_install(tmp_path: Path) -> None:
    """Before anything is opened or written."""
    block = "import sys; sys.modules['datasette'] = None; sys.argv = ['snurr', 'explore']; from bot.cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", block],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (2, "") == (done.returncode, done.stdout)
    assert "requirements-explore.txt" in done.stderr
    assert 1 == len(done.stderr.splitlines())
    assert [] == [*tmp_path.iterdir()]
