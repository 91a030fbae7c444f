"""What a role may do, and how it is set up: one sentence that says what to do, and no acknowledged line at risk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from typer.testing import CliRunner

from bot.cli.main import cli
from bot.errors import StoreUnusable
from storage.migrate import migrate
from storage.postgres import PostgresEngine
from storage.url import without_password
from tests.postgres import database

ROLE = "snurr_tried"


def with_options(address: str, options: str) -> str:
    """Return an address with further settings of the session."""
    return f"{address}{quote(' ' + options)}"


def as_role(address: str) -> str:
    """Return an address of a role that may do nothing by itself."""
    return with_options(address, f"-c role={ROLE}")


@pytest.fixture(name="address")
def address_fixture() -> Iterator[str]:
    """An empty schema, and a role."""
    with database() as address:
        schema = address.rpartition("search_path%3D")[2]
        with psycopg.connect(address, autocommit=True) as link:
            link.execute(f"DROP ROLE IF EXISTS {ROLE}".encode())
            link.execute(f"CREATE ROLE {ROLE}".encode())
            link.execute(f"GRANT USAGE ON SCHEMA {schema} TO {ROLE}".encode())
        yield address
        with psycopg.connect(address, autocommit=True) as link:
            link.execute(f"DROP OWNED BY {ROLE}".encode())
            link.execute(f"DROP ROLE {ROLE}".encode())


@pytest.mark.parametrize(
    ("how", "says"),
    [
        (as_role, "GRANT USAGE, CREATE ON SCHEMA"),
        (lambda address: with_options(address, "-c search_path=nowhere"), "CREATE SCHEMA"),
        (lambda address: with_options(address, "-c default_transaction_read_only=on"), "can only be read"),
    ],
    ids=["no right", "no schema", "read-only"],
)
def test_a_start_that_cannot_make_its_tables_says_what_to_do(address: str, how: object, says: str) -> None:
    """One sentence, no traceback."""
    result = CliRunner().invoke(cli, ["migrate"], env={"DATABASE_URL": how(address), "SNURR_CONFIG": "/nowhere.toml"})  # type: ignore[operator]
    assert isinstance(result.exception, StoreUnusable)
    assert says in str(result.exception)


async def test_lines_are_flushed_whatever_the_role_says(address: str) -> None:
    """A role with synchronous_commit=off would lose what was acknowledged."""
    engine = PostgresEngine(with_options(address, "-c synchronous_commit=off"))
    migrate(engine)
    asked = "SELECT current_setting('synchronous_commit') AS how, :tenant AS tenant"
    assert "on" == await engine.write(lambda db: db.rows(asked)[0]["how"], 1)
    engine.close()
    engine = PostgresEngine(with_options(address, "-c synchronous_commit=local"))
    assert "local" == await engine.write(lambda db: db.rows(asked)[0]["how"], 1)
    engine.close()


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://me:p%40ss@host/db", "postgresql://me:…@host/db"),
        ("postgresql://me:p@ss@host:5432/db?x=1", "postgresql://me:…@host:5432/db?x=1"),
        ("postgresql://host/db?user=me&password=secret", "postgresql://host/db?user=me&password=…"),
        ("postgresql://host/db?pass%77ord=secret&x=1", "postgresql://host/db?pass%77ord=…&x=1"),
        ("postgresql://me:secret@[::1/db", "postgresql://me:…@[::1/db"),
        ("postgresql://h1:1,h2:2/db", "postgresql://h1:1,h2:2/db"),
        ("sqlite:///data/snurr.db", "sqlite:///data/snurr.db"),
    ],
)
def test_no_password_is_shown(url: str, shown: str) -> None:
    """Wherever it stands in the address, and where the address is none."""
    assert shown == without_password(url)


def test_an_address_with_odd_brackets_is_refused_in_one_sentence(tmp_path: Path) -> None:
    """By doctor and by whatever opens the database."""
    env = {"DATABASE_URL": "postgresql://me:secret@[::1/db", "SNURR_CONFIG": str(tmp_path / "none.toml")}
    for line in (["doctor"], ["status"]):
        result = CliRunner().invoke(cli, line, env=env)
        assert result.exit_code != 0
        assert not isinstance(result.exception, ValueError)
        assert "secret" not in result.output + str(result.exception)
