"""An import is stored in portions, beside others who write; broken off anywhere it is gone on with, nothing twice."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TypeVar

import pytest

from bot.cli import import_run
from bot.cli.import_run import FIRST, LEAST, MOST, PORTION_SECONDS, Importer, Pace
from bot.clock import FrozenClock
from bot.domain.import_rows import ImportRow
from bot.domain.work import Work
from bot.errors import ConfigError, StoreBusy, StoreFull, StoreInDoubt
from storage.work import SqlStore
from tests.dialog import TUESDAY
from tests.migrated import memory_engine

T = TypeVar("T")
CLOCK = FrozenClock(TUESDAY)
ROWS = [ImportRow(name=f"Firm{number}", value=number, line=number + 2) for number in range(7)]
ROWS[3] = ImportRow(name="Firm1", line=5)
NAMES = ["firm0", "firm1", "firm2", "firm4", "firm5", "firm6"]


class Breaking(SqlStore):
    """A store whose writes fail as a list says: None is stored, StoreInDoubt is stored and nobody hears of it."""

    faults: Sequence[type[Exception] | None] = ()

    async def write(self, fn: Callable[[Work], T], tenant: int = 1, beside: str | None = None) -> T:
        """Store, or refuse."""
        fault, *self.faults = [*self.faults] or [None]
        if fault and fault is not StoreInDoubt:
            raise fault("refused")
        stored = await super().write(fn, tenant, beside)
        if fault:
            raise fault("in doubt")
        return stored


@pytest.fixture(name="store")
def store_fixture(monkeypatch: pytest.MonkeyPatch) -> Breaking:
    """A company into which two rows go at a time."""
    monkeypatch.setattr(import_run, "FIRST", 2)
    monkeypatch.setattr(import_run, "LEAST", 2)
    monkeypatch.setattr(import_run, "MOST", 2)
    return Breaking(memory_engine())


async def _at_once(seconds: float) -> None:
    await asyncio.sleep(0)


def _importer(store: SqlStore) -> Importer:
    return Importer(store=store, tenant=1, clock=CLOCK, sleep=_at_once)


async def _imported(store: Breaking) -> tuple[int, int, dict[str, object]]:
    """Return the number of the import, the rows that were stored before, and what it did on the whole."""
    importer = _importer(store)
    begun = await importer.begin("a.csv", "digest", len(ROWS))
    return begun.number, begun.done, (await importer.store_rows(begun, ROWS)).plain()


async def _names(store: Breaking) -> list[str]:
    return sorted(await store.read(lambda work: work.accounts.ids_by_key()))


@pytest.mark.parametrize("stored", range(5))
async def test_an_import_that_breaks_off_is_gone_on_with(store: Breaking, stored: int) -> None:
    """After any number of portions: the second time ends it, and says what both did."""
    store.faults = [None] * stored + [StoreFull]
    with pytest.raises(StoreFull):
        await _imported(store)
    assert NAMES[: max(0, (0, 0, 2, 3, 5)[stored])] == await _names(store)
    number, before, told = await _imported(store)
    assert (1, (0, 0, 2, 4, 6)[stored], NAMES) == (number, before, await _names(store))
    assert (7, 6, 0, 1) == (told["rows"], told["new"], told["unchanged"], told["skipped"])
    number, before, told = await _imported(store)
    assert (2, 0, 6) == (number, before, told["unchanged"])


@pytest.mark.parametrize("fault", [StoreBusy, StoreInDoubt])
async def test_what_is_refused_or_in_doubt_is_tried_again(store: Breaking, fault: type[Exception]) -> None:
    """Others were faster, or the answer was lost: nothing is stored twice, and no row is left out."""
    store.faults = [fault, fault, None, fault, None, fault, fault]
    number, _, told = await _imported(store)
    assert (1, 6, NAMES) == (number, told["new"], await _names(store))
    store.faults = [fault, None, fault]
    await _importer(store).undo(number)
    assert [] == await _names(store)


async def test_who_is_never_let_in_says_so(store: Breaking) -> None:
    """At last."""
    store.faults = [StoreBusy] * 100
    with pytest.raises(StoreBusy):
        await _imported(store)


async def test_two_processes_import_one_file_once(store: Breaking) -> None:
    """Both end, and both say what was done on the whole."""
    done = await asyncio.gather(_imported(store), _imported(store))
    assert [1, 1] == [number for number, _, _ in done]
    assert [6, 6] == [told["new"] for _, _, told in done]
    assert NAMES == await _names(store)


async def test_an_undo_ends_an_import_that_still_runs(store: Breaking) -> None:
    """Nothing of it comes after."""
    importer = _importer(store)
    begun = await importer.begin("a.csv", "digest", len(ROWS))
    going = asyncio.ensure_future(importer.store_rows(begun, ROWS))
    await asyncio.sleep(0)
    await importer.undo(begun.number)
    with pytest.raises(ConfigError, match="is being taken back"):
        await going
    assert [] == await _names(store)


@pytest.mark.parametrize("stored", range(5))
@pytest.mark.parametrize("taken_back", range(3))
async def test_an_undo_that_breaks_off_is_gone_on_with(store: Breaking, stored: int, taken_back: int) -> None:
    """Of a half import too; a third has nothing to do."""
    store.faults = [None] * (stored + 1) + [StoreFull]
    if stored < 4:
        with pytest.raises(StoreFull):
            await _imported(store)
    else:
        store.faults = []
        await _imported(store)
    await store.write(lambda work: work.accounts.add("Meanwhile", None, TUESDAY))
    store.faults = [*[None] * taken_back, StoreFull]
    importer = _importer(store)
    try:
        await importer.undo(1)
    except StoreFull:
        store.faults = []
        await importer.undo(1)
    store.faults = []
    assert ["meanwhile"] == await _names(store)
    for number in (1, 2):
        with pytest.raises(ConfigError, match="no import"):
            await importer.undo(number)


@pytest.mark.parametrize("what", ["import", "undo"])
async def test_lines_are_stored_between_the_portions(store: Breaking, what: str) -> None:
    """Nobody who writes waits for the whole."""
    importer = _importer(store)
    begun = await importer.begin("a.csv", "digest", len(ROWS))
    going: asyncio.Future[object] = asyncio.ensure_future(importer.store_rows(begun, ROWS))
    if what == "undo":
        await going
        going = asyncio.ensure_future(importer.undo(begun.number))
    await asyncio.sleep(0)
    await store.write(lambda work: work.accounts.add("Meanwhile", None, TUESDAY))
    assert not going.done()
    await going
    assert "meanwhile" in await _names(store)


async def test_an_import_that_changed_nothing_is_undone(store: Breaking) -> None:
    """Once, as any other."""
    importer = _importer(store)
    begun = await importer.begin("empty.csv", "digest", 0)
    assert 0 == (await importer.store_rows(begun, [])).plain()["rows"]
    assert 0 == await importer.undo(begun.number)
    with pytest.raises(ConfigError, match="no import"):
        await importer.undo(begun.number)


def test_a_transaction_takes_as_long_as_it_is_to_take() -> None:
    """Whatever the machine: it doubles at most, and never comes to nothing."""
    pace, rows = Pace(), []
    for seconds_a_row in (0.0, 0.0, 0.001, 0.001, 1.0, 1.0, 0.0):
        pace.took(pace.rows * seconds_a_row)
        rows.append(pace.rows)
    assert [2 * FIRST, 4 * FIRST, 100, 100, LEAST, LEAST, 2 * LEAST] == rows
    for _ in range(20):
        pace.took(0)
    assert (MOST, 0.1) == (pace.rows, PORTION_SECONDS)
