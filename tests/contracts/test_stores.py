"""What every store promises: SQLite in memory, SQLite in a file, and a real PostgreSQL."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import re
import secrets
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, chdir, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest

from adapters.terminal import Terminal
from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from bot.domain.audit import AuditAction
from bot.domain.outbox import Occurrence
from bot.domain.work import Work
from bot.errors import ConfigError, StoreBusy, StoreUnusable
from bot.messages.events import Line, Sender
from storage.connection import UnboundStatement
from storage.engine import Engine
from storage.export import export
from storage.migrate import FOLDER, migrate
from storage.postgres import PostgresEngine
from storage.postgres_link import portable
from storage.postgres_writer import COMPANY
from storage.queries import FOLDER as STATEMENTS
from storage.queries import queries
from storage.sqlite import SqliteEngine
from storage.url import engine_at, sqlite_path, without_password
from storage.work import SqlStore
from tests.planned import all_planned
from tests.postgres import database
from tests.serve import ROOT

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
KINDS = ("memory", "file", "postgres")
SHARED = ("file", "postgres")
SET_UP = (
    "admin team Nord channel #nord timezone Europe/Oslo country NO language en",
    "admin person Anna seller manager team Nord",
    "admin person Sanna seller team Nord",
    "admin touchpoint invoice owner Anna",
    "admin desk service phone 55 12 34 56",
    "call acme",
    '> Create "acme"',
    "account Blåbær Økologi AS value 7000",
    '> Create "Blåbær Økologi AS"',
)
TALK = (
    "ring acme tlf.svarer",
    "tocz",
    "touch acme invoice 0 jasne?",
    "touch acme site 1102 said good",
    "lov blåbær tilbud fredag",
    "promise acme sample by thu",
    "told 1 new date fri",
    "broken 2",
    "kept 1",
    "follow acme thu board",
    "promise acme list by thu",
    "promise acme plan by thu 14:00",
    "promise acme map by thu 9:30",
    "told 4 new date fri 10:00",
    "edit P5 15:00",
    "follow acme today 14:00 ring",
    "follow acme today",
    "follow acme today 2pm",
    "waiting counter",
    "go",
    "handoff acme service 25m wrong item",
    "visit acme yesterday",
    "meet acme the new hall",
    "mail acme",
    "offer acme 120k two machines",
    "edit O1 150k",
    "plan acme",
    "plan",
    "plan acme fri",
    "refill acme toner 6w",
    "refill acme ink 3w 3/11",
    "ordered acme toner",
    "junk 30m internal report",
    "exclusive acme planers bodo",
    "left acme unknown",
    "freeze acme they pay too late",
    "today",
    "account acme",
    "unfreeze acme",
    "call acme vm x' OR 1=1 --",
    "call - 100% of %(tenant)s :tenant ::text",
    "edit C2 meet",
    "undo",
    "undo C1",
    "call zzz",
    "off 16-22 dec",
    "pause until 24/12",
    "team week",
    "team zeros",
    "team promises",
    "team waiting",
    "team switchboard",
    "me week",
    "today",
    "account acme",
    "me",
)


class Place:
    """Where a store's data is; opened again, it is the same data."""

    def __init__(self, kind: str, address: str) -> None:
        self.kind = kind
        self.address = address
        self.opened: list[Engine] = []

    def open(self, **patience: float) -> Engine:
        """Return an engine over it, with the newest schema."""
        if self.kind == "postgres":
            engine: Engine = PostgresEngine(self.address, **patience)
        else:
            engine = SqliteEngine(sqlite_path(self.address) or ":memory:", **patience)
        migrate(engine)
        self.opened.append(engine)
        return engine

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock of whoever writes, as another process does."""
        if self.kind == "postgres":
            with psycopg.connect(self.address) as other:
                other.execute(f"SELECT pg_advisory_xact_lock({COMPANY}, 1)".encode())
                yield
        else:
            raw = sqlite3.connect(str(sqlite_path(self.address)), isolation_level=None)
            raw.execute("BEGIN IMMEDIATE")
            yield
            raw.close()


@contextmanager
def _place(kind: str, folder: Path) -> Iterator[Place]:
    with ExitStack() as stack:
        addresses: dict[str, Callable[[], str]] = {
            "memory": lambda: "sqlite:///:memory:",
            "file": lambda: f"sqlite:///{folder}/snurr.db",
            "postgres": lambda: stack.enter_context(database()),
        }
        place = Place(kind, addresses[kind]())
        yield place
        for engine in place.opened:
            engine.close()


@pytest.fixture(name="place", params=KINDS)
def place_fixture(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """An empty store of each kind."""
    with _place(request.param, tmp_path) as place:
        yield place


@pytest.fixture(name="shared", params=SHARED)
def shared_fixture(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """An empty store of each kind that several processes can share."""
    with _place(request.param, tmp_path) as place:
        yield place


def _bot(engine: Engine) -> Dispatcher:
    return Dispatcher(store=SqlStore(engine), registry=discover(), admins=frozenset({"terminal:anna"}))


async def _talked(engine: Engine) -> list[Any]:
    """Return what is answered to every example of every command, and to some more."""
    lines = [*SET_UP, *(example for command in discover() for example in command.examples), *TALK]
    answers: list[str] = []
    clock = iter(AT + timedelta(seconds=n) for n in range(10_000))
    terminal = Terminal(person="Anna", lines=lines, at=lambda: next(clock), write=answers.append, as_json=True)
    await terminal.run(_bot(engine))
    return [json.loads(answer) for answer in answers]


def _rows(engine: Engine) -> dict[str, list[str]]:
    return {table: sorted(map(repr, rows)) for table, rows in engine.tables()}


async def test_every_command_answers_and_stores_the_same_on_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One setting, same behaviour: equal words, equal figures, equal rows, equal exports."""
    found, exported = [], []
    for kind in KINDS:
        (tmp_path / f"{kind}.files").mkdir()
        with _place(kind, tmp_path) as place, chdir(tmp_path / f"{kind}.files"):  # exported files land where one stands
            count = itertools.count()
            monkeypatch.setattr(secrets, "token_urlsafe", lambda size, count=count: f"{next(count):043}")
            engine = place.open()
            found.append((await _talked(engine), _without_counters(_rows(engine))))
            exported.append(export(engine.tables(), tmp_path / f"{kind}.zip"))
    assert exported[0] == exported[1] == exported[2]
    (said, stored), *others = found
    assert sum(message["ok"] for message in said) > 60
    assert sum(map(len, stored.values())) > 100
    for other_said, other_stored in others:
        assert other_said == said
        assert other_stored == stored


