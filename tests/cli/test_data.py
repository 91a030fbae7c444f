"""The operator's undo of an import: in portions, and gone on with where it broke off."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

import pytest

from bot.cli import data
from bot.cli.data import imported, undone
from bot.clock import FrozenClock
from bot.domain.imports import ImportRow
from bot.domain.work import Work
from bot.errors import ConfigError, StoreBusy
from storage.work import SqlStore
from tests.dialog import TUESDAY
from tests.migrated import memory_engine

T = TypeVar("T")
CLOCK = FrozenClock(TUESDAY)
ROWS = [ImportRow(name=f"Firm{number}", value=number) for number in range(7)]


class Breaking(SqlStore):
    """A store that refuses a write once so many were stored."""

    left = 99

    async def write(self, fn: Callable[[Work], T], tenant: int = 1) -> T:
        """Store, or refuse."""
        self.left -= 1
        if self.left < 0:
            raise StoreBusy("busy")
        return await super().write(fn, tenant)


@pytest.fixture(name="store")
def store_fixture(monkeypatch: pytest.MonkeyPatch) -> Breaking:
    """A company whose imports are undone two changes at a time."""
    monkeypatch.setattr(data, "UNDO_STEP", 2)
    return Breaking(memory_engine())


async def test_an_undo_that_breaks_off_is_gone_on_with(store: Breaking) -> None:
    """The portions that were stored stay; the second try takes back the rest, and a third has nothing to do."""
    number = (await store.write(lambda work: imported(work, ROWS, CLOCK, apply=True)))["number"]
    assert isinstance(number, int)
    store.left = 2
    with pytest.raises(StoreBusy):
        await undone(store, number, CLOCK, 1)
    assert ["firm0", "firm1", "firm2"] == sorted(await store.read(lambda work: work.accounts.ids_by_key()))
    store.left = 99
    assert {"undone": 3, "number": number} == await undone(store, number, CLOCK, 1)
    assert {} == await store.read(lambda work: work.accounts.ids_by_key())
    with pytest.raises(ConfigError, match="no import"):
        await undone(store, number, CLOCK, 1)


async def test_lines_are_stored_between_the_portions(store: Breaking) -> None:
    """Nobody who writes waits for the whole undo."""
    number = (await store.write(lambda work: imported(work, ROWS, CLOCK, apply=True)))["number"]
    assert isinstance(number, int)
    going = asyncio.ensure_future(undone(store, number, CLOCK, 1))
    await asyncio.sleep(0)
    await store.write(lambda work: work.accounts.add("Meanwhile", None, TUESDAY))
    assert not going.done()
    await going
    assert ["meanwhile"] == list(await store.read(lambda work: work.accounts.ids_by_key()))


async def test_an_import_that_changed_nothing_is_undone(store: Breaking) -> None:
    """Once, as any other."""
    number = (await store.write(lambda work: imported(work, [], CLOCK, apply=True)))["number"]
    assert isinstance(number, int)
    assert {"undone": 0, "number": number} == await undone(store, number, CLOCK, 1)
    with pytest.raises(ConfigError, match="no import"):
        await undone(store, number, CLOCK, 1)
