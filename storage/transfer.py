"""Moves a whole installation from one database to another, of either engine: every table, row by row compared."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from graphlib import TopologicalSorter

from bot.errors import StoreUnusable
from storage.engine import Engine
from storage.migrate import migrate, newest
from storage.sqlite import SqliteEngine
from storage.table_sums import RowCounter, TableSum, summed

OURS = "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> '_sqlite_migrations' ORDER BY name"
REFERENCES = 'SELECT DISTINCT "table" AS name FROM pragma_foreign_key_list(:table) WHERE "table" <> :table'


def transfer(source: Engine, target: Engine) -> list[TableSum]:
    """Copy everything into an empty database of the newest schema and return what each table holds.

    1. The source is held: whoever would log something meanwhile, and leave it behind, is refused until the end.
    2. It is read in one snapshot, and the target filled in one transaction.
    3. Before that is kept, every table of the target is read back: count and checksum must be those of the source.
    Raises StoreUnusable, and then nothing of it is kept.
    """
    check_schema(source)
    migrate(target)
    check_empty(target)
    with source.held() as still_held, target.filling() as filling:
        names, copied = table_names(), []
        for table in reversed(names):
            filling.clear(table)
        for table, rows in source.tables(names):
            counter = RowCounter(table)
            filling.put(table, counter.counted(rows))
            copied.append(counter.sum())
        for each in copied:
            if summed(each.table, filling.rows(each.table)) != each:
                raise StoreUnusable(f"The copy of table {each.table} is not what was read: nothing was moved.")
        still_held()
    return copied


def sums(source: Engine) -> list[TableSum]:
    """Return what each table holds that a transfer would copy; raises StoreUnusable for an older schema."""
    check_schema(source)
    return [summed(table, rows) for table, rows in source.tables(table_names())]


def check_schema(source: Engine) -> None:
    """Raise StoreUnusable unless a database has the newest schema, the one into which it is copied."""
    if source.applied() != newest():
        raise StoreUnusable("The database has not the newest schema yet: run snurr migrate first.")


def check_empty(target: Engine) -> None:
    """Raise StoreUnusable for a database that holds anything but what its migrations put in."""
    if not target.applied():
        return
    with closing(SqliteEngine(":memory:")) as fresh:
        migrate(fresh)
        made = {table: summed(table, rows) for table, rows in fresh.tables()}
    for table, rows in target.tables():
        if summed(table, rows) != made.get(table):
            raise StoreUnusable(f"The target holds rows already (table {table}): take an empty database.")


def table_names() -> Sequence[str]:
    """Return the tables of the newest schema, secret ones too, each behind those that it refers to."""
    with closing(SqliteEngine(":memory:")) as fresh:
        migrate(fresh)
        with fresh.scratch() as raw:
            names = [row["name"] for row in raw.execute(OURS).fetchall()]
            behind = {name: [row["name"] for row in raw.execute(REFERENCES, {"table": name})] for name in names}
    return list(TopologicalSorter(behind).static_order())
