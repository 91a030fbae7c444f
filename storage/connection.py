"""One transaction's connection, bound to one company: every statement names its tenant or is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

Value = str | int | float | None
ALL_TENANTS = "-- all tenants"
"""Marks the few statements that serve the whole process, such as the next due instant."""


class Row(Protocol):
    """A row whose columns are read by name."""

    def __getitem__(self, column: str) -> Any: ...
    def keys(self) -> Sequence[str]: ...


class Cursor(Protocol):
    """What a statement gave."""

    @property
    def rowcount(self) -> int: ...
    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...


class RawConnection(Protocol):
    """An engine's own connection: portable SQL with named parameters in, rows out."""

    def execute(self, sql: str, values: Mapping[str, Value] = ..., /) -> Cursor: ...


class UnboundStatement(Exception):
    """A statement that does not say whose rows it means."""


class Connection:
    """Runs named statements with named parameters for one tenant."""

    def __init__(self, raw: RawConnection, tenant: int) -> None:
        self._raw = raw
        self.tenant = tenant

    def _execute(self, sql: str, values: dict[str, Value]) -> Cursor:
        if ":tenant" not in sql and ALL_TENANTS not in sql:
            raise UnboundStatement(sql.splitlines()[0])
        return self._raw.execute(sql, {**values, "tenant": self.tenant})

    def rows(self, sql: str, **values: Value) -> list[Row]:
        """Return all rows."""
        return self._execute(sql, values).fetchall()

    def row(self, sql: str, **values: Value) -> Row | None:
        """Return the first row, if any."""
        found: Row | None = self._execute(sql, values).fetchone()
        return found

    def execute(self, sql: str, **values: Value) -> int:
        """Carry out a change and return how many rows it touched."""
        return self._execute(sql, values).rowcount

    def insert(self, sql: str, **values: Value) -> int:
        """Carry out an `INSERT … RETURNING id` and return the id."""
        return int(self._execute(sql, values).fetchone()["id"])
