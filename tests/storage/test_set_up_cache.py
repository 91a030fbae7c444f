"""The set-up is read once, and never stale: within a transaction, after one that failed, beside other processes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from bot.domain.people import Person
from bot.domain.work import Work
from storage.migrate import migrate
from storage.queries import FOLDER, named_statements
from storage.set_up_cache import KEPT, SetUpCache, changes_set_up
from storage.sqlite import SqliteEngine
from storage.work import SqlStore
from tests.dialog import TUESDAY

STATEMENTS = [
    sql for path in FOLDER.glob("*.sql") for sql in named_statements(path.read_text(encoding="utf-8")).values()
]
WRITTEN = re.compile(
    r"^(?:INSERT INTO|UPDATE|DELETE FROM) (?:person|address|leave|closed_day|team|touchpoint|account_name|exclusivity)\b"
    r"|^UPDATE entry SET (?!line|made|answered)|^DELETE FROM entry\b",
    re.MULTILINE,
)
WAKE_UP = re.compile(r"^UPDATE (?:person|team) SET wake = [^,\s]+(?:, stirred = stirred \+ 1)?\s+WHERE", re.MULTILINE)


@pytest.fixture(name="stores")
def stores_fixture(tmp_path: Path) -> Iterator[tuple[SqlStore, SqlStore]]:
    """Yield the stores of two processes over one file, with Anna, who is known as U1 in Slack."""
    stores = tuple(SqlStore(SqliteEngine(tmp_path / "snurr.db")) for _ in range(2))
    migrate(stores[0].engine)
    yield stores[0], stores[1]
    for store in stores:
        store.close()


async def _meet_anna(store: SqlStore) -> Person:
    def meet(work: Work) -> Person:
        anna = work.people.add("Anna", TUESDAY)
        work.people.link(anna.id, "slack", "U1")
        work.touchpoints.save("Workshop")
        return anna

    return await store.write(meet)


def _called(work: Work) -> tuple[str | None, str]:
    """Return the name of whoever types as U1, and that of the newest touchpoint."""
    person = work.people.at_address("slack", "U1")
    return person.name if person else None, work.touchpoints.all()[-1].name


def _renamed(work: Work, person: int, name: str) -> None:
    work.people.change(person, name=name)
    work.touchpoints.save(name)


async def _statements_of(store: SqlStore, fn: Callable[[Work], object]) -> list[str]:
    """Return what is sent to the database by a transaction."""
    sent: list[str] = []
    raw = store.engine._raw  # type: ignore[attr-defined]
    raw.set_trace_callback(sent.append)
    await store.write(fn)
    raw.set_trace_callback(None)
    return [sql for sql in sent if sql.startswith("--")]


async def test_the_set_up_is_read_once(stores: tuple[SqlStore, SqlStore]) -> None:
    """The second line of a person asks for nobody and no touchpoint."""
    await _meet_anna(stores[0])
    assert await _statements_of(stores[0], _called)
    assert [] == await _statements_of(stores[0], _called)


async def test_who_is_woken_is_not_read_anew(stores: tuple[SqlStore, SqlStore]) -> None:
    """Wake-up times move with every line."""
    await _meet_anna(stores[0])
    await stores[0].write(_called)
    await stores[0].write(lambda work: work.wakeups.wake_all())
    assert [] == await _statements_of(stores[0], _called)


async def test_a_change_is_seen_in_its_own_transaction_and_after_it(stores: tuple[SqlStore, SqlStore]) -> None:
    """At once, and by whoever comes next."""
    anna = await _meet_anna(stores[0])

    def change(work: Work) -> tuple[object, object]:
        before = _called(work)
        _renamed(work, anna.id, "Ann")
        return before, _called(work)

    assert (("Anna", "Workshop"), ("Ann", "Ann")) == await stores[0].write(change)
    assert ("Ann", "Ann") == await stores[0].write(_called)


async def test_a_change_that_was_taken_back_was_never_read(stores: tuple[SqlStore, SqlStore]) -> None:
    """By its own transaction it was, which failed; by no other one."""
    anna = await _meet_anna(stores[0])

    def fail(work: Work) -> None:
        _renamed(work, anna.id, "Ann")
        assert _called(work)[0] == "Ann"
        raise LookupError

    with pytest.raises(LookupError):
        await stores[0].write(fail)
    assert ("Anna", "Workshop") == await stores[0].write(_called)


async def test_what_another_process_changes_is_read_anew(stores: tuple[SqlStore, SqlStore]) -> None:
    """In both directions, again and again."""
    anna = await _meet_anna(stores[0])
    for number in range(4):
        here, there = stores[number % 2], stores[1 - number % 2]
        await there.write(_called)
        await here.write(partial(_renamed, person=anna.id, name=f"Anna {number}"))
        assert (f"Anna {number}", f"Anna {number}") == await there.write(_called)


def _acme(work: Work) -> list[str]:
    return list(work.accounts.ids_of_word("acme"))


def _add_acme(work: Work) -> list[str]:
    work.accounts.add("Acme", None, TUESDAY)
    return _acme(work)


async def test_a_customer_is_found_from_then_on_and_not_before(stores: tuple[SqlStore, SqlStore]) -> None:
    """That nobody has a name is kept as well; who was added in vain is not found."""

    def in_vain(work: Work) -> None:
        assert [] == _acme(work)
        assert ["acme"] == _add_acme(work)
        raise LookupError

    assert [] == await stores[0].write(_acme)
    with pytest.raises(LookupError):
        await stores[0].write(in_vain)
    assert [] == await stores[0].write(_acme)
    await stores[1].write(_add_acme)
    assert ["acme"] == await stores[0].write(_acme)
    assert [] == await _statements_of(stores[0], _acme)


async def test_a_stranger_who_was_met_is_known(stores: tuple[SqlStore, SqlStore]) -> None:
    """That nobody is known at an address is kept as well, until somebody is."""
    await stores[0].write(_called)
    await _meet_anna(stores[0])
    assert ("Anna", "Workshop") == await stores[0].write(_called)


def test_every_change_of_the_set_up_is_known_as_one() -> None:
    """Of all that write people, addresses, days off, teams, touchpoints, names of customers or what one alone may have.

    But for wake-up times alone, and for what no customer's sole right rests on.
    """
    written = [sql for sql in STATEMENTS if WRITTEN.search(sql)]
    assert len(written) > 20
    assert [] == [sql for sql in written if changes_set_up(sql) == bool(WAKE_UP.search(sql))]
    assert [] == [sql for sql in STATEMENTS if changes_set_up(sql) and not WRITTEN.search(sql)]


def test_no_more_than_so_much_is_kept() -> None:
    """A crowd of strangers does not fill the memory."""
    cache = SetUpCache()
    cache.begin(1)
    for number in range(3 * KEPT):
        assert number == cache.get(number, lambda number=number: number)
    assert 0 < len(cache._held) <= KEPT
