"""An export holds one company, and says so where a database has several."""

from __future__ import annotations

import asyncio
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.cli.company import chosen_company
from bot.cli.main import cli
from bot.domain.work import Work
from bot.errors import ConfigError
from storage.export import company_of
from storage.migrate import migrate
from storage.sqlite import TABLES, SqliteEngine
from storage.work import SqlStore
from tests.dialog import TUESDAY, Dialog
from tests.migrated import memory_engine

Snurr = Callable[..., Result]


@pytest.fixture(name="snurr")
def snurr_fixture(tmp_path: Path) -> Snurr:
    """Runs a command on a database of its own."""
    env = {"DATABASE_URL": f"sqlite:///{tmp_path / 'snurr.db'}", "SNURR_CONFIG": str(tmp_path / "none.toml")}
    return lambda *words: CliRunner().invoke(cli, words, env=env)


def log_call(work: Work, number: int) -> None:
    """Log a call to a customer, with a note."""
    work.accounts.add(f"Kunde{number}", None, TUESDAY)
    assert Dialog(work=work).say(f"call Kunde{number} vm note{number}").stored


def fill(path: Path, companies: int) -> None:
    """Let workspaces install Snurr, and somebody in each log a call with a note that names the company."""

    async def run() -> None:
        engine = SqliteEngine(path)
        migrate(engine)
        store = SqlStore(engine)
        for number in range(1, companies + 1):
            if number > 1:
                await store.write(lambda work, name=f"T{number}": work.installations.save("slack", name, "s", TUESDAY))  # type: ignore[misc]
            await store.write(lambda work, number=number: log_call(work, number), number)  # type: ignore[misc]
        store.close()

    asyncio.run(run())


def contents(file: Path) -> dict[str, list[dict[str, object]]]:
    """Return the rows of an export, by table."""
    with zipfile.ZipFile(file) as archive:
        names = [name for name in archive.namelist() if name.endswith(".jsonl")]
        return {name: [json.loads(line) for line in archive.read(name).decode().splitlines()] for name in names}


@pytest.mark.parametrize("tenant", [1, 2, 3])
def test_an_export_of_one_company_holds_nothing_of_another(snurr: Snurr, tmp_path: Path, tenant: int) -> None:
    """No row, no word and no token of the others, in any table; all of its own."""
    fill(tmp_path / "snurr.db", 3)
    assert snurr("export", str(tmp_path / "one.zip"), "--tenant", str(tenant)).exit_code == 0
    found = contents(tmp_path / "one.zip")
    assert {tenant} == {company_of(name.removesuffix(".jsonl"), row) for name, rows in found.items() for row in rows}  # type: ignore[arg-type]
    text = json.dumps(found)
    assert [f"note{tenant}"] == [f"note{n}" for n in (1, 2, 3) if f"note{n}" in text]
    assert {"call.jsonl", "account.jsonl", "person.jsonl", "tenant.jsonl"} <= {
        name for name, rows in found.items() if rows
    }


def test_of_several_companies_the_command_asks_for_one(snurr: Snurr, tmp_path: Path) -> None:
    """One sentence that names them; nothing is written."""
    fill(tmp_path / "snurr.db", 2)
    refused = snurr("export", str(tmp_path / "all.zip")).exception
    assert isinstance(refused, ConfigError)
    assert "add --tenant with one of 1 (default), 2 (slack:T2)" in str(refused)
    assert not (tmp_path / "all.zip").exists()


def test_a_company_that_is_not_there_is_refused(snurr: Snurr, tmp_path: Path) -> None:
    """The sentence names those that are."""
    fill(tmp_path / "snurr.db", 1)
    refused = snurr("export", str(tmp_path / "none.zip"), "--tenant", "7").exception
    assert "There is no company 7 in this database; there is 1 (default)." == str(refused)
    assert not (tmp_path / "none.zip").exists()


def test_the_only_company_needs_no_number(snurr: Snurr, tmp_path: Path) -> None:
    """A database that one company uses is exported whole."""
    fill(tmp_path / "snurr.db", 1)
    assert snurr("export", str(tmp_path / "all.zip")).exit_code == 0
    assert ["Kunde1"] == [row["name"] for row in contents(tmp_path / "all.zip")["account.jsonl"]]


@pytest.mark.parametrize(
    ("companies", "tenant", "chosen"), [({}, "", None), ({2: "x"}, "", None), ({1: "a", 2: "b"}, "2", 2)]
)
def test_which_company_is_meant(companies: dict[int, str], tenant: str, chosen: int | None) -> None:
    """None is every row there is, where that is no more than one company's."""
    assert chosen == chosen_company(companies, tenant)


def test_every_table_says_whose_its_rows_are() -> None:
    """A new table without a company would be an error at the first export, not a leak."""
    engine = memory_engine()
    with engine.scratch() as raw:
        tables = [row["name"] for row in raw.execute(TABLES)]
        columns = {table: {row["name"] for row in raw.execute(f"PRAGMA table_info({table})")} for table in tables}
    engine.close()
    assert ["tenant"] == [table for table, names in columns.items() if "tenant" not in names]
