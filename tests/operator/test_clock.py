"""Clocks, zones by name, and a machine without a table of zones."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import FrozenClock, ShiftedClock, SystemClock, known_zone, local_day, parse_instant, zone
from bot.errors import ConfigError

ROOT = Path(__file__).parents[2]


def test_clocks() -> None:
    """The frozen one stands, the shifted one runs on from its start, neither goes back."""
    start = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    frozen, shifted = FrozenClock(start), ShiftedClock(start)
    frozen.move_to(start - timedelta(hours=1))
    assert start == frozen.now()
    shifted.move_to(start + timedelta(hours=5))
    shifted.move_to(start)
    assert start + timedelta(hours=5) <= shifted.now() < start + timedelta(hours=6)
    assert SystemClock().now().tzinfo is UTC


@pytest.mark.parametrize("text", ["2026-11-24", "2026-11-24T08:30", "yesterday", ""])
def test_an_instant_without_offset_is_refused(text: str) -> None:
    """The sentence shows how to write one."""
    with pytest.raises(ConfigError, match=r"2026-11-24T08:30\+01:00"):
        parse_instant(text)


def test_an_unknown_zone_is_one_sentence() -> None:
    """A platform's unknown zone is left out; a typed one says how to write it."""
    assert known_zone("Mars/Base") == known_zone("") == ""
    for name in ("Mars/Base", "", "../etc/passwd", "Europe/Oslo\0"):
        with pytest.raises(ConfigError, match="Europe/Oslo"):
            zone(name)


def test_without_a_table_of_zones_nothing_starts(tmp_path: Path) -> None:
    """Neither the system nor a package has zones: one sentence that says what to install, and no database."""
    shadow = tmp_path / "shadow"
    (shadow / "tzdata").mkdir(parents=True)
    (shadow / "tzdata" / "__init__.py").write_text("raise ModuleNotFoundError('tzdata')")
    env = {**os.environ, "PYTHONTZPATH": "", "PYTHONPATH": os.pathsep.join([str(shadow), str(ROOT)])}
    order = [sys.executable, "-m", "bot", "tick"]
    done = subprocess.run(order, env=env, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "pip install tzdata" in done.stderr
    assert not (tmp_path / "data").exists()


def test_zones_by_name() -> None:
    """The date on the wall is that of the zone."""
    assert local_day(datetime(2026, 11, 24, 23, 30, tzinfo=UTC), "Europe/Kiev") == date(2026, 11, 25)
