"""Every text pattern of the program takes time in proportion to the text, whatever the text is."""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from bot.arguments.basic import PatternArg
from bot.dispatch.registry import discover

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ("bot", "adapters", "nudges", "storage")
METHODS = frozenset({"search", "match", "fullmatch", "sub", "split", "findall", "finditer"})
SIZES = (200, 800, 3_200, 12_800, 51_200)
MOST_GROWTH = 10.0
"""Growth of the time from one size to the next, which has four times the length; it is 16 for a square."""
CLEAR_SECONDS = 0.01
"""Processor time below which a growth is noise."""
TRIES = 4
PIECES = (" ", ",", ", ", ".", "-", "0", "12", "1.", "a", "A", "ø", "_", "/", "<", ">", "<a", "<a ", "<at>", "<at ", "</",
          "<@A", "<@A|", "<#", "<!a", "[", "]", "(", "{", "*", "`", '"', "\\", "\n", "\t", ":", "://", "a:", "=", "x,")  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Used:
    """A pattern where it stands in the source, and how it is used there."""

    where: str
    pattern: re.Pattern[Any]
    methods: frozenset[str]


def _modules() -> Iterator[tuple[ModuleType, ast.Module]]:
    for path in sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py")):
        if path.name != "__main__.py":
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            yield import_module(name), ast.parse(path.read_text(encoding="utf-8"))


def _calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str, str]]:
    """Give every call of a method, with the name before its dot."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
        ):
            yield node, node.func.value.id, node.func.attr


def used_patterns() -> tuple[Used, ...]:
    """Return the patterns of module globals, those written inside functions, and those of command arguments."""
    modules = list(_modules())
    calls = [(module, *call) for module, tree in modules for call in _calls(tree)]
    found = []
    for module, _ in modules:
        for name, pattern in vars(module).items():
            if isinstance(pattern, re.Pattern):
                methods = {method for where, _, of, method in calls if vars(where).get(of) is pattern} & METHODS
                found.append(
                    Used(where=f"{module.__name__}.{name}", pattern=pattern, methods=frozenset(methods or METHODS))
                )
    for module, call, of, method in calls:
        if of == "re" and method in METHODS:
            found.extend(_inline(module, call, method))
    for command in discover().commands:
        found.extend(
            Used(where=f"{command.verb} {arg.name}", pattern=re.compile(arg.shape, re.IGNORECASE), methods=frozenset({"fullmatch"}))
            for arg in command.args if isinstance(arg, PatternArg)
        )  # fmt: skip
    return tuple({used.pattern: used for used in found}.values())


def _inline(module: ModuleType, call: ast.Call, method: str) -> Iterator[Used]:
    written = ast.unparse(call.args[0])
    if written == "self.shape":  # of PatternArg, whose shapes are found at the commands
        return
    pattern = eval(written, dict(vars(module)))
    yield Used(where=f"{module.__name__}:{call.lineno}", pattern=re.compile(pattern), methods=frozenset({method}))


def _apply(used: Used, method: str, text: Any) -> Callable[[], object]:
    if method == "sub":
        return lambda: used.pattern.sub(text[:0], text)
    if method == "finditer":
        return lambda: sum(1 for _ in used.pattern.finditer(text))
    return lambda: getattr(used.pattern, method)(text)


def _hostile(pattern: re.Pattern[Any]) -> list[str]:
    """Return what is repeated: common separators and brackets, and the literal pieces of the pattern itself."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode()
    own = {piece for piece in re.split(r"[\\^$.|?*+(){}\[\]]+", source) if 0 < len(piece) < 20}
    return sorted({*PIECES, *own, *(f" {piece}" for piece in own)})


def _seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def growth(used: Used, method: str, piece: str, head: str = "") -> str:
    """Return where the time grows faster than the text, empty when it does not."""
    before = CLEAR_SECONDS / MOST_GROWTH
    for size in SIZES:
        text: Any = (head + piece * size)[:size] + "\0"
        run = _apply(used, method, text if isinstance(used.pattern.pattern, str) else text.encode())
        now = _seconds(run)
        if now > CLEAR_SECONDS and now > MOST_GROWTH * before:
            now = min(now, *(_seconds(run) for _ in range(TRIES - 1)))
        if now > CLEAR_SECONDS and now > MOST_GROWTH * before:
            return f"{used.where} {method} of {head!r} and {piece!r}: {before:.4f} s, {now:.4f} s at {size}"
        before = max(now, CLEAR_SECONDS / MOST_GROWTH)
    return ""


def test_a_pattern_takes_time_in_proportion_to_the_text() -> None:
    """Fifty thousand characters of each hostile kind, for each way in which the pattern is used."""
    assert [] == [slow for used in used_patterns() for slow in _growths(used) if slow]


def _growths(used: Used) -> Iterator[str]:
    pieces = _hostile(used.pattern)
    heads = [piece for piece in pieces if piece.startswith("<")]
    for method in sorted(used.methods):
        yield from (growth(used, method, piece) for piece in pieces)
        yield from (growth(used, method, piece, head) for head in heads for piece in ("A", " ", "|"))


def test_a_square_is_found() -> None:
    """The measure finds what it is for."""
    square = Used(where="here", pattern=re.compile("[ ,]+x"), methods=frozenset({"search"}))
    assert growth(square, "search", ",") != ""
