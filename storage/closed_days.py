"""Closed days in SQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bot.domain.closed_days import ClosedDay
from bot.language.names import clean_name
from storage.columns import day_of
from storage.connection import Connection, Row, Value
from storage.queries import queries
from storage.wakeups import SqlWakeUps

SQL = queries("closed_days")


ALL: tuple[str, dict[str, Value]] = (SQL.all, {})
"""The question for every day on the list."""


def closed_days(db: Connection) -> tuple[ClosedDay, ...]:
    """Return the days on the list, the first one first."""
    return db.kept(("closed",), lambda: tuple(_closed_day(row) for row in db.rows(SQL.all)))


class SqlClosedDays:
    """The closed days of one company; each change wakes everybody, as it moves what is due."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def all(self) -> Sequence[ClosedDay]:
        """Return the days on the list, the first one first."""
        return closed_days(self._db)

    def of_ids(self, ids: Iterable[int]) -> Sequence[ClosedDay]:
        """Return days by their ids, removed ones too; those that there never were are left out."""
        rows = (self._db.row(SQL.get, id=id) for id in ids)
        return [_closed_day(row) for row in rows if row]

    def add(self, day: date, name: str, *, half: bool) -> ClosedDay:
        """Add a day; raises the driver's IntegrityError for one that is on the list."""
        name = clean_name(name)
        made = self._db.insert(SQL.add, day=day.isoformat(), name=name, half=int(half))
        SqlWakeUps(self._db).wake_all()
        return ClosedDay(id=made, day=day, name=name, half=half)

    def remove(self, ids: Iterable[int]) -> None:
        """Take days off the list."""
        self._each(SQL.remove, ids)

    def restore(self, ids: Iterable[int]) -> None:
        """Put days back on the list; one that is there under another id is left alone."""
        self._each(SQL.restore, ids)

    def _each(self, statement: str, ids: Iterable[int]) -> None:
        for id in ids:
            self._db.change(statement, id=id)
        SqlWakeUps(self._db).wake_all()


def _closed_day(row: Row) -> ClosedDay:
    return ClosedDay(id=row["id"], day=day_of(row["day"]), name=row["name"], half=bool(row["half"]))
