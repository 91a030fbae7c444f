"""Backup and restore of an SQLite database: one zip with a snapshot and a manifest of row counts and checksums.

Backup: 1. SQLite copies one snapshot while others go on writing. 2. The copy is checked, counted and hashed. 3. The zip
is finished under another name and put in place.
Restore: 1. The zip's sizes are checked before it is unpacked beside the database. 2. The copy must have the schema of
Snurr's migrations, and be what its manifest says. 3. The database is locked, so that no running bot has it open. 4. It
is kept under another name, and one rename puts the copy in its place.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import sqlite3
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.disk import FILE_MODE, create_file, make_folder, new_file, work_folder
from bot.errors import StoreUnusable
from bot.records import record
from storage.migrate import FOLDER
from storage.schema import refuse_other_schema, refuse_strange_objects
from storage.sqlite_file import SIDES, STEPS, alone, refuse_foreign

DATABASE, MANIFEST = "snurr.db", "manifest.json"
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, EOFError, KeyError, TypeError, ValueError, OSError, RuntimeError,
)  # fmt: skip
"""What reading a zip may raise that was cut off, damaged, or made by another program."""
ENDS = struct.Struct("<4s36xQ8x4s16x4s8xL4xH")
"""The records at the end of a zip: for large files one with sizes and one that leads to it, then the usual one."""
DIRECTORY_BYTES = 4096
MANIFEST_BYTES = 1024 * 1024
SMALL_BYTES = 16 * 1024 * 1024
"""Up to this size a backup may be packed as densely as it likes."""
DENSEST = 40
"""How many times larger than in the zip a large database may be; ours are packed 3 to 20 times, zip bombs 1000."""
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@record(kw_only=True)
class Manifest:
    """What a backup holds: when it was made, its migrations, and (rows, SHA-256) by table."""

    at: str
    sha256: str
    steps: tuple[str, ...]
    tables: dict[str, tuple[int, str]]

    @property
    def rows(self) -> int:
        """The rows of all tables."""
        return sum(rows for rows, _ in self.tables.values())


def backup(database: Path, target: Path, at: datetime, *, replace: bool = False) -> Manifest:
    """Write a backup and return what it holds; raises StoreUnusable when there is nothing to copy, or no room.

    A file that is there already is kept unless `replace` is set.
    """
    if not database.exists():
        raise StoreUnusable(f"There is no database {database} yet: log something first.")
    if os.path.lexists(target) and not replace:
        raise StoreUnusable(f"{target} is there already: choose another name, or add --force to replace it.")
    refuse_foreign(database)
    with _writing(target), new_file(target, replace=replace) as zipped:
        copy = zipped.with_name(DATABASE)
        create_file(copy)
        with _opened(database) as source:
            # A copied file would lack what is still in the write-ahead log, and pass SQLite's own check all the same.
            source.execute("VACUUM INTO ?", (str(copy),))
        made = _described(copy, at.isoformat())
        with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.write(copy, DATABASE)
            archive.writestr(MANIFEST, json.dumps(asdict(made), indent=1))
    return made


def verify(file: Path) -> Manifest:
    """Return what a backup holds; raises StoreUnusable unless it is whole, of a known version and as counted."""
    with tempfile.TemporaryDirectory(prefix="snurr-verify-") as folder:
        return _unpacked(file, Path(folder))


def restore(file: Path, database: Path, at: datetime) -> tuple[Manifest, Path | None]:
    """Replace the database by a backup; return what it holds, and where the old database is now, if there was one.

    Raises StoreUnusable; the database is then as it was.
    """
    with _writing(database):
        make_folder(database.parent)
    with _beside(database) as folder, contextlib.ExitStack() as held:
        proved = _unpacked(file, folder)
        aside = None
        if database.exists():
            refuse_foreign(database)
            held.enter_context(alone(database))
            aside = database.with_name(f"{database.name}.before-{at:%Y%m%dT%H%M%S}")
            # A link, not a rename: until the next step the old database still stands under its own name.
            os.link(database, aside)
            aside.chmod(FILE_MODE)
        (folder / DATABASE).replace(database)
        for side in SIDES:  # the old database's write-ahead log would be read as the new one's
            database.with_name(database.name + side).unlink(missing_ok=True)
    return proved, aside


@contextlib.contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Yield a folder on the disk of a path, so that a rename is atomic; it is removed in the end."""
    with _writing(path), work_folder(path.parent) as folder:
        yield folder


@contextlib.contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Turn what may prevent a file from being written into StoreUnusable."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise StoreUnusable(f"{path} cannot be written: {why}.") from error


