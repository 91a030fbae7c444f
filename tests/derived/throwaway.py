"""What the type check says of the real sources once a union or an enum has one more member that nobody handles."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = tuple(
    sorted(
        str(path.relative_to(ROOT))
        for top in ("adapters", "bot", "nudges", "storage")
        for path in (ROOT / top).rglob("*.py")
    )
)


def grown(members: Mapping[str, str], enums: Iterable[str]) -> dict[str, str]:
    """Return, by file, the sources in which each union has one more class, with the given body, and each enum one more value."""
    changed: dict[str, str] = {}
    for union, body in members.items():
        made = f'@dataclass(frozen=True, kw_only=True)\nclass Throwaway:\n    """A throw-away member."""\n\n{body}\n\n'
        _replace(changed, rf"^{union} = ", f"{made}{union} = Throwaway | ")
    for enum in enums:
        _replace(changed, rf'^class {enum}\(StrEnum\):\n    """[^"]*"""\n\n', r'\g<0>    THROWAWAY = "throw-away"\n')
    return changed


def _replace(changed: dict[str, str], pattern: str, by: str) -> None:
    texts = {name: changed.get(name) or (ROOT / name).read_text(encoding="utf-8") for name in SOURCE}
    found = [name for name, text in texts.items() if re.search(pattern, text, re.MULTILINE)]
    assert len(found) == 1, f"{pattern} is in {found}, but should be in one file"
    changed[found[0]] = re.sub(pattern, by, texts[found[0]], flags=re.MULTILINE)


def complaints(changed: Mapping[str, str], checked: Iterable[str], folder: Path, code: str) -> Counter[str]:
    """Return how many errors of a code each checked file has, once each changed file reads as given.

    What else they import is not read, so other errors mean nothing.
    """
    shadows: list[str] = []
    for number, (name, text) in enumerate(changed.items()):
        shadow = folder / f"shadow{number}.py"
        shadow.write_text(text, encoding="utf-8")
        shadows += ["--shadow-file", name, str(shadow)]
    command = [sys.executable, "-m", "mypy", "--follow-imports=skip", "--cache-dir", os.devnull, *shadows, *checked]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return Counter(re.findall(rf"^(\S+\.py):\d+: error: .*(?:{code})", result.stdout, re.MULTILINE))


def unhandled(changed: Mapping[str, str], checked: Iterable[str], folder: Path) -> Counter[str]:
    """Return how many matches of each checked file leave a case out, once each changed file reads as given."""
    return complaints(changed, checked, folder, 'Argument 1 to "assert_never"|Match statement has unhandled')


def matches_over(names: Iterable[str]) -> Counter[str]:
    """Return how many `match` statements of each source file have one of these classes or enums in a case."""
    wanted = set(names)
    trees = ((name, ast.parse((ROOT / name).read_text(encoding="utf-8"))) for name in SOURCE)
    matches = ((name, node) for name, tree in trees for node in ast.walk(tree) if isinstance(node, ast.Match))
    return Counter(name for name, node in matches if wanted & _named(node))


def _named(node: ast.Match) -> set[str]:
    parts = [part for case in node.cases for part in ast.walk(case.pattern)]
    classes = [ast.unparse(part.cls) for part in parts if isinstance(part, ast.MatchClass)]
    values = [ast.unparse(part.value).rpartition(".")[0] for part in parts if isinstance(part, ast.MatchValue)]
    return {name.rpartition(".")[2] for name in classes + values}
