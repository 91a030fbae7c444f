"""On a host whose disk vanishes, Snurr does not start with a log on that disk."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.disk import HOSTS, check_disk, on_root_disk
from bot.errors import ConfigError
from tests.serve import ROOT

VOLUME = Path("/dev/shm")
"""A mount of its own on every Linux."""


@pytest.fixture(name="root_disk")
def root_disk_fixture(tmp_path: Path) -> Path:
    """A place on the same disk as the root folder, made or not."""
    if os.stat(tmp_path).st_dev != os.stat("/").st_dev:
        return Path("/snurr-is-never-made/data")
    return tmp_path


@pytest.mark.parametrize("host", HOSTS)
def test_a_throw_away_disk_is_refused(host: str, root_disk: Path) -> None:
    """One sentence: which disk, how it is known, and both ways out."""
    with pytest.raises(ConfigError) as refused:
        check_disk(root_disk / "data" / "snurr.db", {host: "web.1"}, allowed=False)
    said = str(refused.value)
    assert said.startswith(f"This disk is erased at every restart ({host} is set")
    assert "set DATABASE_URL" in said
    assert "SNURR_THROWAWAY_DISK=1" in said
    assert "\n" not in said


@pytest.mark.parametrize("environment", [{}, {"DYNO": ""}, {"HOME": "/app"}])
def test_elsewhere_nothing_is_asked(environment: dict[str, str], root_disk: Path) -> None:
    """An ordinary machine keeps its disk."""
    check_disk(root_disk / "snurr.db", environment, allowed=False)


@pytest.mark.skipif(not VOLUME.is_mount(), reason="this test needs a second mount, which this machine lacks")
def test_a_volume_of_its_own_is_fine() -> None:
    """What is mounted lasts."""
    with tempfile.TemporaryDirectory(dir=VOLUME) as folder:
        assert not on_root_disk(Path(folder) / "not" / "made" / "snurr.db")
        check_disk(Path(folder) / "snurr.db", {"RENDER": "true"}, allowed=False)


def test_who_allows_it_is_reminded_at_every_start(root_disk: Path) -> None:
    """These hosts restart a process daily, so the reminder comes daily."""
    with capture_logs() as logged:
        check_disk(root_disk / "snurr.db", {"FLY_APP_NAME": "snurr"}, allowed=True)
    assert [line["event"] for line in logged] == ["disk.throwaway"]
    assert "erased at every restart" in logged[0]["why"]


@pytest.mark.parametrize("words", [["say", "call - vm"], ["serve"], ["tick"]])
def test_every_command_that_keeps_a_log_asks(words: list[str], root_disk: Path, tmp_path: Path) -> None:
    """Exit 2 and one line, before anything is made."""
    url = f"sqlite:///{root_disk}/snurr.db"
    env = {**os.environ, "DYNO": "web.1", "DATABASE_URL": url, "SNURR_CONFIG": str(tmp_path / "none.toml")}
    run = subprocess.run(
        [sys.executable, "-m", "bot", *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert run.returncode == 2
    assert run.stderr.startswith("This disk is erased at every restart (DYNO is set")
    assert len(run.stderr.splitlines()) == 1
    assert not (root_disk / "snurr.db").exists()
