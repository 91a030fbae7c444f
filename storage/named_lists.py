"""Named lists in SQL: what teams, touchpoints and desks share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Generic, TypeVar

from bot.domain.named_lists import NamedItem
from bot.language.names import fold
from bot.records import record
from storage.columns import name_of
from storage.connection import Connection

ItemT = TypeVar("ItemT", bound=NamedItem)


@record(kw_only=True)
class Statements:
    """The statements of one list."""

    taken: str
    rename: str
    remove: str


@record(kw_only=True)
class LineStatements(Statements):
    """The statements of a list on which lines put items as well."""

    set_made: str
    made_in_vain: str


class SqlNamedList:
    """A list whose items are renamed and removed by id; a removed item keeps its row and its name."""

    statements: Statements

    def __init__(self, db: Connection) -> None:
        self._db = db

    def taken(self, name: str) -> int | None:
        """Return the id of the item of a name, one that was removed too; None when there never was one."""
        row = self._db.row(self.statements.taken, key=fold(name))
        return row["id"] if row else None

    def rename(self, item: int, name: str) -> None:
        """Rename an item; raises the driver's IntegrityError when the name is taken."""
        name = name_of(name)
        self._db.change(self.statements.rename, item=item, name=name, key=fold(name))
        self._forget()

    def remove(self, item: int, *, gone: bool = True) -> None:
        """Remove an item from the list, or restore it (`gone=False`)."""
        self._db.change(self.statements.remove, item=item, gone=int(gone))
        self._forget()

    def _forget(self) -> None:
        """Drop what a subclass keeps of the list; called after every change."""


class LineNamedList(SqlNamedList, ABC, Generic[ItemT]):
    """A list on which a line puts an item that it names first; the item goes with the line, if nobody else uses it."""

    statements: LineStatements

    @abstractmethod
    def by_name(self, name: str) -> ItemT | None:
        """Return the item of a name; None when it is not on the list."""

    @abstractmethod
    def save(self, name: str) -> ItemT:
        """Add an item, or restore one that was removed."""

    def make(self, name: str) -> ItemT:
        """Put an item on the list for a line that names it, unless it is there already."""
        known = self.by_name(name)
        if known is None:
            known = self.save(name)
            # The first entry that the transaction logs is of that line.
            self._db.made.append((self.statements.set_made, known.id))
        return known

    def made_in_vain(self, item: int, but: int = 0) -> bool:
        """Whether a line put an item on the list and nothing is logged about it since but under the number `but`."""
        return bool(self._db.rows(self.statements.made_in_vain, item=item, but=but))
