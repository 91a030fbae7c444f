"""Every command explains itself: --help ends with an example that can be typed, and `snurr help` finds it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from bot.cli.main import cli
from bot.cli.progress import UNTIL_ENDED
from bot.errors import SnurrError

ROOT: Any = typer.main.get_command(cli)


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every command and group with the words that lead to it."""
    for name in group.commands:
        command = group.loaded(name) if group is ROOT else group.commands[name]
        yield (*path, name), command
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))


ALL = dict(commands(ROOT))


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_each_help_ends_with_an_example_of_that_command(path: tuple[str, ...]) -> None:
    """Its options exist, and nothing that it needs is left out."""
    command = ALL[path]
    assert command.epilog, path
    program, *words = shlex.split(command.epilog.removeprefix("Example: "))
    assert ("snurr", path) == (program, tuple(words[: len(path)]))
    command.make_context(path[-1], words[len(path) :])
    assert "Example: snurr" in CliRunner().invoke(cli, [*path, "--help"]).stdout


LEAVES = {
    path: command for path, command in ALL.items() if not hasattr(command, "commands") and path[0] not in UNTIL_ENDED
}
ARGUMENTS = {
    ("import",): ("a.csv",), ("export",): ("all.zip",), ("backup",): ("b.zip",), ("restore",): ("b.zip",),
    ("why",): ("anna",), ("erase",): ("anna",), ("outbox", "retry"): ("all-parked",), ("outbox", "drop"): ("1",),
    ("slack", "manifest"): ("--socket",), ("teams", "package"): ("t.zip",),
}  # fmt: skip


@pytest.mark.parametrize("path", LEAVES, ids=" ".join)
def test_no_command_prints_nothing(path: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a company without a line, each says what it did, or in one sentence why it did not."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text("name\n")
    env = {"DATABASE_URL": f"sqlite:///{tmp_path}/snurr.db", "SNURR_CONFIG": f"{tmp_path}/none.toml"}
    done = CliRunner().invoke(cli, [*path, *ARGUMENTS.get(path, ())], env=env)
    assert done.stdout.strip() or isinstance(done.exception, SnurrError), path


def test_commands_stand_under_four_headings() -> None:
    """Nobody reads a list of twenty."""
    said = CliRunner().invoke(cli, ["--help"]).stdout
    assert all(f" {heading} " in said for heading in ("Say and see", "Run", "Data", "Set up"))
    assert " Commands " not in said


@pytest.mark.parametrize("words", [(), ("backup",), ("outbox", "retry")], ids=" ".join)
def test_help_shows_what_help_behind_a_command_does(words: tuple[str, ...]) -> None:
    """Whoever types the word finds the same page."""
    asked = CliRunner().invoke(cli, ["help", *words])
    assert 0 == asked.exit_code
    behind = CliRunner().invoke(cli, [*words, "--help"]).stdout
    assert [line for line in behind.splitlines() if "Usage" not in line] == [
        line for line in asked.stdout.splitlines() if "Usage" not in line
    ]
