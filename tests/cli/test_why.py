"""The operator's question why somebody got no nudge."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.cli.main import cli

Snurr = Callable[..., Result]


@pytest.fixture(name="snurr")
def snurr_fixture(tmp_path: Path, database_url: str) -> Snurr:
    """Runs a command on a Tuesday at nine; anna sells since Monday."""
    env = {
        "DATABASE_URL": database_url,
        "SNURR_CONFIG": str(tmp_path / "none.toml"),
        "SNURR_CLOCK": "2026-11-24T09:00+01:00",
    }
    CliRunner().invoke(cli, ("say", "mute N1 until fri", "--as", "anna", "--at", "2026-11-23T09:00+01:00"), env=env)
    return lambda *words: CliRunner().invoke(cli, words, env=env)


def test_each_rule_says_why_and_when_next(snurr: Snurr) -> None:
    """As objects for scripts and as lines for a person; today when no day is named."""
    found = [json.loads(line) for line in snurr("why", "ANNA", "--json").stdout.splitlines()]
    morning = next(one for one in found if one["rule"] == "N1")
    assert {
        "rule": "N1",
        "to": "anna",
        "day": "2026-11-24",
        "local_time": "2026-11-24T08:30+01:00",
        "outcome": "would be skipped: muted",
        "next_time": "2026-11-27T08:30+01:00",
    } == morning
    line = "N1  2026-11-24T08:30+01:00  would be skipped: muted  next 2026-11-27T08:30+01:00\n"
    assert line in snurr("why", "anna").stdout


def test_another_day_is_named(snurr: Snurr) -> None:
    """One that is none, or is too far away, is refused."""
    assert "N1  2026-11-27T08:30+01:00  would send" in snurr("why", "anna", "--day", "2026-11-27").stdout
    for day in ("friday", "2126-11-27"):
        assert "day" in str(snurr("why", "anna", "--day", day).exception)


@pytest.mark.parametrize("who", ["Ghost", "slack:U9", ""])
def test_a_name_of_nobody_is_refused(snurr: Snurr, who: str) -> None:
    """In one sentence."""
    assert "Nobody is called" in str(snurr("why", who).exception)


@pytest.mark.parametrize("words", [("why", "anna"), ("preview", "--for", "anna"), ("preview",)])
def test_the_operators_look_is_named_to_the_person(snurr: Snurr, words: tuple[str, ...]) -> None:
    """Once a look, in `me`; a name of nobody's is no look."""
    assert snurr("why", "Ghost").exit_code
    assert "Nobody looked at your figures" in snurr("say", "me", "--as", "anna").stdout
    assert snurr(*words).exit_code == 0
    line = "The operator looked at your figures: the nudges of a day, on Tue 24 Nov 2026."
    assert line in snurr("say", "me", "--as", "anna").stdout


def test_everything_as_a_file_is_a_look_at_everybody(snurr: Snurr, tmp_path: Path) -> None:
    """The counts of nudges name nobody, and are none."""
    assert snurr("status").exit_code == 0
    assert "Nobody looked at your figures" in snurr("say", "me", "--as", "anna").stdout
    assert snurr("export", str(tmp_path / "everything.zip")).exit_code == 0
    line = "The operator looked at your figures: everything stored, as a file, on Tue 24 Nov 2026."
    assert line in snurr("say", "me", "--as", "anna").stdout
