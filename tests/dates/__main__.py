"""Run tests with the machine's wall clock moved: `python -m tests.dates [--on DATE] [tests ...]`.

Without tests, tests/dates runs on every date and each other file that can depend on the date on one of them; with tests,
these run on every date (`python -m tests.dates tests` is the whole suite). Exit 1 when a date is red, 2 when the clock
cannot be moved here. Needs Linux and a C compiler.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

from tests.dates.selection import ROOT, sensitive
from tests.slow_files import shares

HERE = Path(__file__).parent
SOON_SECONDS = 25
DATES = {
    "a Saturday, into Sunday": "2026-11-29T00:00+01:00",
    "Christmas Day": "2026-12-25T08:30+01:00",
    "31 December": "2026-12-31T22:00+01:00",
    "the last Sunday of March, into summer time": "2027-03-28T03:00+02:00",
    "the last Sunday of October, out of summer time": "2027-10-31T02:00+01:00",
    "29 February": "2028-02-29T22:00+01:00",
}
"""Each begins some seconds before the instant, so that the tests run across it."""
LOCAL_TIME = "CET-1CEST,M3.5.0,M10.5.0/3"
"""The machine's own time zone meanwhile, written so that it needs no table of zones."""
SIDE_BY_SIDE = 3
"""How many dates are tried at a time, each by one process: part of what the tests do is waiting."""


def main() -> int:
    """Run what was asked for on each date, and say how each went."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--on", default="", help="only the dates with this in their name or instant")
    asked.add_argument(
        "tests", nargs="*", help="what runs on every date; left out: tests/dates and a share of the rest"
    )
    given = asked.parse_args()
    if not any(given.on in f"{name} {instant}" for name, instant in DATES.items()):
        asked.error(f"no date has {given.on!r} in it: {'; '.join(DATES)}")
    with tempfile.TemporaryDirectory(prefix="snurr-dates") as made, ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        folder = Path(made)
        folder.chmod(0o755)  # PostgreSQL runs as a user of its own and loads the library too
        library = compiled(folder)
        running = {}
        for share, (name, instant) in zip(shares(sensitive(), len(DATES)), DATES.items(), strict=True):
            tests = given.tests or [str(HERE.relative_to(ROOT)), *share]
            if given.on in f"{name} {instant}":
                running[name] = pool.submit(passes, name, instant, library, tests)
        red = [name for name, green in running.items() if not green.result()]
    sys.stdout.write(f"red: {'; '.join(red)}\n" if red else f"green: {'; '.join(running)}\n")
    return bool(red)


def compiled(folder: Path) -> Path:
    """Compile the library that moves the wall clock; exits 2 where that cannot be done."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if sys.platform != "linux" or not compiler:
        sys.stderr.write("The wall clock cannot be moved here: this needs Linux and a C compiler (cc).\n")
        raise SystemExit(2)
    library = folder / "wall_clock.so"
    order = [compiler, "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", str(library)]
    subprocess.run([*order, str(HERE / "wall_clock.c"), "-ldl"], check=True)
    return library


def passes(name: str, instant: str, library: Path, tests: list[str]) -> bool:
    """Run tests so that an instant comes soon after their start; return whether all passed."""
    start = datetime.fromisoformat(instant).timestamp() - SOON_SECONDS
    # Its own, as pytest sweeps the folders beside its own away: those of other runs are old ones, or are swept too.
    folders = Path(tempfile.mkdtemp(dir=library.parent))
    folders.chmod(0o755)
    moved = os.environ | {
        "LD_PRELOAD": str(library),
        "WALL_CLOCK_SHIFT_SECONDS": str(int(start - time.time())),  # noqa: TID251 - the clock that is moved
        "TZ": LOCAL_TIME,
        "PYTEST_DEBUG_TEMPROOT": str(folders),
    }
    told = subprocess.run(["date", "+%s"], env=moved, capture_output=True, text=True, check=True).stdout
    if abs(float(told) - start) > SOON_SECONDS:
        sys.stderr.write("The wall clock cannot be moved here: a process does not load the library.\n")
        raise SystemExit(2)
    began = time.monotonic()
    order = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *tests]
    run = subprocess.run(order, cwd=ROOT, env=moved, capture_output=True, text=True, check=False)
    green, seconds = run.returncode == 0, time.monotonic() - began
    last = run.stdout.strip().rpartition("\n")[2] if green else run.stdout + run.stderr
    sys.stdout.write(f"-- {name} ({instant}): {'green' if green else 'RED'} after {seconds:.0f} s\n{last}\n")
    sys.stdout.flush()
    return green


if __name__ == "__main__":
    sys.exit(main())
