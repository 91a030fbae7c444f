"""An operator of several companies names the one that a command is about; without a name it is the first one."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.cli.company import named
from bot.cli.main import cli
from bot.errors import ConfigError
from storage.migrate import migrate
from storage.sqlite import SqliteEngine
from storage.work import SqlStore
from tests.dialog import TUESDAY

Snurr = Callable[..., Result]
AT = ("--at", "2026-11-24T09:00+01:00")
COMPANIES = {1: "default", 2: "slack:T2", 3: "slack:T3"}


@pytest.fixture(name="snurr")
def snurr_fixture(tmp_path: Path) -> Snurr:
    """Runs a command on a database in which two workspaces installed Snurr beside the first company."""

    async def install() -> None:
        engine = SqliteEngine(tmp_path / "snurr.db")
        migrate(engine)
        store = SqlStore(engine)
        for name in ("T2", "T3"):
            await store.write(lambda work, name=name: work.installations.save("slack", name, "sealed", TUESDAY))  # type: ignore[misc]
        store.close()

    asyncio.run(install())
    env = {"DATABASE_URL": f"sqlite:///{tmp_path / 'snurr.db'}", "SNURR_CONFIG": str(tmp_path / "none.toml")}
    return lambda *words, typed="": CliRunner().invoke(cli, words, env=env, input=typed)


def says(snurr: Snurr, line: str, *tenant: str) -> bool:
    """Say a line as anna and return whether it was understood."""
    answer = json.loads(snurr("say", line, "--as", "anna", "--json", *AT, *tenant).stdout)
    return bool(answer["ok"])


def test_a_line_is_said_in_the_company_that_is_named(snurr: Snurr) -> None:
    """Her call counts there, and in no other company."""
    found = snurr("say", "call - vm", "--as", "anna", "--json", *AT, "--tenant", "T2")
    assert json.loads(found.stdout)["stored"] == ["C1"]
    for other in ((), ("--tenant", "3")):
        today = json.loads(snurr("say", "today", "--as", "anna", "--json", *AT, *other).stdout)
        assert today["figures"]["calls"] == 0
    today = json.loads(snurr("say", "today", "--as", "anna", "--json", *AT, "--tenant", "slack:T2").stdout)
    assert today["figures"]["calls"] == 1


def test_a_button_is_pressed_in_the_company_that_is_named(snurr: Snurr) -> None:
    """What `> LABEL` creates belongs to it too."""
    snurr("say", "--as", "anna", *AT, "--tenant", "2", typed='call Volund vm\n> Create "Volund"\n')
    assert says(snurr, "call Volund vm", "--tenant", "2")
    assert not says(snurr, "call Volund vm", "--tenant", "3")


def test_an_import_goes_into_the_company_that_is_named_and_is_undone_there(snurr: Snurr, tmp_path: Path) -> None:
    """Neither the rows nor the number of the import are another's."""
    file = tmp_path / "accounts.csv"
    file.write_text("name\nVolund\n", encoding="utf-8")
    number = str(json.loads(snurr("import", str(file), "--apply", "--json", "--tenant", "2").stdout)["number"])
    assert json.loads(snurr("import", str(file), "--json", "--tenant", "3").stdout)["new"] == 1
    assert json.loads(snurr("import", str(file), "--json", "--tenant", "2").stdout)["unchanged"] == 1
    assert isinstance(snurr("import", "--undo", number, "--tenant", "3").exception, ConfigError)
    assert snurr("import", "--undo", number, "--tenant", "2").exit_code == 0


def test_nudges_are_previewed_sent_and_counted_for_the_company_that_is_named(snurr: Snurr) -> None:
    """Its seller stands in no other company's list."""
    assert says(snurr, "today", "--tenant", "2")
    day = ("--on", "2026-11-25")
    sent = ("--at", "2026-11-25T08:45+01:00")
    shown = {
        tenant: [
            snurr("preview", *day, "--tenant", tenant).stdout,
            snurr("tick", *sent, "--tenant", tenant).stdout,
            snurr("status", "--tenant", tenant).stdout,
        ]
        for tenant in ("2", "3")
    }
    assert [True] * 3 == ["anna" in text for text in shown["2"]]
    assert [False] * 3 == ["anna" in text for text in shown["3"]]


@pytest.mark.parametrize("words", [("say", "today"), ("tick",), ("status",), ("preview",), ("import", "--undo", "1")])
@pytest.mark.parametrize("tenant", ["7", "T9", "-1", "0", "9" * 40, "1 or 1=1", "\x1b[2J"])
def test_a_company_that_is_not_there_is_refused(snurr: Snurr, words: tuple[str, ...], tenant: str) -> None:
    """One sentence that names those that are; nothing is done."""
    refused = snurr(*words, "--tenant", tenant).exception
    assert isinstance(refused, ConfigError)
    assert str(refused).startswith("There is no company ")
    assert "1 (default), 2 (slack:T2), 3 (slack:T3)" in str(refused)


@pytest.mark.parametrize(("wanted", "number"), [("2", 2), (" 3 ", 3), ("default", 1), ("SLACK:t2", 2), ("t3", 3)])
def test_a_company_is_named_by_number_or_name(wanted: str, number: int) -> None:
    """A workspace by its id, with its platform or without."""
    assert number == named(COMPANIES, wanted)


def test_a_name_of_two_companies_is_refused() -> None:
    """A workspace and a tenant of one name are told apart by number."""
    with pytest.raises(ConfigError, match="more than one company"):
        named({2: "slack:T2", 3: "teams:T2"}, "T2")
