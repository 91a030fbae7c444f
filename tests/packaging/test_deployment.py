"""Container, compose and systemd files do what docs/deploy.md promises, as far as no container runs here."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml

from bot.settings import SETTINGS
from tests.fakes.slack import FakeSlack
from tests.packaging.test_wheel import built, environment
from tests.serve import INHERITED, free_port, serving, slack_settings

ROOT = Path(__file__).parents[2]
CONTAINER = (ROOT / "Containerfile").read_text(encoding="utf-8")
UNIT = (ROOT / "deploy" / "snurr.service").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((ROOT / "compose.yml").read_text(encoding="utf-8"))
STOP_SECONDS = 10
"""How long a stop may take, as docs/deploy.md says."""


def instructions(word: str) -> list[str]:
    """Return what stands behind one instruction of the Containerfile, line by line."""
    return re.findall(rf"^(?:HEALTHCHECK .*)?{word} (.*)$", CONTAINER, re.MULTILINE)


def copied() -> list[str]:
    """Return the files and folders that the build takes from the checkout."""
    return [name for line in instructions("COPY") if not line.startswith("--from") for name in line.split()[:-1]]


def test_the_build_has_all_it_needs_and_nothing_else(tmp_path: Path) -> None:
    """From the copied files alone the same wheel follows as from the whole checkout."""
    for name in copied():
        source, target = ROOT / name, tmp_path / name
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    (build,) = [line for line in instructions("RUN") if "hatchling build" in line]
    arguments = build.split()[1:]
    subprocess.run([sys.executable, *arguments], cwd=tmp_path, check=True, capture_output=True, env=environment())
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    names = [
        {name for name in zipfile.ZipFile(each).namelist() if "__pycache__" not in name}
        for each in (wheel, built(tmp_path / "release")[0])
    ]
    assert names[0] == names[1]


def test_what_the_build_copies_reaches_it_and_no_secret_does() -> None:
    """The list of what is left out begins with everything."""
    rules = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert "*" == rules[0]
    assert set(copied()) == {rule.removeprefix("!") for rule in rules if rule.startswith("!")}
    assert not any(fnmatch(name, rule[1:]) for name in ("snurr.toml", ".env", "data", ".git") for rule in rules[1:])


def test_the_container_runs_as_nobody_with_one_folder_of_its_own() -> None:
    """Its user is a number, as some hosts refuse names; the log is on the volume."""
    assert ["10001"] == instructions("USER")
    assert ["/data"] == instructions("VOLUME")
    given = dict(re.findall(r"([A-Z_]+)=(\S+)", instructions("ENV")[0]))
    assert given["DATABASE_URL"].startswith("sqlite:////data/")
    assert set() == {name.lower() for name in given if name not in ("PATH", "PYTHONDONTWRITEBYTECODE")} - set(SETTINGS)
    assert [given["PORT"]] == instructions("EXPOSE")


async def test_the_health_check_passes_while_the_bot_lives_and_fails_when_not(tmp_path: Path) -> None:
    """With the image's own command."""
    check = json.loads(instructions("CMD")[0])
    environ = {name: os.environ[name] for name in INHERITED if name in os.environ}

    async def healthy(port: int) -> bool:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *check[1:], env=environ | {"PORT": str(port)}, stderr=asyncio.subprocess.DEVNULL
        )
        return await process.wait() == 0

    async with FakeSlack() as fake, serving(tmp_path, slack_settings(fake) | {"HOST": "0.0.0.0"}) as bot:
        await bot.until("/healthz")
        assert await healthy(int(bot.base.rpartition(":")[2]))
    assert not await healthy(free_port())


def test_compose_gives_the_bot_a_database_that_is_ready_and_few_rights() -> None:
    """It waits for PostgreSQL, writes to its volume alone, and is not open to the network."""
    bot, database = COMPOSE["services"]["snurr"], COMPOSE["services"]["db"]
    assert {"db": {"condition": "service_healthy"}} == bot["depends_on"]
    assert database["healthcheck"]["test"][1] == "pg_isready"
    assert bot["read_only"] and ["ALL"] == bot["cap_drop"] and "no-new-privileges:true" in bot["security_opt"]
    assert all(port.startswith("127.0.0.1:") for port in bot["ports"])
    assert bot["environment"]["DATABASE_URL"].startswith("postgresql://snurr:")
    assert int(bot["stop_grace_period"].removesuffix("s")) > STOP_SECONDS
    volumes = {each.partition(":")[0] for service in COMPOSE["services"].values() for each in service["volumes"]}
    assert volumes == set(COMPOSE["volumes"])
    assert (ROOT / bot["build"]["dockerfile"]).exists()


def test_systemd_accepts_the_unit(tmp_path: Path) -> None:
    """Its own check finds no unknown or mistyped line."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed")
    unit = tmp_path / "snurr.service"
    unit.write_text(re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", UNIT, flags=re.MULTILINE), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    assert [] == [line for line in done.stderr.splitlines() if "snurr.service" in line]


def test_systemd_waits_for_a_stop_and_starts_again() -> None:
    """A stop takes ten seconds at most; a database that is not there yet at boot is tried again."""
    assert int(re.findall(r"TimeoutStopSec=(\d+)", UNIT)[0]) > STOP_SECONDS
    assert "Restart=on-failure" in UNIT
    assert "serve" == UNIT.partition("ExecStart=")[2].splitlines()[0].split()[-1]


def test_every_line_of_the_procfile_is_a_command() -> None:
    """With options that exist."""
    for line in (ROOT / "Procfile").read_text(encoding="utf-8").splitlines():
        kind, _, command = line.partition(": ")
        assert kind in ("web", "worker")
        done = subprocess.run(
            [sys.executable, "-m", "bot", *command.split()[1:], "--help"], cwd=ROOT, capture_output=True, check=False
        )
        assert 0 == done.returncode
