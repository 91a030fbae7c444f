"""A transaction's connection for one company: every statement binds `:tenant`, or is refused before it is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
Value = str | int | float | None
TableRow = dict[str, Value]
"""A whole row of a table, by the names of its columns."""
ALL_TENANTS = "-- all tenants"
"""The comment by which a statement says that it reads across companies, such as the next due instant."""
BESIDE = "-- beside others"
"""The comment by which a change says that it may run beside other writers of the company, as `Engine.write` says."""


class Row(Protocol):
    """A result row; columns are read by name."""

    def __getitem__(self, column: str) -> Any: ...
    def keys(self) -> Sequence[str]: ...


class Cursor(Protocol):
    """The result of a statement."""

    @property
    def rowcount(self) -> int: ...
    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...


class RawConnection(Protocol):
    """A driver's connection that takes portable SQL with named parameters."""

    def execute(self, sql: str, values: Mapping[str, Value] = ..., /) -> Cursor: ...


class UnboundStatement(Exception):
    """A statement that neither binds `:tenant` nor says that it is for all of them."""


class Connection:
    """Executes statements for one tenant; raises UnboundStatement for one that does not name it."""

    def __init__(self, raw: RawConnection, tenant: int) -> None:
        self._raw = raw
        self.tenant = tenant
        self.via = ""
        """By what came what the transaction logs and records; "" for a person's own line."""
        self.changes = 0
        """How many changes were asked for since the beginning."""
        self.name_changes = 0
        """How often names of accounts changed since the beginning: what was looked up before is not used any more."""
        self.made: list[tuple[str, int]] = []
        """What a line put on a list that has logged nothing yet: the statement that notes its entry, and the item."""

    def bound(self, sql: str, values: dict[str, Value]) -> dict[str, Value]:
        """Return the values of a statement, which get its tenant; raises UnboundStatement."""
        # By the text, before it is sent: a forgotten condition would show one company the rows of another.
        if ":tenant" not in sql and ALL_TENANTS not in sql:
            raise UnboundStatement(sql.splitlines()[0])
        values["tenant"] = self.tenant
        return values

    def _change(self, sql: str, values: dict[str, Value]) -> Cursor:
        """Execute a change; every one but what PostgreSQL lets wait passes here."""
        self.changes += 1
        return self._raw.execute(sql, self.bound(sql, values))

    def rows(self, sql: str, **values: Value) -> list[Row]:
        """Return all rows of a query."""
        return self._raw.execute(sql, self.bound(sql, values)).fetchall()

    def row(self, sql: str, **values: Value) -> Row | None:
        """Return the first row of a query, None when there is none."""
        found: Row | None = self._raw.execute(sql, self.bound(sql, values)).fetchone()
        return found

    def change_rows(self, sql: str, **values: Value) -> int:
        """Execute a change and return how many rows it touched."""
        return self._change(sql, values).rowcount

    def change(self, sql: str, **values: Value) -> None:
        """Execute a change whose effect nobody asks about; it may travel with the next statement."""
        self._change(sql, values)

    def ahead(self, *asked: tuple[str, dict[str, Value]]) -> None:
        """Say what will be asked soon: where a message costs time, the answers come with that to the next question."""

    def together(self, *asked: tuple[str, dict[str, Value]]) -> list[list[Row]]:
        """Return all rows of several queries, of which none rests on another; in one message, where that counts."""
        return [self.rows(sql, **values) for sql, values in asked]

    def kept(self, key: object, read: Callable[[], T]) -> T:
        """Return what `read` returns of the set-up; where it cannot have changed it may have been read before."""
        return read()

    def keeps(self, key: object) -> bool:
        """Whether `kept` would return what was read before."""
        return False

    def hold_log(self) -> None:
        """Let nobody else change the company's log until the end of the transaction, so that what is read stays so."""

    def shred(self) -> None:
        """Leave nothing of what the transaction deletes in a file beside the tables, once it is committed."""

    def change_row(self, sql: str, **values: Value) -> Row | None:
        """Execute a change of one row `… RETURNING …` and return the row, None when it touched none."""
        row: Row | None = self._change(sql, values).fetchone()
        return row

    def insert_row(self, sql: str, **values: Value) -> Row:
        """Execute an `INSERT … RETURNING …` and return the row."""
        row: Row = self._change(sql, values).fetchone()
        return row

    def insert(self, sql: str, **values: Value) -> int:
        """Execute an `INSERT … RETURNING id` and return the id."""
        return int(self.insert_row(sql, **values)["id"])
