"""Several processes on one database, killed and frozen: what arrived is in a file that they cannot change afterwards."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from tests.nudges.postman import MORNING, Box, OpenBox, arrived, prepare, tallies, turn

POSTMAN = (sys.executable, "-m", "tests.nudges.postman")


def started(mode: str, folder: Path, minutes: float = 0) -> subprocess.Popen[str]:
    """Start a turn in a process of its own."""
    at = (MORNING + timedelta(minutes=minutes)).isoformat()
    order = [*POSTMAN, mode, str(folder / "snurr.db"), str(folder / "box"), at]
    return subprocess.Popen(order, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def ended(process: subprocess.Popen[str]) -> int:
    """Wait for a process and return how it ended."""
    process.communicate(timeout=60)
    return process.returncode


def crowd(folder: Path, processes: int, sellers: int, kills: int, seed: int = 0) -> None:
    """Let processes send to so many sellers at once, kill some in the middle of it, and start them again."""
    chance = random.Random(seed)
    prepare(folder / "snurr.db", sellers)
    minutes = 0
    while sum(arrived(folder / "box").values()) < sellers or kills:
        workers = [started("open", folder, minutes) for _ in range(processes)]
        victims = workers[: min(kills, processes - 1)]
        for victim in victims:
            _under_way(folder / "box", victim)
            time.sleep(chance.uniform(0, 0.2))
            victim.send_signal(signal.SIGKILL)
        assert {ended(worker) for worker in workers} <= {0, -signal.SIGKILL}
        kills -= len(victims)
        minutes += 2
        assert minutes < 60, "the windows are over"
    assert ended(started("open", folder, minutes + 2)) == 0


def _under_way(box: Path, process: subprocess.Popen[str]) -> None:
    """Wait until something was posted since, or the process ended."""
    before = box.stat().st_size if box.exists() else 0
    until = time.monotonic() + 5
    while process.poll() is None and time.monotonic() < until:
        if box.exists() and box.stat().st_size > before:
            return
        time.sleep(0.002)


def each_once(folder: Path, sellers: int) -> None:
    """Check that everybody got one message, and that the accounts say so."""
    assert arrived(folder / "box") == {f"seller {number}": 1 for number in range(sellers)}
    assert [tally.sent for tally in tallies(folder / "snurr.db")] == [1] * sellers
    assert all(tally.due == 1 for tally in tallies(folder / "snurr.db"))


@pytest.mark.parametrize(("processes", "kills"), [(2, 1), (4, 3)])
def test_several_processes_send_each_nudge_once_though_some_are_killed(
    tmp_path: Path, processes: int, kills: int
) -> None:
    """Nobody twice, nobody left out; 1,500 recipients, eight processes and twelve kills are in the soak."""
    crowd(tmp_path, processes, sellers=60, kills=kills)
    each_once(tmp_path, 60)


@pytest.mark.parametrize("kind", ["open", "blind"])
def test_kill_9_anywhere_in_a_send(tmp_path: Path, kind: str) -> None:
    """With a look-up nothing is lost or doubled; without, what did not arrive is uncertain, never silent."""
    order = [*POSTMAN, "kills", str(tmp_path), "8", kind]
    done = subprocess.run(order, capture_output=True, text=True, check=True)
    sums = {name: int(count) for name, count in (part.split("=") for part in done.stdout.splitlines()[-1].split())}
    assert sums["killed"] >= 7
    wrong = ("doubled", "silent", "wrong") if kind == "blind" else ("doubled", "missing", "silent", "wrong")
    assert {name: sums[name] for name in wrong} == dict.fromkeys(wrong, 0)


def frozen(folder: Path, mode: str) -> subprocess.Popen[str]:
    """Return a process that stands still just before it posts."""
    prepare(folder / "snurr.db", 1)
    process = started(mode, folder)
    assert process.stdout is not None
    while process.stdout.readline().strip() != "posting":
        assert process.poll() is None
    os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)
    return process


def test_frozen_longer_than_the_lease_without_a_look_up(tmp_path: Path) -> None:
    """The other process calls it uncertain and sends nothing; the frozen one's late post is the only one."""
    process = frozen(tmp_path, "stopped-blind")
    turn(tmp_path / "snurr.db", Box(path=tmp_path / "box"), MORNING + timedelta(minutes=2))
    process.send_signal(signal.SIGCONT)
    assert ended(process) == 0
    assert arrived(tmp_path / "box") == {"seller 0": 1}
    assert [(tally.due, tally.uncertain) for tally in tallies(tmp_path / "snurr.db")] == [(1, 1)]


def test_frozen_longer_than_the_lease_with_a_look_up(tmp_path: Path) -> None:
    """Two looks miss the message, so it is sent; the frozen one's late post is recorded as a doubt."""
    process = frozen(tmp_path, "stopped-open")
    for minutes in (2, 3):
        turn(tmp_path / "snurr.db", OpenBox(path=tmp_path / "box"), MORNING + timedelta(minutes=minutes))
    assert [tally.sent for tally in tallies(tmp_path / "snurr.db")] == [1]
    process.send_signal(signal.SIGCONT)
    assert ended(process) == 0
    assert [(tally.due, tally.uncertain) for tally in tallies(tmp_path / "snurr.db")] == [(1, 1)]


def test_frozen_and_continued_within_the_lease_changes_nothing(tmp_path: Path) -> None:
    """A short pause is no reason to doubt anything."""
    process = frozen(tmp_path, "stopped-open")
    turn(tmp_path / "snurr.db", OpenBox(path=tmp_path / "box"), MORNING + timedelta(seconds=30))
    process.send_signal(signal.SIGCONT)
    assert ended(process) == 0
    each_once(tmp_path, 1)
