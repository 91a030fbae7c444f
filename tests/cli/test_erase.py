"""The operator erases one person's name, after it was said what that means."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.cli.main import cli

Snurr = Callable[..., Result]
NAME = "Kari Nordmann"


@pytest.fixture(name="snurr")
def snurr_fixture(tmp_path: Path, database_url: str) -> Snurr:
    """Runs a command; an admin is there, and Kari logged a call."""
    env = {
        "DATABASE_URL": database_url,
        "SNURR_CONFIG": str(tmp_path / "none.toml"),
        "SNURR_CLOCK": "2026-11-24T09:00+01:00",
    }
    CliRunner().invoke(cli, ("say", "admin team Nord", "--as", "chris"), env=env)
    CliRunner().invoke(cli, ("say", "call - wants prices", "--as", NAME), env=env)
    return lambda *words: CliRunner().invoke(cli, words, env=env)


def test_it_says_first_what_would_go(snurr: Snurr) -> None:
    """Nothing is erased without --yes."""
    said = snurr("erase", NAME).stdout
    assert "Nothing was erased: add --yes." in said
    assert json.loads(snurr("erase", NAME, "--json").stdout)["erased"] is False


def test_the_name_goes_and_the_work_stays(snurr: Snurr) -> None:
    """Afterwards nobody is called so; the week counts the call."""
    answer = json.loads(snurr("erase", NAME, "--yes", "--json").stdout)
    assert answer["erased"] is True
    assert "Nobody is called" in str(snurr("erase", NAME).exception)
    assert "1 of 8 calls" in snurr("say", "team today", "--as", "chris").stdout


def test_the_last_admin_stays(snurr: Snurr) -> None:
    """Nobody could set the bot up any more."""
    assert "chris is the last admin: name another first." in str(snurr("erase", "chris", "--yes").exception)


def test_the_address_of_whoever_was_removed_stays_and_is_named(snurr: Snurr) -> None:
    """Before and afterwards; of anybody else nothing stays."""
    said = "The address stays, without which whoever was removed would be let in again."
    assert said not in snurr("erase", NAME).stdout
    assert snurr("say", f'admin remove person "{NAME}"', "--as", "chris").exit_code == 0
    assert said in snurr("erase", NAME).stdout
    assert said in snurr("erase", NAME, "--yes").stdout
