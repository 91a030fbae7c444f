"""The operator's `migrate`: a dry run copies nothing, a move says what it copied and what to do next."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.cli.main import cli
from storage.transfer import table_names
from tests.postgres import database

Snurr = Callable[..., Result]


@pytest.fixture(name="snurr")
def snurr_fixture(tmp_path: Path) -> Snurr:
    """Runs a command on a database of its own, in which somebody has logged a call."""
    env = {"DATABASE_URL": f"sqlite:///{tmp_path / 'snurr.db'}", "SNURR_CONFIG": str(tmp_path / "none.toml")}

    def snurr(*words: str, **more: str) -> Result:
        return CliRunner().invoke(cli, words, env=env | more)

    assert snurr("say", "call - vm a note").exit_code == 0
    return snurr


def test_it_brings_the_schema_up(snurr: Snurr) -> None:
    """Without an address to move to."""
    assert snurr("migrate").stdout == "The database has the newest schema.\n"


def test_a_dry_run_counts_and_makes_nothing(snurr: Snurr, tmp_path: Path) -> None:
    """Not even the file."""
    done = snurr("migrate", "--to", f"sqlite:///{tmp_path / 'new.db'}", "--dry-run")
    assert done.exit_code == 0
    assert f"rows of {len(table_names())} tables would be copied to" in done.stdout
    assert not (tmp_path / "new.db").exists()


def test_a_move_says_what_is_next_and_the_log_goes_on(snurr: Snurr, tmp_path: Path) -> None:
    """Counts and checksums a table, then the one thing to do; the next call has the next number."""
    address = f"sqlite:///{tmp_path / 'new.db'}"
    done = snurr("migrate", "--to", address)
    assert "every count and checksum fits. Set DATABASE_URL to it and start Snurr" in done.stdout
    assert "C2" in snurr("say", "call - vm more", DATABASE_URL=address).stdout


def test_a_move_to_postgres_hides_the_password(snurr: Snurr) -> None:
    """Scripts read a line a table."""
    with database() as address:
        told = [json.loads(line) for line in snurr("migrate", "--to", address, "--json").stdout.splitlines()]
        assert {"entry": 1, "call": 1} == {t["table"]: t["rows"] for t in told if t["table"] in ("entry", "call")}
        again = snurr("migrate", "--to", address)
        assert "holds rows already" in str(again.exception)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("migrate", "--dry-run"), "add --to postgresql://"),
        (("migrate", "--to", "mysql://host/snurr"), "DATABASE_URL must look like"),
        (("migrate", "--to", "postgresql://nobody@localhost:1/none"), "PostgreSQL cannot be reached"),
    ],
)
def test_what_cannot_be_moved_to_is_said(snurr: Snurr, words: tuple[str, ...], part: str) -> None:
    """One sentence each."""
    assert part in str(snurr(*words).exception)
