"""Named statements: every one has a purpose, a name of its own and named parameters only."""

from __future__ import annotations

import re

import pytest

from storage.queries import FOLDER, HEADER, queries

NOUNS = sorted(path.stem for path in FOLDER.glob("*.sql"))
STATEMENTS = {f"{noun}.{name}": text for noun in NOUNS for name, text in vars(queries(noun)).items()}


@pytest.mark.parametrize("noun", NOUNS)
def test_every_statement_of_a_file_is_loaded(noun: str) -> None:
    """A name that stands twice would hide the first."""
    names = HEADER.findall((FOLDER / f"{noun}.sql").read_text(encoding="utf-8"))
    assert names == list(vars(queries(noun)))
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", sorted(STATEMENTS))
def test_a_statement_begins_with_its_purpose(name: str) -> None:
    """One comment line, a sentence."""
    first, second = STATEMENTS[name].splitlines()[:2]
    assert re.fullmatch(r"-- [A-Z].*[.](?: -- all tenants)?(?: -- beside others)?", first)
    assert re.match(r"SELECT|INSERT|UPDATE|DELETE|WITH|--", second)


@pytest.mark.parametrize("name", sorted(name for name in STATEMENTS if not name.startswith("personal_data.")))
def test_a_statement_spells_out_its_columns(name: str) -> None:
    """A column that a migration adds reaches nobody by accident; a person's copy has every column."""
    sql = "\n".join(line for line in STATEMENTS[name].splitlines() if not line.startswith("--"))
    assert not re.search(r"SELECT\s+(?:\w+\.)?\*|\bRETURNING \*", sql)
    assert "?" not in sql


def test_a_misspelt_statement_is_an_error() -> None:
    """Not an empty answer."""
    with pytest.raises(AttributeError, match="fnid"):
        _ = queries("accounts").fnid
