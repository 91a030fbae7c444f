"""A backup is whole and says so, and nothing else ever takes the place of a database."""

from __future__ import annotations

import asyncio
import hashlib
import json
import shutil
import sqlite3
import stat
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from bot.cli.main import cli
from bot.errors import StoreUnusable
from storage.backup import DATABASE, MANIFEST, TABLES, _counted, backup, restore, verify
from storage.migrate import FOLDER, migrate
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import SqlStore
from tests.dialog import Dialog

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
LINES = ("admin team Nord", "call -", "call - vm a note", "me language da", "waiting yard", "off 16-22 dec")


@pytest.fixture(name="database")
def database_fixture(tmp_path: Path) -> Path:
    """A database with a morning's lines, and nobody who has it open."""
    path = tmp_path / "snurr.db"
    filled(path, LINES)
    return path


def filled(path: Path, lines: tuple[str, ...]) -> None:
    """Type some lines into a database."""

    async def run() -> None:
        store = opened(path)
        for line in lines:
            await store.write(lambda work, line=line: Dialog(work=work).say(line))  # type: ignore[misc]
        store.close()

    asyncio.run(run())


def opened(path: Path) -> SqlStore:
    """Open a database like the bot does."""
    engine = SqliteEngine(path)
    migrate(engine)
    return SqlStore(engine, Defaults())


def calls(path: Path) -> int:
    """Return how many calls a database holds."""
    with sqlite3.connect(path) as raw:
        found: int = raw.execute("SELECT COUNT(*) FROM call").fetchone()[0]
    raw.close()
    return found


