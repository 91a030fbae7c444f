"""A rule and its tests share one stem: nudges/rules/<rule>.py is tested in tests/nudges/test_<rule>.py."""

from __future__ import annotations

import pkgutil
from pathlib import Path

import nudges.rules

TESTS = Path(__file__).parents[1] / "nudges"


def untested(rules: set[str], tests: Path) -> set[str]:
    """Return the rule files for which a folder holds no test file of their name."""
    return {rule for rule in rules if not (tests / f"test_{rule}.py").is_file()}


def test_every_rule_file_has_a_test_file_of_its_name() -> None:
    """Whoever changes a rule finds its tests without looking for them."""
    rules = {module.name for module in pkgutil.iter_modules(nudges.rules.__path__)}
    assert "call_quota" in rules
    assert set() == untested(rules, TESTS)


def test_a_rule_file_without_tests_is_found(tmp_path: Path) -> None:
    """A throw-away rule turns the guard red."""
    (tmp_path / "test_call_quota.py").touch()
    assert {"throw_away"} == untested({"call_quota", "throw_away"}, tmp_path)
