"""Lists of named things in SQL: their names, and what is gone from them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.language.names import fold
from storage.connection import Connection


@dataclass(frozen=True, kw_only=True)
class Statements:
    """The statements of one list."""

    taken: str
    rename: str
    remove: str


class SqlNamedList:
    """What teams, touchpoints and desks share."""

    statements: Statements

    def __init__(self, db: Connection) -> None:
        self._db = db

    def taken(self, name: str) -> int | None:
        """Return what has, or had, a name."""
        row = self._db.row(self.statements.taken, key=fold(name))
        return row["id"] if row else None

    def rename(self, thing: int, name: str) -> None:
        """Call it something else."""
        self._db.execute(self.statements.rename, thing=thing, name=name, key=fold(name))
        self._forget()

    def remove(self, thing: int, *, gone: bool = True) -> None:
        """Take it off the list, or put it back."""
        self._db.execute(self.statements.remove, thing=thing, gone=int(gone))
        self._forget()

    def _forget(self) -> None:
        """Forget what was read of a list that has changed."""
