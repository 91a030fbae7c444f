"""Where things stand: every module on a rung of the import contract, few on the ground floor, each name once."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from bot.cli.lazy_group import MODULES
from tests.derived.throwaway import ROOT, SOURCE

GROUND_FLOOR = 12
FOUND = ("bot.commands.", "nudges.rules.", "adapters.")
"""Where modules are found by their folder, or loaded by name."""
TYPE_ALIAS = re.compile("[A-Z][A-Z0-9]*[a-z][A-Za-z0-9]*")


def module_of(path: str) -> str:
    """Return the dotted name of a source file."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def tree_of(path: str) -> ast.Module:
    """Return a source file's syntax tree."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), path)


def rungs() -> list[str]:
    """Return the packages and modules of the layers in pyproject.toml."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (layers,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [name.strip() for layer in layers for name in layer.split("|")]


def within(module: str, package: str) -> bool:
    """Whether a module is a package or stands in it."""
    return f"{module}.".startswith(f"{package}.")


def off_the_rungs(modules: Iterable[str], packages: Iterable[str]) -> list[str]:
    """Return what to do about each module that no rung holds; a package's top holds nothing itself."""
    loose = [module for module in modules if not any(within(module, package) for package in packages)]
    return [
        f"{module}: move it into a package of `layers` in pyproject.toml, or add it there"
        for module in loose
        if not any(within(package, module) for package in packages)
    ]


def borrowed(importer: str, tree: ast.Module) -> list[str]:
    """Return the private modules and names that a module imports from outside their package."""
    return [
        f"{importer} imports {name}: drop the underscore, or move what it needs" for name in _private(importer, tree)
    ]


def _private(importer: str, tree: ast.Module) -> Iterator[str]:
    for name in _imports(tree):
        parts = name.split(".")
        private = [place for place, part in enumerate(parts) if part.startswith("_") and not part.endswith("__")]
        if private and not within(importer, ".".join(parts[: private[0]])):
            yield name


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module != "__future__":
            yield from (f"{node.module}.{each.name}" for each in node.names)


def class_names(tree: ast.Module) -> Iterator[str]:
    """Yield the classes of a module, and what it calls types at its top, such as `Detail = Call | Touch`."""
    yield from (node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    targets = [target for node in tree.body if isinstance(node, ast.Assign) for target in node.targets]
    yield from (each.id for each in targets if isinstance(each, ast.Name) and TYPE_ALIAS.fullmatch(each.id))


def named_twice(trees: Mapping[str, ast.Module]) -> list[str]:
    """Return each class name that stands for two things, with the modules that have it."""
    places: dict[str, list[str]] = defaultdict(list)
    for module, tree in trees.items():
        for name in class_names(tree):
            places[name].append(module)
    return [f"{name} in {' and '.join(found)}: rename one" for name, found in places.items() if len(found) > 1]


def test_every_module_stands_on_a_rung_of_the_import_contract() -> None:
    """What stands on none may import anything, and be imported from anywhere."""
    assert [] == off_the_rungs(map(module_of, SOURCE), rungs())


def test_a_module_on_no_rung_is_noticed() -> None:
    """A new room needs its place among the layers."""
    (found,) = off_the_rungs(["bot.attic.trunk", "bot", "bot.cli.main", "storage"], rungs())
    assert found.startswith("bot.attic.trunk: move it into a package of `layers`")


def test_every_rung_is_there() -> None:
    """A rung whose package was renamed would hold nothing."""
    assert set() == set(rungs()) - set(map(module_of, SOURCE))


def unused(sources: Mapping[str, str]) -> list[str]:
    """Return the modules of some sources that no other one imports, but for those that are found by their folder."""
    whole = "\n".join(sources.values())
    modules = {module_of(path) for path in sources if not path.endswith(("__init__.py", "__main__.py"))}
    return sorted(
        module
        for module in modules
        if not module.startswith(FOUND)
        and not re.search(rf"from {re.escape(module)} import|import {re.escape(module)}\b", whole)
        and not re.search(
            rf"from {re.escape(module.rpartition('.')[0])} import [^\n]*\b{module.rpartition('.')[2]}\b", whole
        )
    )


def test_every_module_is_imported() -> None:
    """What nobody imports is left over from something else, or was forgotten."""
    read = {path: (ROOT / path).read_text(encoding="utf-8") for path in SOURCE}
    assert set(unused(read)) - set(MODULES) == {"bot.cli.catalogue", "bot.cli.derive", "storage.postgres"}


def test_a_module_that_nobody_imports_is_noticed() -> None:
    """In a tree of two, of which one imports neither."""
    assert unused({"bot/one.py": "from bot.two import x", "bot/two.py": "x = 1"}) == ["bot.one"]


def test_the_ground_floor_of_bot_is_small() -> None:
    """A new module goes into one of the rooms: language, messages, domain, arguments, dispatch, views, commands, cli."""
    assert len(list((ROOT / "bot").glob("*.py"))) <= GROUND_FLOOR


def test_no_module_hides_behind_a_package_of_its_name() -> None:
    """Of `teams.py` beside `teams/` only the package would ever be imported."""
    assert [] == [path for path in SOURCE if (ROOT / path.removesuffix(".py")).is_dir()]


@pytest.mark.parametrize("folder", ["adapters", "bot", "nudges", "storage"])
def test_nothing_private_is_imported_from_outside_its_package(folder: str) -> None:
    """A leading underscore says that only the package itself may use it."""
    paths = [path for path in SOURCE if path.startswith(f"{folder}/")]
    assert [] == [found for path in paths for found in borrowed(module_of(path), tree_of(path))]


@pytest.mark.parametrize("code", ["import bot.cli._x", "from bot.cli import _x", "from bot.cli._x.deep import y"])
def test_a_private_import_would_be_noticed(code: str) -> None:
    """In every spelling; inside the package it is allowed."""
    tree = ast.parse(code)
    assert 1 == len(borrowed("nudges.rule", tree))
    assert [] == borrowed("bot.cli.main", tree)


def test_every_class_name_occurs_once() -> None:
    """One word means one thing: two classes, or a class and a type alias, never share a name."""
    assert [] == named_twice({module_of(path): tree_of(path) for path in SOURCE})


def test_a_class_name_that_occurs_twice_is_noticed() -> None:
    """A nested class and a type alias count as well; constants and type variables do not."""
    first, second = ast.parse("class Line: pass\nX = 1\nT = 2\nURL = 3"), ast.parse("Line = str\nX = 1\nT = 2\nURL = 3")
    assert ["Line in a and b: rename one"] == named_twice({"a": first, "b": second})


def test_the_sources_are_read() -> None:
    """A check of nothing would always pass."""
    assert {"adapters", "bot", "nudges", "storage"} == {Path(path).parts[0] for path in SOURCE}