def _without_counters(rows: dict[str, list[str]]) -> dict[str, list[str]]:
    """Leave out own ids that a refused line used up: PostgreSQL does not give a number back."""
    return {table: sorted(re.sub(r"'id': \d+, ", "", row) for row in found) for table, found in rows.items()}


async def test_a_job_that_fails_leaves_nothing_and_harms_no_neighbour(place: Place) -> None:
    """What it wrote is taken back alone."""
    store = SqlStore(place.open())

    def half(work: Work) -> None:
        work.people.add("half", AT)
        raise LookupError("no")

    jobs = [store.write(lambda work, n=n: work.people.add(f"p{n}", AT)) for n in range(3)]
    outcomes = await asyncio.gather(*jobs, store.write(half), return_exceptions=True)
    assert isinstance(outcomes[3], LookupError)
    assert sorted(person.name for person in await store.read(lambda work: work.people.everyone())) == ["p0", "p1", "p2"]


async def test_a_statement_that_the_database_refuses_harms_no_neighbour(place: Place) -> None:
    """A broken constraint ends that job, not the transaction around it."""
    engine = place.open()
    bad = "INSERT INTO rating (entry, factor, tenant, account, touchpoint, score, source, firm, day) VALUES (1, 'x', :tenant, 1, 1, 9, '', 1, '')"
    good = "INSERT INTO mark (tenant, name, value) VALUES (:tenant, 'a', 'b')"
    outcomes = await asyncio.gather(
        engine.write(lambda db: db.change_rows(bad), 1),
        engine.write(lambda db: db.change_rows(good), 1),
        return_exceptions=True,
    )
    assert isinstance(outcomes[0], sqlite3.IntegrityError | psycopg.errors.IntegrityError)
    assert outcomes[1] == 1
    assert await SqlStore(engine).read(lambda work: work.people.mark("a")) == "b"


async def test_reading_cannot_write(shared: Place) -> None:
    """A handler that says it only reads is held to it."""
    engine = shared.open()
    with pytest.raises((sqlite3.OperationalError, StoreUnusable)):
        await engine.read(lambda db: db.change_rows("UPDATE touchpoint SET name = 'x' WHERE tenant = :tenant"), 1)
    assert len(await SqlStore(engine).read(lambda work: work.touchpoints.all())) == 7