def fingerprint(path: Path) -> str:
    """Return the hash of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(name="good")
def good_fixture(database: Path, tmp_path: Path) -> Path:
    """A backup of the database."""
    backup(database, tmp_path / "good.zip", AT)
    return tmp_path / "good.zip"


def test_a_backup_proves_itself(database: Path, good: Path) -> None:
    """Counts, checksums and integrity; the same proof twice, and only its owner can read it."""
    made, again = verify(good), verify(good)
    assert made == again
    assert made.tables["call"][0] == 2
    assert made.at == AT.isoformat()
    assert len(made.steps) >= 3
    assert stat.S_IMODE(good.stat().st_mode) == 0o600


def test_a_restored_database_answers_like_the_one_before(database: Path, good: Path) -> None:
    """What came after the backup is gone from the log, yet kept beside it."""
    filled(database, ("call - later",))
    held, aside = restore(good, database, AT)
    assert (held.tables["call"][0], calls(database)) == (2, 2)
    assert aside
    assert calls(aside) == 3
    assert stat.S_IMODE(database.stat().st_mode) == 0o600
    filled(database, ("call - again",))
    assert calls(database) == 3


def test_a_restore_onto_nothing_makes_the_folder(good: Path, tmp_path: Path) -> None:
    """A fresh machine has no data folder yet."""
    there = tmp_path / "new" / "data" / "snurr.db"
    assert restore(good, there, AT)[1] is None
    assert calls(there) == 2


def test_what_an_old_database_left_beside_it_is_not_read_as_the_new_ones(good: Path, database: Path) -> None:
    """A write-ahead log without its database goes; the restored one is what was proved."""
    database.unlink()
    database.with_name("snurr.db-wal").write_bytes(b"stale" * 1000)
    restore(good, database, AT)
    assert not database.with_name("snurr.db-wal").exists()
    assert calls(database) == 2


def test_a_database_that_is_garbage_can_be_replaced(database: Path, good: Path) -> None:
    """That is the day for which one makes backups; the garbage is kept as well."""
    database.write_bytes(b"garbage" * 1000)
    _, aside = restore(good, database, AT)
    assert calls(database) == 2
    assert aside
    assert aside.read_bytes().startswith(b"garbage")


async def test_a_backup_beside_a_busy_writer_holds_all_that_was_acknowledged(database: Path, tmp_path: Path) -> None:
    """Whatever was answered before the backup began is in it, and what it holds fits together."""
    store, running, acknowledged = opened(database), True, 0

    async def write() -> None:
        nonlocal acknowledged
        while running:
            await store.write(lambda work: Dialog(work=work).say("call - busy"))
            acknowledged += 1

    writers = [asyncio.ensure_future(write()) for _ in range(8)]
    for number in range(4):
        await asyncio.sleep(0)
        before = acknowledged
        made = await asyncio.to_thread(backup, database, tmp_path / f"{number}.zip", AT)
        assert 2 + before <= made.tables["call"][0]
        assert made.tables["call"][0] == made.tables["entry"][0] - 1
        assert verify(tmp_path / f"{number}.zip") == made
    running = False
    await asyncio.gather(*writers)
    store.close()
    assert acknowledged > 8


def altered(good: Path, target: Path, name: str, change: bytes) -> None:
    """Write a backup in which one part is another."""
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(target, "w") as new:
        for each in old.namelist():
            new.writestr(each, change if each == name else old.read(each))


def spoilt(good: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield backups that are none: cut, bent, swapped, edited."""
    whole = good.read_bytes()
    for share in (0.0, 0.01, 0.3, 0.7, 0.99):
        (folder / f"cut{share}.zip").write_bytes(whole[: int(len(whole) * share)])
        yield f"cut at {share}", folder / f"cut{share}.zip"
    for place in (60, len(whole) // 2):
        bent = bytearray(whole)
        bent[place] ^= 0xFF
        (folder / f"bent{place}.zip").write_bytes(bent)
        yield f"bent at {place}", folder / f"bent{place}.zip"
    told = json.loads(zipfile.ZipFile(good).read(MANIFEST))
    manifests = {
        "no rows": told | {"tables": {}},
        "one row more": told | {"tables": told["tables"] | {"call": [3, told["tables"]["call"][1]]}},
        "another hash": told | {"sha256": "0" * 64},
        "no hash": {key: value for key, value in told.items() if key != "sha256"},
        "a list": [],
        "tables in a list": told | {"tables": []},
        "tables in a text": told | {"tables": "call"},
        "a step that is none": told | {"steps": [{}]},
        "steps of two kinds": told | {"steps": [1, "x"]},
        "no instant": told | {"at": "\x1b[2J"},
        "a number for an instant": told | {"at": 9},
    }
    for name, manifest in manifests.items():
        altered(good, folder / f"{name}.zip", MANIFEST, json.dumps(manifest).encode())
        yield name, folder / f"{name}.zip"
    altered(good, folder / "other.zip", DATABASE, b"SQLite format 3\x00" + b"\x00" * 5000)
    yield "another database", folder / "other.zip"
    (folder / "plain.zip").write_bytes(b"not a zip")
    yield "no zip", folder / "plain.zip"
    yield "nothing", folder / "missing.zip"
    yield "a folder", folder


def forged(good: Path, target: Path, *statements: str) -> Path:
    """Write a backup whose database was changed by statements, with a manifest that fits it."""
    database = target.with_suffix(".db")
    with zipfile.ZipFile(good) as archive:
        database.write_bytes(archive.read(DATABASE))
        told = json.loads(archive.read(MANIFEST))
    with sqlite3.connect(database) as raw:
        for statement in statements:
            raw.execute(statement)
        tables = [row[0] for row in raw.execute(TABLES) if not row[0].startswith("more_")]
        told["tables"] = {table: list(_counted(raw, table)) for table in tables}
    raw.close()
    told["sha256"] = fingerprint(database)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(database, DATABASE)
        archive.writestr(MANIFEST, json.dumps(told))
    database.unlink()
    return target


FORGERIES = (
    "CREATE TRIGGER t AFTER INSERT ON call BEGIN UPDATE person SET given = 'admin'; END",
    "CREATE VIEW v AS SELECT * FROM person",
    "CREATE TABLE more (x TEXT)",
    "CREATE INDEX more ON call (note)",
    "ALTER TABLE call ADD COLUMN more TEXT",
    "ALTER TABLE account ADD COLUMN more TEXT GENERATED ALWAYS AS (upper(name)) VIRTUAL",
    "DROP INDEX person_key",
    "CREATE VIRTUAL TABLE more USING fts5(x)",
)


@pytest.mark.parametrize("statement", FORGERIES)
def test_a_database_with_another_schema_is_refused(database: Path, good: Path, tmp_path: Path, statement: str) -> None:
    """Although count and checksums fit: a trigger, view, table, column or index that no migration makes."""
    before = fingerprint(database)
    file = forged(good, tmp_path / "forged.zip", statement)
    for attempt in (verify, lambda file: restore(file, database, AT)):
        with pytest.raises(StoreUnusable, match="take another one"):
            attempt(file)
    assert fingerprint(database) == before


def test_a_view_in_the_place_of_a_table_is_never_read(good: Path, tmp_path: Path) -> None:
    """A query without end behind the name of the migrations' table would never come back."""
    file = forged(good, tmp_path / "forged.zip", "CREATE TABLE kept AS SELECT 1")
    endless = "WITH RECURSIVE n (name) AS (SELECT 'a' UNION ALL SELECT name FROM n) SELECT name, 'snurr' AS migration_set FROM n"
    with zipfile.ZipFile(file) as archive:
        told = archive.read(MANIFEST)
        (tmp_path / "endless.db").write_bytes(archive.read(DATABASE))
    with sqlite3.connect(tmp_path / "endless.db") as raw:
        raw.execute("DROP TABLE _sqlite_migrations")
        raw.execute(f"CREATE VIEW _sqlite_migrations AS {endless}")
    raw.close()
    with zipfile.ZipFile(tmp_path / "endless.zip", "w") as archive:
        archive.write(tmp_path / "endless.db", DATABASE)
        archive.writestr(MANIFEST, told)
    with pytest.raises(StoreUnusable, match="a view that Snurr never makes"):
        verify(tmp_path / "endless.zip")


def test_a_forged_file_without_a_change_of_schema_is_whole(good: Path, tmp_path: Path) -> None:
    """Otherwise the forgeries above would be refused for another reason."""
    assert verify(forged(good, tmp_path / "same.zip")).tables == verify(good).tables


def test_a_backup_of_an_older_snurr_is_taken(good: Path, tmp_path: Path) -> None:
    """Its schema is that of the migrations that it knows; the newer ones follow when it is opened."""
    engine = SqliteEngine(tmp_path / "older.db")
    for path in sorted(FOLDER.glob("*.sql"))[:-1]:
        engine.apply(path.stem, path.read_text(encoding="utf-8"))
    engine.close()
    made = backup(tmp_path / "older.db", tmp_path / "older.zip", AT)
    assert made == verify(tmp_path / "older.zip")
    assert len(made.steps) == len(verify(good).steps) - 1


def bomb(good: Path, target: Path, name: str, size: int, method: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write a backup in which one part is nothing but zeros."""
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(target, "w", method) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        with new.open(name, "w") as part:
            for _ in range(size >> 20):
                part.write(bytes(1 << 20))
    return target


@pytest.mark.parametrize(
    ("name", "size", "method"),
    [
        (DATABASE, 64 << 20, zipfile.ZIP_DEFLATED),
        (MANIFEST, 8 << 20, zipfile.ZIP_DEFLATED),
        ("more.bin", 1 << 20, zipfile.ZIP_DEFLATED),
        (DATABASE, 1 << 20, zipfile.ZIP_LZMA),
    ],
)
def test_what_unpacks_to_far_more_is_refused_before_it_is_unpacked(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, size: int, method: int
) -> None:
    """By the sizes that the zip announces; not a byte of it is unpacked."""
    file = bomb(good, tmp_path / "bomb.zip", name, size, method)
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    with pytest.raises(StoreUnusable, match="is no backup of Snurr"):
        verify(file)


def test_a_list_of_contents_without_end_is_refused_before_it_is_read(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each name in it would cost memory; with a comment behind it, the list could stand anywhere."""
    many, commented = tmp_path / "many.zip", tmp_path / "commented.zip"
    for file, empty, comment in ((many, 70_000, b""), (commented, 0, b"x")):
        shutil.copy(good, file)
        with zipfile.ZipFile(file, "a") as archive:
            archive.comment = comment
            one = archive.getinfo(MANIFEST)
            archive.filelist += [one] * empty
            archive._didModify = True  # type: ignore[attr-defined]
    monkeypatch.setattr(zipfile.ZipFile, "__init__", None)
    for file, why in ((many, "is no backup of Snurr"), (commented, "is no whole backup")):
        with pytest.raises(StoreUnusable, match=why):
            verify(file)


def test_what_has_no_room_is_refused_before_it_is_unpacked(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence says how much is missing."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1 << 10))
    with pytest.raises(StoreUnusable, match="make room first"):
        verify(good)


def test_what_is_no_whole_backup_is_refused_and_the_database_untouched(
    database: Path, good: Path, tmp_path: Path
) -> None:
    """Cut off, bent, edited or simply something else: one sentence each, and nothing is left lying about."""
    before, count = fingerprint(database), 0
    (tmp_path / "spoilt").mkdir()
    for name, file in spoilt(good, tmp_path / "spoilt"):
        for attempt in (verify, lambda file: restore(file, database, AT)):
            with pytest.raises(StoreUnusable) as refused:
                attempt(file)
            assert len(str(refused.value).splitlines()) == 1, name
        count += 1
    assert (count, fingerprint(database)) == (22, before)
    left = {path.name for path in tmp_path.iterdir() if not path.name.endswith(("-wal", "-shm"))}
    assert left == {"good.zip", "snurr.db", "spoilt"}


def test_a_running_bot_keeps_its_database(database: Path, good: Path) -> None:
    """Refused while anybody has it open; the bot goes on, and afterwards it works."""
    store = opened(database)
    before = fingerprint(database)
    with pytest.raises(StoreUnusable, match="stop it first"):
        restore(good, database, AT)
    assert fingerprint(database) == before
    asyncio.run(store.write(lambda work: work.people.add("Eva", AT)))
    store.close()
    assert restore(good, database, AT)[0].rows


def test_a_backup_of_a_newer_snurr_is_refused(database: Path, tmp_path: Path) -> None:
    """The schema is not understood here."""
    newer = tmp_path / "newer.db"
    shutil.copy(database, newer)
    later(newer)
    backup(newer, tmp_path / "newer.zip", AT)
    before = fingerprint(database)
    with pytest.raises(StoreUnusable, match="newer Snurr"):
        restore(tmp_path / "newer.zip", database, AT)
    assert fingerprint(database) == before


def test_a_newer_database_is_not_replaced(database: Path, good: Path) -> None:
    """An old program must not throw away what a newer one wrote."""
    later(database)
    with pytest.raises(StoreUnusable, match="newer than this Snurr"):
        restore(good, database, AT)
    assert calls(database) == 2


def later(path: Path) -> None:
    """Let a database know a step of the future."""
    with sqlite3.connect(path) as raw:
        raw.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('snurr', '9999_later', '2030')"
        )
    raw.close()


def test_a_damaged_database_is_not_backed_up_as_if_it_were_whole(database: Path, tmp_path: Path) -> None:
    """Better no backup than one that nobody can use."""
    raw = bytearray(database.read_bytes())
    raw[4096 * 3 : 4096 * 60] = b"\xff" * (4096 * 57)
    database.write_bytes(raw)
    with pytest.raises(StoreUnusable):
        backup(database, tmp_path / "never.zip", AT)
    assert not (tmp_path / "never.zip").exists()


def test_a_backup_never_replaces_another(database: Path, good: Path) -> None:
    """The one that is there may be the only good one."""
    before = fingerprint(good)
    with pytest.raises(StoreUnusable, match="is there already"):
        backup(database, good, AT)
    assert fingerprint(good) == before


def test_the_operators_lines(database: Path, tmp_path: Path) -> None:
    """backup, restore --verify and restore, in words and as JSON."""
    run = lambda *words: CliRunner().invoke(  # noqa: E731
        cli, words, env={"DATABASE_URL": f"sqlite:///{database}", "SNURR_CONFIG": "/nowhere.toml"}
    )
    file = str(tmp_path / "b.zip")
    assert "every count and checksum fits" in run("backup", file).output
    proved = json.loads(run("restore", file, "--verify", "--json").output)
    assert (proved["rows"], proved["tables"]["call"]) == (sum(proved["tables"].values()), 2)
    restored = run("restore", file)
    assert "the database before it is" in restored.output
    assert isinstance(run("restore", str(tmp_path / "none.zip")).exception, StoreUnusable)
    elsewhere = CliRunner().invoke(cli, ["backup", file], env={"DATABASE_URL": f"sqlite:///{tmp_path}/none.db"})
    assert "no database" in str(elsewhere.exception)
