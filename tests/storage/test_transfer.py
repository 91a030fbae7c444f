"""Moving up: everything goes to another database, is compared, and goes on there; or nothing does."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.terminal import Terminal
from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from bot.domain.work import Work
from bot.errors import StoreBusy, StoreUnusable
from storage.connection import TableRow
from storage.engine import Engine
from storage.export import export
from storage.migrate import FOLDER, migrate, newest
from storage.postgres import PostgresFilling
from storage.sqlite import SqliteFilling
from storage.transfer import check_empty, sums, table_names, transfer
from storage.url import engine_at, refuse_in_use
from storage.work import SqlStore
from tests.dialog import TUESDAY
from tests.postgres import database

KINDS = ("sqlite", "postgres")
DIRECTIONS = [("sqlite", "postgres"), ("postgres", "sqlite"), ("sqlite", "sqlite")]
TALK = (
    "admin team Nord timezone Europe/Oslo country NO language en",
    "admin person Anna seller manager team Nord",
    "admin touchpoint yard owner Anna",
    "admin desk service phone 55 12 34 56",
    "call Blåbær vm ringte “to” ganger 🙂",
    "promise Blåbær tilbud by fri 14:00",
    "told 1 new date mon",
    "follow Blåbær thu 9:30 board",
    "touch Blåbær yard 2",
    "edit C1 spoke",
    "call Blåbær",
    "undo",
    "waiting counter",
    "go",
    "handoff Blåbær service 25m wrong item",
    "offer Blåbær 120k",
    "admin quota Anna 8 calls 2 visits",
    "plan Blåbær fri",
    "refill Blåbær toner 6w",
    "ordered Blåbær",
    "junk 30m rapport",
    "exclusive Blåbær planers bodø",
    "freeze Blåbær betaler sent",
    "left Blåbær ukjent",
    "off 16-22 dec",
)
QUESTIONS = ("me", "today", "team week", "team promises", "team zeros", "account Blåbær", "me words")
NEXT = ("call Blåbær", "promise Blåbær offer fri", "account Ødegård", "admin person Bo seller")

Open = Callable[[str], Engine]


@pytest.fixture(name="opened")
def opened_fixture(tmp_path: Path) -> Iterator[Open]:
    """Opens an empty database of a kind, without a schema."""
    with ExitStack() as stack:

        def opened(kind: str) -> Engine:
            file = tmp_path / f"{len(list(tmp_path.iterdir()))}.db"
            address = stack.enter_context(database()) if kind == "postgres" else f"sqlite:///{file}"
            return stack.enter_context(closing(engine_at(address)))

        yield opened


async def said(engine: Engine, lines: tuple[str, ...]) -> list[str]:
    """Type lines as Chris, an admin, and return the answers."""
    answers: list[str] = []
    clock = iter(TUESDAY + timedelta(seconds=n) for n in range(1000))
    terminal = Terminal(person="Chris", lines=lines, at=lambda: next(clock), write=answers.append, as_json=True)
    await terminal.run(Dispatcher(store=SqlStore(engine), registry=discover(), admins=frozenset({"terminal:chris"})))
    return answers


def filled(engine: Engine) -> None:
    """Fill a database with a company in which everything happened, and a second one with equal names."""
    migrate(engine)
    store = SqlStore(engine)

    def begin(work: Work) -> None:
        work.accounts.add("Blåbær Økologi AS", None, TUESDAY)
        for workspace in ("T1", "T2"):
            work.installations.save("slack", workspace, "sealed", TUESDAY)

    async def run() -> None:
        await store.write(begin)
        await store.write(lambda work: work.accounts.add("Blåbær Økologi AS", None, TUESDAY), 2)
        answers = await said(engine, TALK)
        assert all(json.loads(answer)["ok"] for answer in answers), answers

    asyncio.run(run())


@pytest.mark.parametrize(("before", "after"), DIRECTIONS)
def test_everything_is_there_and_goes_on(opened: Open, tmp_path: Path, before: str, after: str) -> None:
    """Equal exports and answers, the same key for buttons, and numbers that go on where they stood."""
    source, target = opened(before), opened(after)
    filled(source)
    copied = transfer(source, target)
    assert sum(table.rows for table in copied) > 60
    assert sums(target) == copied == sums(source)
    assert export(source.tables(), tmp_path / "a.zip") == export(target.tables(), tmp_path / "b.zip")
    assert source.seal_key() == target.seal_key()
    for lines in (QUESTIONS, NEXT):
        assert asyncio.run(said(source, lines)) == asyncio.run(said(target, lines))


@pytest.mark.parametrize("kind", KINDS)
def test_a_target_that_holds_rows_is_refused(opened: Open, kind: str) -> None:
    """Whatever it holds stays; a second run is such a case."""
    source, target = opened("sqlite"), opened(kind)
    filled(source)
    copied = transfer(source, target)
    with pytest.raises(StoreUnusable, match="holds rows already"):
        transfer(source, target)
    assert sums(target) == copied


@pytest.mark.parametrize("kind", KINDS)
def test_what_fails_halfway_leaves_nothing_and_can_be_run_again(
    opened: Open, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """A row that is changed on its way is noticed before anything is kept."""
    source, target = opened("sqlite"), opened(kind)
    filled(source)
    migrate(target)
    empty = sums(target)
    filling = {"sqlite": SqliteFilling, "postgres": PostgresFilling}[kind]
    put = filling.put
    with monkeypatch.context() as losing, pytest.raises(StoreUnusable, match="copy of table touchpoint is not"):
        losing.setattr(filling, "put", lambda self, table, rows: put(self, table, _without_names(table, rows)))
        transfer(source, target)
    assert sums(target) == empty
    assert sum(table.rows for table in transfer(source, target)) > 60


def _without_names(table: str, rows: Iterable[TableRow]) -> Iterator[TableRow]:
    """Yield rows on, those of touchpoints under another name."""
    for row in rows:
        yield row | {"name": f"not {row['name']}"} if table == "touchpoint" else row


def test_a_row_that_postgres_does_not_take_is_named_by_its_table(opened: Open) -> None:
    """SQLite keeps a text with a NUL in it, PostgreSQL has none."""
    source, target = opened("sqlite"), opened("postgres")
    filled(source)
    with closing(sqlite3.connect(str(source.path))) as raw, raw:  # type: ignore[attr-defined]
        raw.execute("UPDATE account SET name = 'A' || char(0) || 'B' WHERE id = 1")
    with pytest.raises(StoreUnusable, match="refuses a row of account"):
        transfer(source, target)
    assert {"account": 0} == {table.table: table.rows for table in sums(target) if table.table == "account"}


def test_an_older_schema_is_not_copied(opened: Open) -> None:
    """Its columns are others; one command brings it up."""
    source, target = opened("sqlite"), opened("sqlite")
    first = sorted(newest())[0]
    source.apply(first, (FOLDER / f"{first}.sql").read_text(encoding="utf-8"))
    with pytest.raises(StoreUnusable, match="run snurr migrate first"):
        transfer(source, target)
    assert set() == target.applied()


def test_every_table_of_the_schema_goes_behind_those_that_it_names() -> None:
    """PostgreSQL checks a reference at once."""
    names = table_names()
    assert {"_seal_key", "_used_value", "entry", "own_word", "outbox"} <= set(names)
    assert names.index("tenant") < names.index("team") < names.index("person") < names.index("entry")
    assert names.index("entry") < names.index("call")


@pytest.mark.parametrize("kind", KINDS)
def test_a_database_in_use_is_refused(tmp_path: Path, kind: str) -> None:
    """What is logged while it is copied would be lost."""
    with ExitStack() as stack:
        address = stack.enter_context(database()) if kind == "postgres" else f"sqlite:///{tmp_path / 'snurr.db'}"
        with closing(engine_at(address)) as running:
            migrate(running)
            with pytest.raises(StoreUnusable, match="Snurr is running on"):
                refuse_in_use(address)
        refuse_in_use(address)


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    """A typing mistake in the address makes no empty database."""
    with pytest.raises(StoreUnusable, match="There is no database"):
        refuse_in_use(f"sqlite:///{tmp_path / 'snur.db'}")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_logged_meanwhile_is_not_left_behind(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody starts the bot during the move: it reads, and whoever logs something is told that it is not logged."""
    with ExitStack() as held:
        address = f"sqlite:///{tmp_path}/a.db" if kind == "sqlite" else held.enter_context(database())
        source = held.enter_context(closing(engine_at(address)))
        migrate(source)
        target = held.enter_context(closing(engine_at(f"sqlite:///{tmp_path}/b.db")))
        put = SqliteFilling.put
        refused: list[StoreBusy] = []

        def logs(filling: SqliteFilling, table: str, rows: Iterable[TableRow]) -> None:
            put(filling, table, rows)
            if table == "person":
                with closing(engine_at(address)) as bot, pytest.raises(StoreBusy) as busy:
                    asyncio.run(SqlStore(bot).write(lambda work: work.people.add("late", TUESDAY)))
                refused.append(busy.value)
                with closing(engine_at(address)) as bot:
                    assert asyncio.run(SqlStore(bot).read(lambda work: work.people.everyone())) == []

        monkeypatch.setattr(SqliteFilling, "put", logs)
        assert {"person": 0} == {each.table: each.rows for each in transfer(source, target) if each.table == "person"}
        assert len(refused) == 1
        asyncio.run(SqlStore(source).write(lambda work: work.people.add("later", TUESDAY)))


def test_a_source_whose_hold_was_lost_is_not_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that was restarted meanwhile let somebody log something: the target stays empty."""
    with ExitStack() as held:
        source = held.enter_context(closing(engine_at(held.enter_context(database()))))
        migrate(source)
        target = held.enter_context(closing(engine_at(f"sqlite:///{tmp_path}/b.db")))
        put = SqliteFilling.put

        def cut(filling: SqliteFilling, table: str, rows: Iterable[TableRow]) -> None:
            put(filling, table, rows)
            if table == "person":
                source._raw.close()  # type: ignore[attr-defined]

        monkeypatch.setattr(SqliteFilling, "put", cut)
        with pytest.raises(StoreUnusable):
            transfer(source, target)
        check_empty(target)
