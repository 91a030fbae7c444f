"""What was read of a company's set-up (people, addresses, days off, teams, touchpoints, names of customers and what
one of them alone may have) and stands until it changes.

Lines change the log thousands of times between two changes of the set-up, so it is read once and kept:

1. A transaction begins with the database's version, which moves when another connection has stored anything: then all
   that is kept goes. Until its end nobody else can store anything.
2. A statement that changes the set-up lets all go. To the end of its transaction, which may yet be taken back, nothing
   is kept and everything is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TypeVar, cast

from storage.connection import Connection, Cursor, RawConnection, Value

T = TypeVar("T")
KEPT = 5000
"""People, addresses and so on that are kept at most."""
TABLES = "person|address|leave|closed_day|team|touchpoint|account_name|exclusivity"
# Wake-up times change with every line, and are read by the planner alone. What a customer alone may have ends with its
# entry, and goes with it to another customer or person.
CHANGES = re.compile(
    rf"\b(?:INSERT INTO|UPDATE|DELETE FROM) (?:{TABLES})\b(?! SET wake = )"
    r"|\bUPDATE entry SET (?:live|account|person)\b|\bDELETE FROM entry\b"
)


@cache
def changes_set_up(sql: str) -> bool:
    """Whether a change is one of the set-up; cached, as statements are constants."""
    return CHANGES.search(sql) is not None


class SetUpCache:
    """What is kept for the transactions of one connection, which come one after another."""

    def __init__(self) -> None:
        self._held: dict[object, object] = {}
        self._version = -1
        self._changed = False

    def begin(self, version: int) -> None:
        """Begin a transaction that finds the database at a version."""
        if version != self._version:
            self._held.clear()
        self._version, self._changed = version, False

    def change(self) -> None:
        """Note that the transaction changes the set-up."""
        self._held.clear()
        self._changed = True

    def holds(self, key: object) -> bool:
        """Whether `get` returns what was returned before."""
        return not self._changed and key in self._held

    def get(self, key: object, read: Callable[[], T]) -> T:
        """Return what `read` returns, or returned before."""
        if self._changed:
            return read()
        if key not in self._held:
            found = read()
            if len(self._held) >= KEPT:
                self._held.clear()
            self._held[key] = found
        return cast(T, self._held[key])


class CachingConnection(Connection):
    """A transaction's connection that reads the set-up once, however many transactions ask for it."""

    def __init__(self, raw: RawConnection, tenant: int, cache: SetUpCache, shred: Callable[[], None]) -> None:
        super().__init__(raw, tenant)
        self._cache = cache
        self._shred = shred

    def kept(self, key: object, read: Callable[[], T]) -> T:
        """Return what `read` returns of the set-up, or returned to an earlier transaction."""
        return self._cache.get((self.tenant, key), read)

    def keeps(self, key: object) -> bool:
        """Whether `kept` would return what was read before."""
        return self._cache.holds((self.tenant, key))

    def shred(self) -> None:
        """Leave nothing of what the transaction deletes in the write-ahead log, once it is committed."""
        self._shred()

    def _change(self, sql: str, values: dict[str, Value]) -> Cursor:
        if changes_set_up(sql):
            self._cache.change()
        return super()._change(sql, values)
