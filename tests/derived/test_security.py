"""SECURITY.md names for each attacker what stops them and tests that show it; those tests exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAPER = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
TABLE = PAPER.partition("| attacker |")[2].partition("\n\n")[0]
ROWS = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in TABLE.splitlines()[2:]]
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def defined_in(file: str) -> set[str]:
    """Return the names of a file's tests, none for a file that does not exist."""
    path = ROOT / file
    tree = ast.parse(path.read_text(encoding="utf-8")) if path.exists() else ast.Module(body=[], type_ignores=[])
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_the_table_is_read() -> None:
    """Attackers from outside, from inside and beside the program."""
    attackers = " ".join(row[0] for row in ROWS)
    assert len(ROWS) >= 25
    for word in (
        "signature",
        "replays",
        "guest",
        "seller",
        "name",
        "manager",
        "card",
        "company",
        "thief",
        "backup",
        "slowly",
        "floods",
        "package",
    ):
        assert word in attackers, word


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_attacker_has_what_stops_them_and_tests_that_show_it(row: list[str]) -> None:
    """Three cells, the last of which is names of tests alone."""
    _, stops, shown = row
    assert stops
    assert all(TEST.fullmatch(each) for each in shown.split("<br>"))


@pytest.mark.parametrize(("file", "name"), sorted(set(TEST.findall(PAPER))))
def test_every_test_that_is_named_exists(file: str, name: str) -> None:
    """A test that was renamed is followed by the paper."""
    assert name in defined_in(file)
