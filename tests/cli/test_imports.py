"""What an operator types answers soon: no command loads a web server or a platform's SDK that it does not need."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serve import ROOT

HEAVY = (
    "aiohttp",
    "slack_bolt",
    "slack_sdk",
    "botbuilder",
    "botframework",
    "msal",
    "msrest",
    "jwt",
    "requests",
    "datasette",
    "uvicorn",
)
RUNS = (
    ("migrate",),
    ("say", "help"),
    ("status",),
    ("preview",),
    ("tick",),
    ("outbox",),
    ("outbox", "retry", "all-parked"),
    ("why", "anna"),
    ("export", "all.zip"),
    ("doctor",),
    ("backup", "all.db.zip"),
)
"""Commands that are also carried out; the rest is asked for its help."""
NOT_FOR_A_LINE = ("rich", "pygments", "tomllib", "pydantic", "babel.dates", "babel.messages")
"""What draws help, reads what people edit, knows zones and other languages than English."""
SAY = """
import atexit, sys
from bot.cli.main import main

atexit.register(lambda: print(*sys.modules))
sys.argv = ["snurr", "say", "call Acme good"]
main()
"""
TABLES = SAY.replace(
    "atexit.register(lambda: print(*sys.modules))",
    "from bot.language.clause_words import clause_words\n"
    "from bot.language.days.lexicon import lexicon\n"
    "atexit.register(lambda: print(clause_words.cache_info().currsize, lexicon.cache_info().currsize))",
)
NOT_FOR_SLACK = ("rich", "pygments", "tomllib", "pydantic", "botbuilder", "botframework", "msal", "msrest", "holidays")
"""What help, people's edits and Teams need."""
SERVE = """
import asyncio, atexit, sys
from bot import server
from bot.cli.main import main

server.Server.run = lambda self: asyncio.sleep(0)
atexit.register(lambda: print(*sys.modules))
sys.argv = ["snurr", "serve"]
main()
"""
WALK = """
import contextlib, io, json, sys
from typer.main import get_command
from bot.cli.main import cli
from bot.errors import ConfigError

def named(command, path=()):
    yield (*path, "--help")
    for name, inner in getattr(command, "commands", {}).items():
        yield from named(command.loaded(name) if command is ROOT else inner, (*path, name))

ROOT = get_command(cli)
heavy, runs = json.loads(sys.argv[1])
loaded = {}
for arguments in [*named(ROOT), *map(tuple, runs)]:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit, ConfigError):
        cli(list(arguments), standalone_mode=False)
    loaded[" ".join(arguments)] = [name for name in heavy if name in sys.modules]
print(json.dumps(loaded))
"""


def test_no_command_loads_a_web_server_or_an_sdk(tmp_path: Path) -> None:
    """Every command is asked for its help, and those of an operator's day are carried out."""
    loaded = json.loads(_run(tmp_path, WALK, json.dumps([HEAVY, RUNS])))
    assert {"say --help", "serve --help", "slack manifest --help", "outbox retry all-parked"} <= loaded.keys()
    assert {} == {command: modules for command, modules in loaded.items() if modules}


def test_a_line_loads_nothing_that_only_other_commands_need(tmp_path: Path) -> None:
    """Each of these is a part of a start that everybody who types `say` would wait for."""
    answer, loaded = _run(tmp_path, SAY).rsplit("\n", 2)[-3:-1]
    assert "Acme" in answer
    assert set() == set(NOT_FOR_A_LINE) & set(loaded.split())


def test_a_line_loads_its_command_alone(tmp_path: Path) -> None:
    """Of a hundred modules, each of which has forms, cards and views of its own."""
    loaded = _loaded_by(tmp_path, "say call")
    assert {"bot.commands.call"} == {name for name in loaded if name.startswith("bot.commands.")}


def test_a_line_makes_the_tables_of_one_language(tmp_path: Path) -> None:
    """Those of all six take longer than all the rest of a line, and megabytes."""
    assert _run(tmp_path, TABLES).splitlines()[-1] == "1 1"


@pytest.mark.parametrize("command", ["--help", "--version", "status", "migrate", "init --defaults", "backup all.zip"])
def test_what_needs_no_reader_of_lines_loads_none(tmp_path: Path, command: str) -> None:
    """It knows six languages, which is more than half of a start; nor do other commands load."""
    loaded = _loaded_by(tmp_path, command)
    assert set() == {"bot.arguments", "bot.dispatch", "bot.commands", "bot.cli.data", "bot.cli.explore"} & loaded


@pytest.mark.parametrize(
    "command",
    ["outbox", "outbox retry all-parked", "why anna", "preview", "tick", "doctor", "export all.zip", "slack key"],
)
def test_what_answers_no_line_loads_no_dispatcher(tmp_path: Path, command: str) -> None:
    """Nor what checks types for Typer, as texts, flags and files are what was typed."""
    loaded = _loaded_by(tmp_path, command)
    assert set() == {"bot.dispatch.dispatcher", "bot.commands.call", "pydantic", "rich", "holidays"} & loaded


def test_serving_slack_loads_nothing_that_slack_does_not_need(tmp_path: Path) -> None:
    """Each of these is memory that the process holds as long as it runs."""
    slack = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "secret", "SLACK_API_URL": "http://127.0.0.1:9/api/"}
    loaded = _run(tmp_path, SERVE, **slack).split()
    assert "slack_bolt" in loaded
    assert set() == set(NOT_FOR_SLACK) & set(loaded)


def _loaded_by(folder: Path, command: str) -> set[str]:
    loaded = set(
        _run(folder, SAY.replace('["snurr", "say", "call Acme good"]', repr(["snurr", *command.split()]))).split()
    )
    assert "bot.cli.lazy_group" in loaded
    return loaded


def _run(folder: Path, program: str, *arguments: str, **settings: str) -> str:
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{folder}/snurr.db", "SNURR_CONFIG": f"{folder}/none"}
    # Named, as the program need not be installed where its tests run.
    environment |= {"PYTHONPATH": str(ROOT), **settings}
    asked = [sys.executable, "-c", program, *arguments]
    return subprocess.run(asked, env=environment, cwd=folder, capture_output=True, text=True, check=False).stdout
