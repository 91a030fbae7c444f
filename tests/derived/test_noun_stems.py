"""One stem for a noun: its rules, its storage, its SQL and its tests have the same name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_type_hints

import pytest

from bot.domain.work import Work

ROOT = Path(__file__).parents[2]
STORED = sorted(name for name, member in vars(Work).items() if isinstance(member, property))
"""The nouns that one transaction reaches."""
NOUNS = sorted(path.stem for path in (ROOT / "bot/domain").glob("*.py") if path.stem != "__init__")
SHARED_SQL = {"details": "entries", "projections": "entries", "account_changes": "projections"}
"""Modules that read another noun's statements beside their own: what an entry says, and what follows from it, or moves."""


def _places(noun: str, *, stored: bool) -> tuple[str, ...]:
    """Return the files that a noun must have."""
    always = (f"bot/domain/{noun}.py", f"tests/domain/test_{noun}.py")
    return (*always, f"storage/{noun}.py", f"storage/sql/{noun}.sql") if stored else always


def _missing(root: Path, noun: str, *, stored: bool) -> list[str]:
    return [place for place in _places(noun, stored=stored) if not (root / place).exists()]


def _loaded(path: Path) -> Iterator[str]:
    """Yield the nouns whose statements a module loads."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "queries" and node.args:
            yield ast.literal_eval(node.args[0])


@pytest.mark.parametrize("noun", STORED)
def test_a_stored_noun_has_rules_storage_sql_and_tests_of_its_name(noun: str) -> None:
    """Whoever looks for the SQL of promises opens promises.sql."""
    assert [] == _missing(ROOT, noun, stored=True)


@pytest.mark.parametrize("noun", NOUNS)
def test_a_module_of_the_domain_has_tests_of_its_name(noun: str) -> None:
    """Stored or not."""
    assert [] == _missing(ROOT, noun, stored=False)


def test_tests_of_the_domain_belong_to_a_module_of_the_domain() -> None:
    """A noun that was renamed takes its tests along."""
    tested = {path.stem.removeprefix("test_") for path in (ROOT / "tests/domain").glob("test_*.py")}
    assert set() == tested - set(NOUNS)


def test_a_noun_without_a_file_would_be_noticed(tmp_path: Path) -> None:
    """Each of the four by its name."""
    places = _places("plates", stored=True)
    for place in places:
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).touch()
    assert [] == _missing(tmp_path, "plates", stored=True)
    for place in places:
        (tmp_path / place).unlink()
        assert [place] == _missing(tmp_path, "plates", stored=True)
        (tmp_path / place).touch()


@pytest.mark.parametrize("noun", STORED)
def test_a_repository_is_declared_and_kept_under_its_noun(noun: str) -> None:
    """Its protocol stands in the domain's file, its class alone in the storage's."""
    protocol = get_type_hints(vars(Work)[noun].fget)["return"]
    assert f"bot.domain.{noun}" == protocol.__module__
    classes = re.findall(r"^class (Sql\w+)", (ROOT / f"storage/{noun}.py").read_text(encoding="utf-8"), re.MULTILINE)
    assert [f"Sql{protocol.__name__}"] == classes


@pytest.mark.parametrize("path", sorted((ROOT / "storage").glob("*.py")), ids=lambda path: path.stem)
def test_a_module_of_the_storage_loads_the_statements_of_its_name(path: Path) -> None:
    """And of no other noun, but for those that belong to the entries."""
    assert set() == set(_loaded(path)) - {path.stem, SHARED_SQL.get(path.stem, "")}


def test_every_file_of_statements_is_loaded() -> None:
    """By the module of its name."""
    files = {path.stem for path in (ROOT / "storage/sql").glob("*.sql")}
    loaded = {noun for path in (ROOT / "storage").glob("*.py") for noun in _loaded(path) if noun == path.stem}
    assert files == loaded