async def test_a_statement_without_its_tenant_is_refused(place: Place) -> None:
    """On every engine, before it is sent."""
    with pytest.raises(UnboundStatement):
        await place.open().write(lambda db: db.rows("SELECT name FROM person"), 1)


async def test_twenty_equal_deliveries_count_once(place: Place) -> None:
    """One row, twenty equal receipts."""
    bot = _bot(place.open())
    line = Line(
        sender=Sender(platform="slack", user="U1", name="Anna"), at=AT, text="call - vm", key="d1", limited=False
    )
    replies = await asyncio.gather(*(bot(line) for _ in range(20)))
    assert {reply.stored for reply in replies} == {("C1",)}
    day = await bot.store.read(lambda work: work.figures.days(AT.date(), AT.date(), person=1))
    assert day[0].calls == 1


async def test_what_some_people_did_and_were_shown_in_is_found_by_a_list_of_them(place: Place) -> None:
    """Of any length, also of none; others' entries and sums are left out."""
    bot = _bot(place.open())
    for name in ("Anna", "Bo", "Eva"):
        said = Line(sender=Sender(platform="terminal", user=name.lower(), name=name), at=AT, text="call - vm")
        assert (await bot(said)).ok

    def share(work: Work) -> None:
        for author, person, what in ((None, 1, "x"), (None, 2, "x"), (3, 2, "y"), (None, 3, "z")):
            work.audit.add(AuditAction.SHARED, AT, author=author, person=person, what=what)

    def read(work: Work, people: set[int]) -> tuple[list[int], list[tuple[str, int | None]]]:
        shown = work.audit.shown_with(people, AT, AT + timedelta(seconds=1))
        counted = work.figures.counted(people, AT.date(), AT.date())
        return sorted(entry.person for entry in counted), sorted((record.what, record.person) for record in shown)

    await bot.store.write(share)
    found = [await bot.store.read(partial(read, people=people)) for people in (set(), {1}, {1, 3}, {3, *range(5, 999)})]
    assert found == [
        ([], []),
        ([1], [("x", 1), ("x", 2)]),
        ([1, 3], [("x", 1), ("x", 2), ("y", 2), ("z", 3)]),
        ([3], [("y", 2), ("z", 3)]),
    ]


async def test_two_processes_give_each_number_once(shared: Place) -> None:
    """Two engines over one store log at once; no ref is given twice, no sum is lost."""
    bots = [_bot(shared.open(deadline=20, busy=20)) for _ in range(2)]
    sender = Sender(platform="slack", user="U1", name="Anna")
    await bots[0](Line(sender=sender, at=AT, text="help"))
    lines = [Line(sender=sender, at=AT, text="call - vm", key=f"k{n}", limited=False) for n in range(60)]
    replies = await asyncio.gather(*(bots[n % 2](line) for n, line in enumerate(lines)))
    assert sorted(ref for reply in replies for ref in reply.stored) == sorted(f"C{n}" for n in range(1, 61))
    day = await bots[0].store.read(lambda work: work.figures.days(AT.date(), AT.date(), person=1))
    assert day[0].calls == 60


async def test_claims_of_several_processes_are_disjoint(shared: Place) -> None:
    """A hundred and twenty occurrences, three claimers: each is claimed once, none is left."""
    stores = [SqlStore(shared.open(deadline=20, busy=20)) for _ in range(3)]

    def plan(work: Work) -> None:
        person = work.people.add("Anna", AT).id
        all_planned(work, AT)
        for n in range(120):
            work.outbox.plan(
                Occurrence(
                    key=f"k{n}", rule="N1", local_day=AT.date(), due=AT, until=AT + timedelta(hours=1), person=person
                )
            )

    await stores[0].write(plan)

    async def claim(store: SqlStore, owner: str) -> list[str]:
        found: list[str] = []
        while keys := await store.write(
            lambda work: [occurrence.key for occurrence in work.outbox.claim(AT, owner, AT + timedelta(minutes=1), 7)]
        ):
            found += keys
        return found

    claimed = await asyncio.gather(*(claim(store, f"owner{n}") for n, store in enumerate(stores)))
    assert sorted(key for keys in claimed for key in keys) == sorted(f"k{n}" for n in range(120))


async def test_a_lock_that_is_held_ends_in_a_refusal_and_reads_go_on(shared: Place) -> None:
    """Busy, nothing stored later, and the next line counts."""
    bot = _bot(shared.open(deadline=0.3, busy=0.2))
    sender = Sender(platform="slack", user="U1", name="Anna")
    await bot(Line(sender=sender, at=AT, text="help"))
    with shared.locked():
        refused = await bot(Line(sender=sender, at=AT, text="call - vm", limited=False))
        assert (await bot(Line(sender=sender, at=AT, text="today"))).ok
    assert (refused.error or "").startswith("Not logged: the log is busy.")
    assert (await bot(Line(sender=sender, at=AT, text="call - meet", limited=False))).stored == ("C1",)


