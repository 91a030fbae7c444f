"""The connection of a transaction: bound to one company, whatever a statement is given."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from storage.connection import Connection, UnboundStatement
from storage.sqlite import SqliteEngine

SET = "INSERT INTO mark (tenant, name, value) VALUES (:tenant, :name, :value)"
ALL = "SELECT value FROM mark WHERE tenant = :tenant ORDER BY name"
CHANGE = "UPDATE mark SET value = :value WHERE tenant = :tenant"


@pytest.fixture(name="connections")
def connections_fixture(shared: SqliteEngine) -> Iterator[tuple[Connection, Connection]]:
    """Yield the connections of two companies in one transaction, which is rolled back in the end."""
    with shared.scratch() as raw:
        raw.execute("INSERT INTO tenant (id, name) VALUES (2, 'other')")
        yield Connection(raw, 1), Connection(raw, 2)


def test_every_row_is_the_companys_own(connections: tuple[Connection, Connection]) -> None:
    """Reading and changing."""
    ours, theirs = connections
    ours.change_rows(SET, name="a", value="ours")
    theirs.change_rows(SET, name="a", value="theirs")
    assert ["ours"] == [row["value"] for row in ours.rows(ALL)]
    assert 1 == ours.change_rows(CHANGE, value="changed")
    assert ["theirs"] == [row["value"] for row in theirs.rows(ALL)]


def test_a_value_never_takes_the_companys_place(connections: tuple[Connection, Connection]) -> None:
    """A caller who passes a tenant gets the rows of the connection's own."""
    ours, theirs = connections
    theirs.change_rows(SET, name="a", value="theirs")
    assert [] == ours.rows(ALL, tenant=2)


@pytest.mark.parametrize("method", ["rows", "row", "change_rows", "insert"])
def test_a_statement_without_the_company_is_refused(connections: tuple[Connection, Connection], method: str) -> None:
    """Before it is sent, by every method; the error shows its first line alone."""
    with pytest.raises(UnboundStatement, match=r"^DELETE FROM mark$"):
        getattr(connections[0], method)("DELETE FROM mark\nWHERE name = :name", name="a")


def test_a_statement_for_all_companies_says_so(connections: tuple[Connection, Connection]) -> None:
    """In a comment that a reader sees."""
    ours, theirs = connections
    theirs.change_rows(SET, name="a", value="theirs")
    assert ["theirs"] == [row["value"] for row in ours.rows("SELECT value FROM mark -- all tenants")]


def test_no_row_is_none(connections: tuple[Connection, Connection]) -> None:
    """And an empty list of rows; a change that meets nothing changes none."""
    ours, _ = connections
    assert ours.row(ALL) is None
    assert [] == ours.rows(ALL)
    assert 0 == ours.change_rows(CHANGE, value="x")


def test_an_insert_returns_the_new_id(connections: tuple[Connection, Connection]) -> None:
    """As the statement returns it."""
    ours, _ = connections
    first, second = (
        ours.insert("INSERT INTO import_run (tenant, at) VALUES (:tenant, '') RETURNING id") for _ in range(2)
    )
    assert second > first > 0
