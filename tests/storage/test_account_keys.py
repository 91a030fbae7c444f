"""What accounts keep of names that were looked up is never older than the names."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.domain.details import Call
from bot.domain.work import Work
from storage.migrate import migrate
from storage.sqlite import SqliteEngine
from storage.work import SqlStore, SqlWork
from tests.dialog import TUESDAY

Found = tuple[dict[str, int], dict[str, int], dict[str, int]]


def _found(work: Work) -> Found:
    """Look names up in each way in which they are kept."""
    accounts = work.accounts
    return dict(accounts.ids_of_word("nordic")), dict(accounts.ids_from("nord")), dict(accounts.ids_by_key())


def _all_three(**keys: int) -> Found:
    named = {key.replace("_", " "): number for key, number in keys.items()}
    return {key: number for key, number in named.items() if key.startswith("nordic")}, dict(named), dict(named)


def _add(work: Work, name: str = "Nordic Steel") -> int:
    return work.accounts.add(name, None, TUESDAY).id


def _made_in_vain(work: Work) -> None:
    """Let a line make an account, and take the line back."""
    person = work.people.add("Anna", TUESDAY).id
    made = work.accounts.add("Nordic Foods", person, TUESDAY).id
    assert made in _found(work)[0].values()
    entry = work.entries.add(Call(), person=person, account=made, day=TUESDAY.date(), at=TUESDAY)
    work.entries.note_made(entry, made)
    work.entries.take_back(entry, TUESDAY)
    assert work.accounts.remove_made_in_vain(made)


CHANGES: dict[str, tuple[Callable[[Work, int], object], Callable[[int], Found]]] = {
    "added": (lambda work, _: _add(work, "Nordic Foods"), lambda known: _all_three(nordic_steel=known, nordic_foods=known + 1)),
    "renamed": (lambda work, known: work.accounts.change(known, name="Nordby Stål"), lambda known: _all_three(nordby_stal=known)),
    "given a value": (lambda work, known: work.accounts.change(known, value=7), lambda known: _all_three(nordic_steel=known)),
    "removed": (lambda work, known: work.accounts.remove_unused(known), lambda known: _all_three()),
    "made and taken back": (lambda work, _: _made_in_vain(work), lambda known: _all_three(nordic_steel=known)),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen_at_once(work: SqlWork, change: str) -> None:
    """In the transaction that makes it, where the names were looked up before."""
    known = _add(work)
    assert _all_three(nordic_steel=known) == _found(work)
    changed, expected = CHANGES[change]
    changed(work, known)
    assert expected(known) == _found(work)


def test_what_is_found_is_not_kept_where_nothing_was(work: SqlWork) -> None:
    """A line asks for its words first, and then creates the account."""
    assert _all_three() == _found(work)
    assert _all_three(nordic_steel=_add(work)) == _found(work)


@pytest.fixture(name="stores")
async def stores_fixture(tmp_path: Path) -> AsyncIterator[tuple[SqlStore, SqlStore]]:
    """Two stores of one file, as two processes have them."""
    made = tuple(SqlStore(SqliteEngine(tmp_path / "snurr.db")) for _ in range(2))
    migrate(made[0].engine)
    yield made[0], made[1]
    for store in made:
        store.close()


@pytest.mark.parametrize("change", CHANGES)
async def test_a_change_of_another_process_is_seen_by_the_next_transaction(
    stores: tuple[SqlStore, SqlStore], change: str
) -> None:
    """Whether that one reads or writes."""
    ours, theirs = stores
    known = await ours.write(_add)
    for transaction in (ours.read, ours.write, theirs.read, theirs.write):
        assert _all_three(nordic_steel=known) == await transaction(_found)
    changed, expected = CHANGES[change]
    await theirs.write(lambda work: changed(work, known))
    for transaction in (ours.read, ours.write, theirs.read, theirs.write):
        assert expected(known) == await transaction(_found)


async def test_what_was_rolled_back_is_not_found(stores: tuple[SqlStore, SqlStore]) -> None:
    """A refused line leaves no name behind."""

    def refused(work: Work) -> None:
        _add(work)
        assert _found(work)[0]
        raise LookupError

    with pytest.raises(LookupError):
        await stores[0].write(refused)
    for store in stores:
        assert _all_three() == await store.read(_found)
