"""Which test files can depend on the date, read from what they import."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("adapters", "bot", "nudges", "storage", "tests")
OTHER_CLOCKS = {"jwt", "ssl", "subprocess"}
"""Libraries that read the machine's clock themselves, or start a process that does."""
CLOCK_CALLS = {"datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time"}
LEFT_OUT = (
    "tests.dates.",
    "tests.soak.",
    "tests.derived.",
    "tests.hostile.",
    "tests.slack.test_hostile",
    "tests.slack.test_payload_fields",
    "tests.web.test_browser",
    "tests.web.test_keyboard",
)
"""Itself; slow sweeps; checks of source text; texts and shapes from outside, which no day changes; and the page, whose
every time comes from a server with its own clock."""


@cache
def sensitive() -> tuple[str, ...]:
    """Return the test files that reach the machine's clock or start a process, by themselves or by what they import."""
    reached = {name for name in _modules() if _reads_clock(name)}
    while grown := {name for name in _modules() if name not in reached and _needs(name) & reached}:
        reached |= grown
    return tuple(sorted(str(_modules()[name]) for name in reached if _is_test(name) and not name.startswith(LEFT_OUT)))


def readers() -> set[str]:
    """Return the files of the tests that ask the machine for the time."""
    return {str(path) for name, path in _modules().items() if name.startswith("tests.") and _asks_machine(name)}


@cache
def _modules() -> dict[str, Path]:
    """Return every module of the product and its tests by its dotted name, as a path from the root."""
    found = (path.relative_to(ROOT) for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
    return {".".join(path.with_suffix("").parts).removesuffix(".__init__"): path for path in found}


def _is_test(name: str) -> bool:
    return ".test_" in name


@cache
def _source(name: str) -> str:
    return (ROOT / _modules()[name]).read_text(encoding="utf-8")


@cache
def _tree(name: str) -> ast.Module:
    return ast.parse(_source(name))


@cache
def _imports(name: str) -> frozenset[str]:
    """Return the modules, and the names in modules, that a module imports."""
    found: set[str] = set()
    for node in ast.walk(_tree(name)):
        match node:
            case ast.Import():
                found |= {each.name for each in node.names}
            case ast.ImportFrom(module=str(module)):
                found |= {module} | {f"{module}.{each.name}" for each in node.names}
    return frozenset(found)


@cache
def _needs(name: str) -> frozenset[str]:
    """Return what a module imports and, for a test, the conftests whose fixtures it may use."""
    folders = name.split(".")[:-1]
    above = {".".join([*folders[:depth], "conftest"]) for depth in range(1, len(folders) + 1)}
    return _imports(name) | (above if _is_test(name) else set())


@cache
def _asks_machine(name: str) -> bool:
    if not any(call in _source(name) for call in (*CLOCK_CALLS, "SystemClock")):
        return False
    calls = (ast.unparse(node.func).split(".") for node in ast.walk(_tree(name)) if isinstance(node, ast.Call))
    return any(".".join(call[-2:]) in CLOCK_CALLS or call == ["SystemClock"] for call in calls)


@cache
def _reads_clock(name: str) -> bool:
    """Whether a module reads the machine's clock or starts a process; bot/clock.py only offers to."""
    if name == "bot.clock":
        return False
    starts = "create_subprocess_exec" in _source(name)
    return starts or _asks_machine(name) or bool(_imports(name) & (OTHER_CLOCKS | {"bot.clock.SystemClock"}))
