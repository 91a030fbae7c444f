"""The house's bars on every tracked file, read from the code itself."""

from __future__ import annotations

import ast
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("adapters", "bot", "nudges", "storage")
LONGEST_FUNCTION = 60
LONGEST_FILE = 350
BROAD = 4
MOCKS_PER_TEST = 0.1
LOOPS = {
    "adapters/slack/bolt.py", "bot/dispatch/dispatcher.py", "nudges/planner.py", "nudges/delivery.py", "nudges/loop.py",
    "storage/writer.py",
}  # fmt: skip
"""The loops that must survive a bug: Slack's commands, which pass Bolt's own, dispatch, planner, outbox and so on."""
CLOCK = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time")}
FAKERS = {"patch", "monkeypatch", "mocker", "Mock", "MagicMock", "AsyncMock"}


@cache
def _tracked() -> tuple[str, ...]:
    """Return the Python files of the next commit; those of the folders where there is no git."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    names = listed.stdout.split() or [str(path.relative_to(ROOT)) for path in ROOT.rglob("*.py")]
    return tuple(name for name in names if (ROOT / name).exists())


SOURCE = [name for name in _tracked() if name.split("/")[0] in FOLDERS]
TESTS = [name for name in _tracked() if name.startswith("tests/")]


@dataclass(frozen=True, kw_only=True)
class Function:
    """A function where it stands."""

    place: str
    name: str
    lines: int
    says_what_it_returns: bool


@dataclass(frozen=True, kw_only=True)
class Source:
    """What the bars ask of a file; the lines of what catches everything and reads the clock, and the uses of mocks."""

    functions: tuple[Function, ...]
    broad: list[int]
    clock_reads: list[int]
    mocks: int


@cache
def _read(name: str) -> Source:
    # The tree itself is not kept: those of all files take 200 MB of a process that runs other tests behind this.
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"), name)
    found = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return Source(
        functions=tuple(_function(name, node) for node in found),
        broad=_broad(tree),
        clock_reads=_clock_reads(tree),
        mocks=_mocks(tree) if name in TESTS else 0,
    )


def _function(name: str, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Function:
    return Function(
        place=f"{name}:{node.lineno} {node.name}",
        name=node.name,
        lines=(node.end_lineno or node.lineno) - node.lineno + 1,
        says_what_it_returns=node.returns is not None,
    )


def _broad(tree: ast.Module) -> list[int]:
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler) and _catches_all(node.type)]


def _catches_all(caught: ast.expr | None) -> bool:
    kinds = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(kind is None or (isinstance(kind, ast.Name) and kind.id in _ALL) for kind in kinds)


_ALL = {"Exception", "BaseException"}


def _clock_reads(tree: ast.Module) -> list[int]:
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [call.lineno for call in calls if isinstance(call, ast.Attribute) and _read_of(call) in CLOCK]


def _read_of(call: ast.Attribute) -> tuple[str, str]:
    owner = call.value
    return getattr(owner, "attr", getattr(owner, "id", "")), call.attr


def _mocks(tree: ast.Module) -> int:
    """Count the uses of `patch`, `monkeypatch`, `mocker` and `Mock`; a parameter's name alone is none."""
    uses = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return sum(bool(FAKERS & set(ast.unparse(use).split("."))) for use in uses)


def test_the_bars_are_read_from_real_files() -> None:
    """A bar over nothing would always be kept."""
    assert set(FOLDERS) == {name.split("/")[0] for name in SOURCE}
    assert len(TESTS) > 10


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_function_is_longer_than_sixty_lines(folder: str) -> None:
    """Guard clauses, then the one thing."""
    names = [name for name in SOURCE if name.startswith(f"{folder}/")]
    functions = [function for name in names for function in _read(name).functions]
    assert [] == [each.place for each in functions if each.lines > LONGEST_FUNCTION]


def test_no_file_is_longer_than_350_lines() -> None:
    """A file has one subject."""
    assert [] == [n for n in SOURCE if len((ROOT / n).read_text(encoding="utf-8").splitlines()) > LONGEST_FILE]


def test_every_function_says_what_it_returns() -> None:
    """In the tests as well."""
    functions = [function for name in (*SOURCE, *TESTS) for function in _read(name).functions]
    assert [] == [each.place for each in functions if not each.says_what_it_returns]


def test_only_the_loops_that_must_survive_catch_everything() -> None:
    """Anywhere else a bug has to show itself."""
    broad = [f"{name}:{line}" for name in SOURCE for line in _read(name).broad]
    assert [] == [place for place in broad if place.split(":")[0] not in LOOPS]
    assert len(broad) <= BROAD, broad


def test_the_clock_is_read_in_one_place() -> None:
    """Time enters as an argument."""
    assert {"bot/clock.py"} == {name for name in SOURCE if _read(name).clock_reads}


def test_tests_use_real_things() -> None:
    """At most one mock in ten tests."""
    tests = sum(each.name.startswith("test_") for name in TESTS for each in _read(name).functions)
    mocks = sum(_read(name).mocks for name in TESTS)
    assert mocks <= MOCKS_PER_TEST * tests


@pytest.mark.parametrize(
    "code",
    ["except:", "except Exception:", "except BaseException as e:", "except (ValueError, Exception):"],
)
def test_a_broad_except_would_be_noticed(code: str) -> None:
    """Every spelling of it."""
    assert [3] == _broad(ast.parse(f"try:\n    pass\n{code}\n    pass\n"))


@pytest.mark.parametrize("code", ["datetime.now(UTC)", "dt.datetime.utcnow()", "date.today()", "time.time()"])
def test_a_read_of_the_clock_would_be_noticed(code: str) -> None:
    """Every spelling of it; `time.monotonic` only measures."""
    assert [1] == _clock_reads(ast.parse(code))
    assert [] == _clock_reads(ast.parse("time.monotonic(); clock.now(); Clock().now()"))


def test_a_mock_would_be_counted() -> None:
    """Patching counts once a use, asking for the fixture does not."""
    code = "def test_x(monkeypatch):\n    monkeypatch.setenv('A', 'b')\n    with patch('x'):\n        f(Mock())\n"
    assert 3 == _mocks(ast.parse(code))
