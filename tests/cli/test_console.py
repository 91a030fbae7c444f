"""Running until a signal, with and without a loop that takes signals itself."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import asyncio, os, signal, sys
from bot.cli.console import stoppable

class Bare(asyncio.SelectorEventLoop):
    def add_signal_handler(self, *_): raise NotImplementedError
    def remove_signal_handler(self, *_): raise NotImplementedError

async def work():
    try:
        os.kill(os.getpid(), getattr(signal, sys.argv[1]))
        await asyncio.sleep(60)
    finally:
        print("closed", flush=True)
        if sys.argv[3] == "twice":
            os.kill(os.getpid(), signal.SIGTERM)
            await asyncio.sleep(60)

with asyncio.Runner(loop_factory=Bare if sys.argv[2] == "bare" else None) as runner:
    runner.run(stoppable(work()))
print("ended")
"""


@pytest.mark.parametrize("loop", ["bare", "usual"])
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_a_signal_ends_the_work_in_order(name: str, loop: str) -> None:
    """What is open is closed, also on a system whose loop takes no signals, such as Windows."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, name, loop, "once"], check=False, capture_output=True, text=True, timeout=30
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "closed\nended\n", "")


@pytest.mark.parametrize("loop", ["bare", "usual"])
def test_a_second_signal_ends_a_stop_that_hangs(loop: str) -> None:
    """The process is gone at once."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "SIGTERM", loop, "twice"],
        check=False,
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert (done.returncode, done.stdout) == (-15, "closed\n")
