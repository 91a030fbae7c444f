"""`snurr status --events`: how the events of each receiver fare, on the machine."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.main import cli
from bot.domain.work import Work
from bot.settings import load
from storage.configured import open_store
from tests.dialog import TUESDAY


@pytest.mark.parametrize("is_told", [True, False])
def test_each_receiver_is_an_object_of_its_own(tmp_path: Path, is_told: bool) -> None:
    """By its host alone, with a sentence where there is none; the days of nudges stay what scripts know."""
    env = {"DATABASE_URL": f"sqlite:///{tmp_path / 'snurr.db'}", "SNURR_CONFIG": str(tmp_path / "none.toml")}
    store = open_store(load(env))

    def add(work: Work) -> None:
        work.webhooks.plan_test(work.webhooks.add("https://crm.example.com/s3cret", TUESDAY), TUESDAY)

    if is_told:
        asyncio.run(store.write(add))
    store.close()
    runner = CliRunner(env=env)
    plain = runner.invoke(cli, ["status", "--events", "--json"])
    assert 0 == plain.exit_code
    row = {"host": "crm.example.com", "state": "on", "queued": 1, "delivered": 0, "given_up": 0}
    assert ([row] if is_told else []) == [json.loads(line) for line in plain.stdout.splitlines()]
    shown = runner.invoke(cli, ["status", "--events"]).stdout
    assert ("crm.example.com" if is_told else "No program gets events") in shown
    assert "s3cret" not in shown
    assert "" == runner.invoke(cli, ["status", "--json"]).stdout