async def test_whether_it_can_be_written_is_tried_and_nothing_is_left(shared: Place) -> None:
    """Busy while another process writes, then possible; whatever was written for it is gone."""
    engine = shared.open(deadline=0.3, busy=0.2)
    store = SqlStore(engine)
    with shared.locked(), pytest.raises(StoreBusy):
        await store.check_writable()
    await store.check_writable()
    await store.check_writable()
    assert [] == await engine.read(lambda db: db.rows("SELECT digest FROM _used_value -- all tenants"), 1)


async def test_a_value_is_used_once_on_each_engine(shared: Place) -> None:
    """Of two processes one is the first; what is valid no more is forgotten."""
    stores = [SqlStore(shared.open()) for _ in range(2)]
    until, later = AT + timedelta(minutes=10), AT + timedelta(minutes=11)
    use = lambda work: work.installations.use("digest", AT, until)  # noqa: E731
    assert [False, True] == sorted(await asyncio.gather(*(store.write(use) for store in stores)))
    assert await stores[0].write(lambda work: work.installations.use("digest", later, later))


async def test_a_server_that_only_reads_cannot_be_written() -> None:
    """PostgreSQL that was made a standby still begins transactions."""
    with database() as address:
        migrate(engine := PostgresEngine(address))
        engine.close()
        engine = PostgresEngine(address.replace("options=", "options=-c%20default_transaction_read_only%3Don%20"))
        with pytest.raises(StoreUnusable):
            await SqlStore(engine).check_writable()
        engine.close()


def test_starters_on_one_database_have_one_key_for_seals(shared: Place) -> None:
    """A press may come back to another process than the one that drew the button."""
    engines = [shared.open() for _ in range(3)]
    assert [engines[0].seal_key()] * 3 == [engine.seal_key() for engine in engines]
    assert (32, False) == (len(engines[0].seal_key()), "_seal_key" in dict(engines[0].tables()))


def test_several_starters_make_the_schema_once(shared: Place) -> None:
    """Migrations run under a lock; a later starter finds nothing to do."""
    names = tuple(sorted(path.stem for path in FOLDER.glob("*.sql")))
    engines = [engine_at(shared.address) for _ in range(3)]
    assert sorted(len(migrate(engine)) for engine in engines) == [0, 0, len(names)]
    assert [engine.applied() for engine in engines] == [set(names)] * 3
    assert not engines[0].apply(names[0], "CREATE TABLE never (id {pk});\n")
    for engine in engines:
        engine.close()


def test_a_newer_schema_is_refused(shared: Place, tmp_path: Path) -> None:
    """On every engine."""
    engine = shared.open()
    engine.apply("9999_later", "CREATE TABLE later (id {pk}) {strict};\n")
    with pytest.raises(StoreUnusable, match="newer than this Snurr"):
        migrate(engine)


def test_a_step_that_fails_leaves_nothing(shared: Place) -> None:
    """A migration is whole or not there."""
    engine = shared.open()
    with pytest.raises((sqlite3.OperationalError, psycopg.errors.DuplicateTable)):
        engine.apply("9999_bad", "CREATE TABLE half (id {pk}) {strict};\nCREATE TABLE person (id {pk}) {strict};\n")
    assert "half" not in dict(engine.tables())
    assert "9999_bad" not in engine.applied()


async def test_it_closes_twice_and_then_takes_nothing(place: Place) -> None:
    """Harmless when repeated."""
    engine = place.open()
    engine.close()
    engine.close()
    with pytest.raises(StoreUnusable):
        await engine.write(lambda db: None, 1)


# what only PostgreSQL can show


@pytest.fixture(name="postgres")
async def postgres_fixture(tmp_path: Path) -> AsyncIterator[Place]:
    """An empty schema on a real server."""
    with _place("postgres", tmp_path) as place:
        yield place


@pytest.mark.parametrize("noun", sorted(path.stem for path in STATEMENTS.glob("*.sql")))
def test_every_named_statement_is_understood_by_postgresql(postgres: Place, noun: str) -> None:
    """Portable SQL: each statement is planned by a real server, whatever its values are."""
    postgres.open()
    with psycopg.connect(postgres.address, autocommit=True) as link:
        for name, sql in vars(queries(noun)).items():
            text = portable(sql)
            values = dict.fromkeys(re.findall(r"%\((\w+)\)s", text.decode()))
            try:
                link.execute(b"EXPLAIN " + text, values)
            except psycopg.Error as error:
                pytest.fail(f"{noun}.{name}: {error}")


CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'snurr'"


async def test_a_connection_that_was_closed_meanwhile_is_made_anew(postgres: Place) -> None:
    """A server that restarts while nobody writes: the next line and the next question find it again."""
    bot = _bot(postgres.open())
    sender = Sender(platform="slack", user="U1", name="Anna")
    await bot(Line(sender=sender, at=AT, text="help"))
    for _ in range(2):
        with psycopg.connect(postgres.address, autocommit=True) as link:
            link.execute(CUT)
        assert (await bot(Line(sender=sender, at=AT, text="today"))).ok
        assert (await bot(Line(sender=sender, at=AT, text="call - vm", limited=False))).ok


async def test_what_a_lost_connection_interrupts_is_run_again_and_stored_once(postgres: Place) -> None:
    """Before COMMIT nothing is stored, so that nobody has to be refused."""
    store = SqlStore(postgres.open())
    cuts = iter((CUT, "SELECT 1"))

    def cut(work: Work) -> None:
        work.people.add("between", AT)
        work.people._db.rows(f"{next(cuts)} -- all tenants")

    await asyncio.gather(
        store.write(lambda work: work.people.add("before", AT)),
        store.write(cut),
        store.write(lambda work: work.people.add("after", AT)),
    )
    people = await store.read(lambda work: work.people.everyone())
    assert sorted(person.name for person in people) == ["after", "before", "between"]


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://snurr:topsecret@127.0.0.1:1/snurr",
        "postgresql://snurr:top@secret@host:port/snurr",
        "postgresql://snurr:top/secret@host/snurr",
        "postgresql://snurr:topsecret@host/snurr?nonsense=secret",
    ],
)
def test_an_address_that_leads_nowhere_is_said_without_the_password(url: str) -> None:
    """Exit 2 with one sentence; the driver's own could hold parts of a password that has an @ in it."""
    with pytest.raises(StoreUnusable, match=r"PostgreSQL cannot be reached: .* written as %40") as refused:
        engine_at(url)
    assert "secret" not in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://snurr:topsecret@db:5432/snurr", "postgresql://snurr:…@db:5432/snurr"),
        ("postgresql://snurr@db/snurr", "postgresql://snurr@db/snurr"),
        ("sqlite:///data/snurr.db", "sqlite:///data/snurr.db"),
    ],
)
def test_an_address_is_shown_without_its_password(url: str, shown: str) -> None:
    """As `doctor` prints it."""
    assert without_password(url) == shown


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite:/x.db", "sqlite://", "snurr.db", ""])
def test_any_other_address_says_how_to_write_one(url: str) -> None:
    """Both ways are named."""
    with pytest.raises(ConfigError, match=r"sqlite:///data/snurr\.db .*postgresql://user:password@host/database"):
        engine_at(url)


def test_the_operator_works_on_postgresql_by_one_setting(postgres: Place, tmp_path: Path) -> None:
    """`import`, `say` and `export` in processes of their own; no file appears."""
    (tmp_path / "accounts.csv").write_text("name;owner\nAcme;anna\nÆble;\n", encoding="utf-8")

    def snurr(*words: str) -> tuple[int, str]:
        env = {**os.environ, "DATABASE_URL": postgres.address, "SNURR_CONFIG": "none", "PYTHONPATH": str(ROOT)}
        run = subprocess.run([sys.executable, "-m", "bot", *words], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)  # fmt: skip
        return run.returncode, run.stdout + run.stderr

    assert '"new": 2' in snurr("import", "accounts.csv", "--apply", "--json")[1]
    code, said = snurr("say", "--as", "anna", "--json", "call acme")
    assert (code, json.loads(said)["stored"]) == (0, ["C1"])
    assert "rows of" in snurr("export", "out.zip")[1]
    assert not list(tmp_path.glob("**/*.db"))


def test_the_placeholders_are_the_drivers_own() -> None:
    """Names become psycopg's, a percent sign stays one, and a cast is no name."""
    sql = "SELECT :tenant, ':' || '%' -- a note: and more"
    assert portable(sql) == b"SELECT %(tenant)s, ':' || '%%' -- a note: and more"
    assert portable("SELECT x::text, :a") == b"SELECT x::text, %(a)s"
