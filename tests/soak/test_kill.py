"""No acknowledged line is lost: kill -9 at 260 steps of a log command, and at its system calls; run by `make soak`."""

from __future__ import annotations

import asyncio
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.storage.kills import left, log_once, prepare
from tests.storage.test_kills import ROOT, kill_at
from tests.storage.test_sqlite import killed_after

CALLS = ("pwrite64", "fdatasync", "fcntl", "openat", "close", "pread64", "ftruncate", "unlink", "mmap", "write")
MOST = 60
"""Calls of one kind that are tried; a log command makes fewer of most."""


@pytest.mark.parametrize("way", ["dispatcher", "say"])
def test_killed_at_260_steps(tmp_path: Path, way: str) -> None:
    """Nothing that was acknowledged is lost, nothing is doubled."""
    kill_at(tmp_path, way, 260)


@pytest.mark.parametrize("acknowledged", range(1, 251, 10))
def test_no_acknowledged_line_is_lost(tmp_path: Path, acknowledged: int) -> None:
    """Whoever read a ref of a long run finds it after the process was killed."""
    killed_after(tmp_path, acknowledged)


@pytest.mark.skipif(not shutil.which("strace"), reason="this test needs strace, which this machine lacks")
@pytest.mark.parametrize("call", CALLS)
def test_killed_at_a_system_call(tmp_path: Path, call: str) -> None:
    """At the first, second, third … call of each kind, until a run makes no more of them."""
    template = tmp_path / "template.db"
    asyncio.run(prepare(template))
    for number in range(1, MOST):
        file = Path(shutil.copy(template, tmp_path / f"{number}.db"))
        acknowledged, was_killed = _killed_at(file, call, number)
        before = left(file)
        assert before["rows"] or not acknowledged, (call, number)
        assert (before["agree"], before["sound"]) == (True, True), (call, number)
        asyncio.run(log_once(file, "dispatcher", lambda text: None))
        assert left(file) == {"rows": 1, "agree": True, "sound": True}, (call, number)
        if not was_killed:
            return


def _killed_at(file: Path, call: str, number: int) -> tuple[bool, bool]:
    """Log once under strace, which kills at that call; return whether a receipt came out, and whether it was killed."""
    logger = subprocess.Popen(
        [sys.executable, "-m", "tests.storage.kills", str(file), "wait"],
        cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert logger.stdout is not None
    assert logger.stdout.readline() == "ready\n"
    inject = f"inject={call}:signal=KILL:when={number}"
    tracer = subprocess.Popen(
        ["strace", "-f", "-p", str(logger.pid), "-e", f"trace={call}", "-e", inject, "-o", "/dev/null"],
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert tracer.stderr is not None
    assert "attached" in tracer.stderr.readline()
    said, _ = logger.communicate("go\n", timeout=60)
    tracer.communicate(timeout=60)
    return "ack" in said, logger.returncode == -signal.SIGKILL
