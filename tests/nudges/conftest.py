"""A house in Oslo."""

from __future__ import annotations

import pytest

from storage.work import SqlStore
from tests.migrated import memory_engine
from tests.nudges.house import SETUP, House, at


@pytest.fixture(name="house")
async def house_fixture() -> House:
    """anna and bo sell, chris manages them, all in Oslo; anna owns Acme."""
    engine = memory_engine()
    house = House(store=SqlStore(engine))
    for line in SETUP:
        assert (await house.say("chris", line, "2026-11-20T09:00")).ok
    await house.store.write(lambda work: work.accounts.add("Acme A/S", 2, at("2026-11-20T09:00")))
    return house
