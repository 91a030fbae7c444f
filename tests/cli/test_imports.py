"""What an operator types answers soon: no command loads a web server or a platform's SDK that it does not need."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

HEAVY = ("aiohttp", "slack_bolt", "slack_sdk", "botbuilder", "botframework", "msal", "msrest", "jwt", "requests")
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
)
"""Commands that are also carried out; the rest is asked for its help."""
WALK = """
import contextlib, io, json, sys
from typer.main import get_command
from bot.cli.main import cli
from bot.errors import ConfigError

def named(command, path=()):
    yield (*path, "--help")
    for name, inner in getattr(command, "commands", {}).items():
        yield from named(inner, (*path, name))

heavy, runs = json.loads(sys.argv[1])
loaded = {}
for arguments in [*named(get_command(cli)), *map(tuple, runs)]:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit, ConfigError):
        cli(list(arguments), standalone_mode=False)
    loaded[" ".join(arguments)] = [name for name in heavy if name in sys.modules]
print(json.dumps(loaded))
"""


def test_no_command_loads_a_web_server_or_an_sdk(tmp_path: Path) -> None:
    """Every command is asked for its help, and those of an operator's day are carried out."""
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/snurr.db", "SNURR_CONFIG": f"{tmp_path}/none"}
    asked = [sys.executable, "-c", WALK, json.dumps([HEAVY, RUNS])]
    said = subprocess.run(asked, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True)
    loaded = json.loads(said.stdout)
    assert {"say --help", "serve --help", "slack manifest --help", "outbox retry all-parked"} <= loaded.keys()
    assert {} == {command: modules for command, modules in loaded.items() if modules}
