"""Which test files can depend on the date: those that ask the machine for the time, or test what asks it.

What the rest starts or calls gets its time as an argument or in SNURR_CLOCK. That stand-ins stamp and sign with the
machine's time is no reason: tests/dates/test_any_day.py speaks to each of them on every date.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("adapters", "bot", "nudges", "storage", "tests")
CLOCKED_LIBRARIES = {"jwt", "ssl"}
"""Libraries that read the machine's clock themselves."""
LEFT_OUT = ("tests.dates.", "tests.soak.", "tests.derived.", "tests.hostile.")
"""Itself; slow sweeps; checks of source text; texts from outside, which no day changes."""
CLOCK_CALLS = {"datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time"}


@cache
def sensitive() -> tuple[str, ...]:
    """Return the test files that read the machine's clock, or import a module of the product that does."""
    clocked = {name for name in _modules() if not name.startswith("tests.") and _reads_clock(name)}
    tests = (name for name in _modules() if ".test_" in name and not name.startswith(LEFT_OUT))
    return tuple(sorted(str(_modules()[name]) for name in tests if _reads_clock(name) or _imports(name) & clocked))


def readers() -> set[str]:
    """Return the files of the tests that ask the machine for the time."""
    return {str(path) for name, path in _modules().items() if name.startswith("tests.") and _asks_machine(name)}


@cache
def _modules() -> dict[str, Path]:
    """Return every module of the product and its tests by its dotted name, as a path from the root."""
    found = (path.relative_to(ROOT) for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
    return {".".join(path.with_suffix("").parts).removesuffix(".__init__"): path for path in found}


@cache
def _source(name: str) -> str:
    return (ROOT / _modules()[name]).read_text(encoding="utf-8")


def _tree(name: str) -> ast.Module:
    # Not kept: the trees of all modules take 200 MB of a process that runs other tests behind this.
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
def _asks_machine(name: str) -> bool:
    if not any(call in _source(name) for call in (*CLOCK_CALLS, "SystemClock")):
        return False
    calls = (ast.unparse(node.func).split(".") for node in ast.walk(_tree(name)) if isinstance(node, ast.Call))
    return any(".".join(call[-2:]) in CLOCK_CALLS or call == ["SystemClock"] for call in calls)


@cache
def _reads_clock(name: str) -> bool:
    """Whether a module reads the machine's clock; bot/clock.py only offers to."""
    libraries = CLOCKED_LIBRARIES | {"bot.clock.SystemClock"}
    return name != "bot.clock" and (_asks_machine(name) or bool(_imports(name) & libraries))
