"""What tests of several commands start from."""

from __future__ import annotations

import pytest

from storage.work import SqlStore
from tests.dialog import Dialog
from tests.migrated import memory_engine
from tests.nudges.house import SETUP, House, at


@pytest.fixture(name="desks")
def desks_fixture(talk: Dialog) -> Dialog:
    """A company with a desk that has a phone number, and one that has none."""
    assert talk.say("admin desk service phone 55 12 34 56", "chris").ok
    assert talk.say("admin desk accounting", "chris").ok
    return talk


@pytest.fixture(name="house")
async def house_fixture() -> House:
    """A company whose nudges are sent on paper; anna owns Acme."""
    engine = memory_engine()
    house = House(store=SqlStore(engine))
    for line in SETUP:
        assert (await house.say("chris", line, "2026-11-20T09:00")).ok
    await house.store.write(lambda work: work.accounts.add("Acme A/S", 2, at("2026-11-20T09:00")))
    return house
