"""Kill -9 before any statement of an import or of its undo: the same command ends it, and nothing is there twice."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
BEFORE = [["Acme", None]]
AFTER = [["Acme", 7], *([f"Firm {number} Nord", number] for number in (0, 1, 3, 4, 5))]


def test_killed_before_any_statement_of_an_import_or_its_undo(tmp_path: Path) -> None:
    """At the borders of the portions and within them: what is left are whole portions, and both ways lead to an end."""
    made = subprocess.run(
        [sys.executable, "-m", "tests.cli.import_kills", str(tmp_path), "5"],
        cwd=ROOT, capture_output=True, text=True, timeout=600, check=True,
    )  # fmt: skip
    found = [json.loads(line) for line in made.stdout.splitlines()]
    assert {False, True} == {point["undo"] for point in found}
    assert {1, 3, 4, 6} == {len(point["left"]) for point in found}, "it died within each portion"
    for point in found:
        assert point["back"] == BEFORE, point
        if not point["undo"]:
            assert point["on"] == AFTER, point
            told = point["told"]
            assert (1, 6, 5, 1, 0) == tuple(told[name] for name in ("number", "rows", "new", "updated", "unchanged")), (
                point
            )
    assert {0, 2, 4} == {point["told"]["resumed"] for point in found if not point["undo"]}
