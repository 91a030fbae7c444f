"""`slack check` and `teams check` lead through a set-up, one step at a time, and change nothing."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.main import cli
from tests.fakes.slack import APP_TOKEN, TOKEN, FakeSlack
from tests.fakes.teams import FakeTeams


async def run(environment: dict[str, str], *arguments: str) -> tuple[int, list[str]]:
    """Return the exit code and the lines of a command beside a stand-in that this loop serves."""
    done = await asyncio.to_thread(CliRunner().invoke, cli, arguments, env=environment)
    return done.exit_code, done.stdout.splitlines()


@pytest.fixture(name="base")
def base_fixture(tmp_path: Path) -> dict[str, str]:
    """Settings of a company without any."""
    return {"DATABASE_URL": f"sqlite:///{tmp_path / 'snurr.db'}", "SNURR_CONFIG": str(tmp_path / "none.toml")}


async def test_slack_is_set_up_step_by_step(base: dict[str, str], tmp_path: Path) -> None:
    """Each step that is done uncovers the next one; nothing is written on the way."""
    async with FakeSlack() as fake:
        steps = [
            ({}, "app: open what snurr slack manifest --socket --link prints"),
            ({"SLACK_BOT_TOKEN": "xoxb-wrong", "SLACK_API_URL": fake.api_url}, "SLACK_APP_TOKEN opens Socket Mode"),
            ({"SLACK_APP_TOKEN": "xapp-wrong"}, "slack token: Slack refuses it (invalid_auth)"),
            ({"SLACK_BOT_TOKEN": TOKEN}, "slack line: Slack refuses it (invalid_auth)"),
            ({"SLACK_APP_TOKEN": APP_TOKEN}, "admin: set SNURR_ADMINS=slack:"),
            ({"SNURR_ADMINS": "slack:U1"}, "people: start snurr serve, and write"),
        ]
        for given, says in steps:
            base |= given
            code, lines = await run(base, "slack", "check")
            assert (code, [line.split()[0] for line in lines].count("next")) == (1, 1), lines
            assert lines[-1].startswith("next") and says in lines[-1]
        fake.scopes = ("commands", "chat:write")
        assert "users:read is missing" in (await run(base, "slack", "check"))[1][-1]
    assert [] == os.listdir(tmp_path)


async def test_teams_is_set_up_step_by_step(base: dict[str, str]) -> None:
    """By the names of Microsoft's Teams CLI."""
    assert "let Microsoft's Teams CLI write CLIENT_ID" in (await run(base, "teams", "check"))[1][-1]
    async with FakeTeams() as fake:
        given = fake.environment()
        theirs = {"CLIENT_ID": "MICROSOFT_APP_ID", "TENANT_ID": "MICROSOFT_APP_TENANT_ID"}
        base |= given | {name: given[ours] for name, ours in theirs.items()}
        base |= dict.fromkeys([*theirs.values(), "MICROSOFT_APP_PASSWORD"])
        assert "so is CLIENT_SECRET" in (await run(base, "teams", "check"))[1][-1]
        code, lines = await run(base | {"CLIENT_SECRET": given["MICROSOFT_APP_PASSWORD"]}, "teams", "check")
    assert (code, "snurr teams package" in lines[-1]) == (1, True)
    assert "ok    teams login: the registration can log in" in lines


async def test_once_somebody_wrote_nothing_is_left(base: dict[str, str], tmp_path: Path) -> None:
    """Exit 0, and the admin whom the database knows is enough."""
    assert 0 == (await run(base, "say", "call -"))[0]
    base |= {"SLACK_BOT_TOKEN": TOKEN, "SLACK_APP_TOKEN": APP_TOKEN}
    async with FakeSlack() as fake:
        code, lines = await run(base | {"SLACK_API_URL": fake.api_url}, "slack", "check")
        assert (code, lines[-2].split(":")[0]) == (1, "ok    admin")
        with contextlib.closing(sqlite3.connect(tmp_path / "snurr.db")) as raw, raw:
            raw.execute("UPDATE address SET platform = 'slack', target = 'U1'")
        code, lines = await run(base | {"SLACK_API_URL": fake.api_url}, "slack", "check")
    assert (code, lines[-1]) == (0, "ok    people: 1 came by this platform")


def test_the_slack_cli_finds_what_it_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its hook of the manifest prints JSON alone, with the argument that the CLI adds; a file that is there stays."""
    monkeypatch.chdir(tmp_path)
    assert 0 == CliRunner().invoke(cli, ["slack", "hooks"]).exit_code
    hooks = json.loads((tmp_path / ".slack" / "hooks.json").read_text(encoding="utf-8"))["hooks"]
    program, *arguments = hooks["get-manifest"].split()
    made = CliRunner().invoke(cli, [*arguments, f"--source={tmp_path}"]).stdout
    assert ("snurr", "snurr serve", True) == (
        program,
        hooks["start"],
        json.loads(made)["settings"]["socket_mode_enabled"],
    )
    assert 0 != CliRunner().invoke(cli, ["slack", "hooks"]).exit_code
