"""A database on PostgreSQL that cannot hold every name is refused in a sentence, before anything is stored in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import psycopg
import pytest

from bot.errors import StoreUnusable
from storage.migrate import migrate
from storage.postgres import PostgresEngine
from tests.postgres import database, server


@pytest.fixture(name="address", params=["SQL_ASCII", "LATIN1"])
def address_fixture(request: pytest.FixtureRequest) -> Iterator[str]:
    """A database in another encoding, as a server makes it that was set up without a locale."""
    name = f"snurr{os.getpid()}_{request.param.lower()}"
    with psycopg.connect(server(), autocommit=True) as link:
        made = f"CREATE DATABASE {name} ENCODING '{request.param}' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
        link.execute(made.encode())
        yield urlsplit(server())._replace(path=f"/{name}").geturl()
        link.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def test_a_database_in_another_encoding_is_refused(address: str) -> None:
    """It would give bytes for text, or refuse a Polish name; the sentence says what to make instead."""
    with pytest.raises(StoreUnusable, match="ENCODING 'UTF8'"):
        PostgresEngine(address)


def test_an_environment_that_names_another_encoding_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """PGCLIENTENCODING is of the driver's other programs."""
    monkeypatch.setenv("PGCLIENTENCODING", "LATIN1")
    with database() as address:
        engine = PostgresEngine(address)
        migrate(engine)
        with engine.scratch() as link:
            assert link.execute("SELECT CAST(:name AS TEXT) AS name", {"name": "Wisła"}).fetchall() == [
                {"name": "Wisła"}
            ]
        engine.close()
