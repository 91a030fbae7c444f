"""Fixtures of the ways in for programs."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage.people import Defaults
from storage.work import SqlStore
from tests.migrated import memory_engine
from tests.programs.bench import House, house
from tests.programs.event_bench import HERE, SECOND, Company


@pytest.fixture(name="house")
async def house_fixture() -> AsyncIterator[House]:
    """A company that assistants can reach."""
    async with house() as made:
        yield made


@pytest.fixture(name="firm")
async def firm_fixture() -> AsyncIterator[Company]:
    """The companies in memory."""
    firm = Company(SqlStore(memory_engine(), Defaults(webhook_hosts=HERE)))
    await firm.store.engine.write(lambda db: db._raw.execute("INSERT INTO tenant (id, name) VALUES (2, 'other')"), 1)  # type: ignore[arg-type]
    for tenant in (1, SECOND):
        await firm.set_up(tenant)
    yield firm
    await firm.sender.post.close()
    firm.store.close()
