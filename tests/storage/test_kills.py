"""Kill -9 anywhere in a log command; what was acknowledged is there, and nothing is there twice or by half."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def kill_at(folder: Path, way: str, points: int) -> list[dict[str, object]]:
    """Kill at so many steps and check what each kill left; return the points."""
    made = subprocess.run(
        [sys.executable, "-m", "tests.storage.kills", str(folder), way, str(points)],
        cwd=ROOT, capture_output=True, text=True, timeout=600, check=True,
    )  # fmt: skip
    found = [json.loads(line) for line in made.stdout.splitlines()]
    assert len(found) == points
    for point in found:
        assert point["rows"] == 1 or not point["acknowledged"], point
        assert point["rows"] in (0, 1), point
        assert point["agree"], point
        assert point["sound"], point
        assert point["again"]["sound"], point
    return found


@pytest.mark.parametrize("points", [20])
def test_killed_at_any_step_of_the_dispatcher(tmp_path: Path, points: int) -> None:
    """Acknowledged means stored, and the same delivery to the next process makes exactly one row of it."""
    found = kill_at(tmp_path, "dispatcher", points)
    assert {(1, True)} == {(point["again"]["rows"], point["again"]["agree"]) for point in found}  # type: ignore[index]
    assert 0 < sum(bool(point["acknowledged"]) for point in found) < points


@pytest.mark.parametrize("points", [20])
def test_killed_at_any_step_of_say(tmp_path: Path, points: int) -> None:
    """The same for the terminal, whose lines carry no key: a receipt that was printed is a row."""
    found = kill_at(tmp_path, "say", points)
    assert all(point["again"]["rows"] == point["rows"] + 1 for point in found)  # type: ignore[index,operator]
    assert 0 < sum(bool(point["acknowledged"]) for point in found) < points