def _unpacked(file: Path, folder: Path) -> Manifest:
    """Unpack a backup into a folder and return its manifest; raises StoreUnusable when the two do not agree."""
    try:
        create_file(folder / DATABASE)
        _check_directory(file)
        with zipfile.ZipFile(file) as archive:
            _check_sizes(archive, file, shutil.disk_usage(folder).free)
            promised = _promised(json.loads(archive.read(MANIFEST)))
            with archive.open(DATABASE) as packed, (folder / DATABASE).open("wb") as copy:
                shutil.copyfileobj(packed, copy)
    except FileNotFoundError:
        raise StoreUnusable(f"There is no file {file}.") from None
    except UNREADABLE as error:
        raise StoreUnusable(f"{file} is no whole backup: take another one.") from error
    # Before the comparison, as the cure is another one: not a new backup but a newer Snurr.
    if unknown := set(promised.steps) - {path.stem for path in FOLDER.glob("*.sql")}:
        raise StoreUnusable(f"{file} comes from a newer Snurr (it knows {max(unknown)}): update Snurr first.")
    if _described(folder / DATABASE, promised.at) != promised:
        raise StoreUnusable(f"{file} does not hold what was backed up: take another one.")
    with _opened(folder / DATABASE) as raw:
        refuse_other_schema(raw, promised.steps)
    return promised


def _promised(told: dict[str, Any]) -> Manifest:
    """Return the manifest of a backup; raises ValueError, KeyError or TypeError for what `backup` never writes."""
    texts = [told["at"], told["sha256"], *told["steps"]]
    if not (all(isinstance(text, str) for text in texts) and isinstance(told["tables"], dict)):
        raise TypeError(MANIFEST)
    at = datetime.fromisoformat(told["at"]).isoformat()
    tables = {name: (rows, digest) for name, (rows, digest) in told["tables"].items()}
    return Manifest(at=at, sha256=told["sha256"], steps=tuple(told["steps"]), tables=tables)


def _check_directory(file: Path) -> None:
    """Refuse a zip whose list of contents is longer than that of two files, before it is read; raises BadZipFile."""
    with file.open("rb") as raw:
        raw.seek(-min(ENDS.size, raw.seek(0, os.SEEK_END)), os.SEEK_END)
        end = raw.read(ENDS.size).rjust(ENDS.size, b"\0")
    large, large_bytes, locator, mark, small_bytes, comment = ENDS.unpack(end)
    # A large file has its sizes in a record of its own, for which zipfile looks at this place too.
    is_large = locator == b"PK\x06\x07"
    if mark != b"PK\x05\x06" or comment or (is_large and large != b"PK\x06\x06"):
        raise zipfile.BadZipFile(file.name)
    if (large_bytes if is_large else small_bytes) > DIRECTORY_BYTES:
        raise StoreUnusable(f"{file} is no backup of Snurr: it would unpack to far more than a backup holds.")


def _check_sizes(archive: zipfile.ZipFile, file: Path, free: int) -> None:
    """Refuse, before it is unpacked, what no backup of ours is; `free` is the room for it in bytes.

    The sizes are those that the zip announces, more than which is never read. Raises StoreUnusable, KeyError.
    """
    database, manifest = archive.getinfo(DATABASE), archive.getinfo(MANIFEST)
    size = database.file_size
    dense = size > SMALL_BYTES and size > database.compress_size * DENSEST
    if dense or manifest.file_size > MANIFEST_BYTES or len(archive.infolist()) != 2:
        raise StoreUnusable(f"{file} is no backup of Snurr: it would unpack to far more than a backup holds.")
    if not {database.compress_type, manifest.compress_type} <= set(METHODS):
        raise StoreUnusable(f"{file} is no backup of Snurr: it is packed in another way.")
    if size > free:
        raise StoreUnusable(f"{file} unpacks to {size >> 20} MiB, and {free >> 20} MiB are free here: make room first.")


def _described(copy: Path, at: str) -> Manifest:
    """Return the manifest of a database file after checking it; raises StoreUnusable when it is damaged."""
    with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as raw:
        try:
            refuse_strange_objects(raw)
            sound = [row[0] for row in raw.execute("PRAGMA integrity_check(1)")] == ["ok"]
            sound = sound and raw.execute("PRAGMA foreign_key_check").fetchone() is None
            steps = tuple(row[0] for row in raw.execute(STEPS))
            tables = {name: _counted(raw, name) for (name,) in raw.execute(TABLES).fetchall()}
        except (sqlite3.DatabaseError, TypeError) as error:  # TypeError: bytes, which none of our columns hold
            raise StoreUnusable(f"The database in {copy.name} is damaged: {error}.") from error
    if not sound:
        raise StoreUnusable("The database is damaged: its tables do not fit together.")
    return Manifest(at=at, sha256=_hashed(copy), steps=steps, tables=tables)


def _counted(raw: sqlite3.Connection, table: str) -> tuple[int, str]:
    """Return a table's number of rows and their SHA-256; its name comes from the schema, never from outside."""
    digest, rows = hashlib.sha256(), 0
    for row in raw.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - a table's name
        digest.update(json.dumps(row, ensure_ascii=False).encode())
        rows += 1
    return rows, digest.hexdigest()


def _hashed(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextlib.contextmanager
def _opened(database: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, isolation_level=None)) as raw:
        yield raw
