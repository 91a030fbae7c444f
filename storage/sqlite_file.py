"""The file of an SQLite database before it is opened: made where it is missing, its owner's alone, and whole."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from bot.disk import make_folder, narrow, new_file
from bot.errors import StoreUnusable
from storage.migrate import FOLDER

HEADER_BYTES = 100
MAGIC = b"SQLite format 3\x00"
MARK, MARK_AT = 0x736E7572, 68
"""The application id in the header of a database of ours, "snur" in bytes, and where it stands."""
TABLE = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
STEPS = "SELECT name FROM _sqlite_migrations WHERE migration_set = 'snurr' ORDER BY name"
SIDES = ("-wal", "-shm")
"""What SQLite appends to the name of a database for the files that it keeps beside it."""


class OpenFiles:
    """The files of an open database; a name that leads to another file than at first, or to none, is noticed.

    A deleted file can still be written to on Unix, and what is written is gone when the process ends.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        # As texts, since they are looked at twice for each transaction.
        self._file, self._own = str(path), _identity(str(path))
        self._sides: dict[str, tuple[int, int] | None] = {}

    def note_sides(self) -> None:
        """Keep which the files beside the database are; SQLite has made both once a transaction has begun."""
        if not self._sides:
            self._sides = {str(beside): _identity(str(beside)) for beside in _sides(self.path)}

    def is_lost(self) -> bool:
        """Whether the database itself was deleted or replaced."""
        return _identity(self._file) != self._own

    def is_log_lost(self) -> bool:
        """Whether a file beside it was."""
        return any(_identity(path) != known for path, known in self._sides.items())

    def is_log_gone(self) -> bool:
        """Whether one of them is there no more, and nobody has made another."""
        return any(not os.path.exists(path) for path in self._sides)


def _identity(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _sides(path: Path) -> list[Path]:
    return [path.with_name(path.name + side) for side in SIDES]


def prepare(path: Path) -> None:
    """Create the folder and the file where they are missing; raises StoreUnusable for what is no database.

    1. A file that cannot be read and written is refused at the start, not at the first line.
    2. It must begin like an SQLite file, be as long as its header says, and belong to no other program.
    3. It is its owner's alone (mode 0600), with what SQLite keeps beside it; one that others could read is narrowed.
    What is refused is left as it is.
    """
    refuse_place(path)
    try:
        make_folder(path.parent)
        if not path.exists():
            _create(path)
        with path.open("r+b") as file:
            head = file.read(HEADER_BYTES)
    except OSError as error:
        raise StoreUnusable(_unopened(path, error)) from error
    if not head.startswith(MAGIC):
        raise StoreUnusable(
            f"The file {path} is no SQLite database; nothing was changed. Name another file in DATABASE_URL; "
            "if this one was Snurr's, put a backup in its place: snurr restore FILE."
        )
    if _cut_off(head, path):
        raise StoreUnusable(broken(path))
    refuse_foreign(path)
    for each in (path, *_sides(path)):
        narrow(each)


def refuse_place(path: Path) -> None:
    """Raise StoreUnusable where no file can be at a path, such as a folder's; makes nothing."""
    try:
        if path.is_dir():
            inside = address_of(path / "snurr.db")
            raise StoreUnusable(f"{path} is a folder: name a file in it in DATABASE_URL, such as {inside}.")
        there = next((folder for folder in path.parents if folder.exists()), path.parent)
        if there.exists() and not there.is_dir():
            beside = address_of(there.with_name("snurr.db"))
            raise StoreUnusable(
                f"{there} is a file, so {path} cannot be in it: name another folder in DATABASE_URL, such as {beside}."
            )
    except OSError as error:
        raise StoreUnusable(_unopened(path, error)) from error


def address_of(path: Path) -> str:
    """Return a file as DATABASE_URL names it: three slashes for one below the working directory, else four."""
    return f"sqlite:///{path}"


def _unopened(path: Path, error: OSError) -> str:
    if os.path.lexists(path):
        return f"The database {path} cannot be opened: {error.strerror}."
    return (
        f"The database {path} cannot be made: {error.strerror}. "
        "Name a folder in DATABASE_URL that this user can write, such as sqlite:///data/snurr.db."
    )


def refuse_foreign(path: Path) -> None:
    """Raise StoreUnusable for the database of another program: one with tables, and neither our mark nor migrations."""
    if _marked(path):
        return
    names: list[str] = []
    # As it stands in the one file: so nothing is made beside it, whoever has it open.
    address = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(address, uri=True)) as raw:
        names = [name for (name,) in raw.execute(TABLE)]
    if names and "_sqlite_migrations" not in names:
        raise StoreUnusable(
            f"The database {path} belongs to another program (it has a table {names[0]}): "
            "nothing was changed. Name a file of Snurr's own in DATABASE_URL."
        )


def _marked(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return int.from_bytes(file.read(HEADER_BYTES)[MARK_AT : MARK_AT + 4], "big") == MARK
    except OSError:
        return False


def _cut_off(head: bytes, path: Path) -> bool:
    """Whether a file is shorter than its header says, without a write-ahead log that may hold the rest."""
    journal = path.with_name(path.name + "-wal")
    if journal.exists() and journal.stat().st_size:
        return False
    # The header has two bytes for the size of a page, so the largest, 65536, is written as 1.
    page, pages = int.from_bytes(head[16:18], "big"), int.from_bytes(head[28:32], "big")
    return path.stat().st_size < (65536 if page == 1 else page) * pages


def _create(path: Path) -> None:
    """Create an empty database under another name and link it into place, so that no file of ours lacks a header."""
    with contextlib.suppress(FileExistsError), new_file(path) as made:  # another starter may be faster
        empty = sqlite3.connect(made, isolation_level=None)
        # SQLite writes no header before the first table is made.
        empty.executescript(f"PRAGMA application_id={MARK}; CREATE TABLE made (x INTEGER); DROP TABLE made;")
        empty.close()


def broken(path: Path | None) -> str:
    """Return the sentence about a database that cannot be read."""
    return f"The database {path} is damaged; nothing was changed. Put a backup in its place: snurr restore FILE."


@contextlib.contextmanager
def alone(database: Path) -> Iterator[None]:
    """Lock a database file; raises StoreUnusable while another process has it open, or when it is of a newer version.

    A file that is no database any more needs no lock: a backup may replace it.
    """
    # Without waiting: a bot that runs does not let go of the database by itself.
    raw = sqlite3.connect(database, isolation_level=None, timeout=0)
    with contextlib.closing(raw):
        try:
            # Only the one and only connection may leave write-ahead mode, so a running bot is noticed without a lock
            # file, which a crash would leave behind.
            if raw.execute("PRAGMA journal_mode=DELETE").fetchone()[0] != "delete":
                raise StoreUnusable(f"Snurr is running on {database}: stop it first.")
            raw.execute("BEGIN EXCLUSIVE")
            known = {row[0] for row in raw.execute(STEPS)}
        except sqlite3.OperationalError as error:
            if "lock" in str(error):
                raise StoreUnusable(f"Snurr is running on {database}: stop it first.") from error
            known = set()
        except sqlite3.DatabaseError:
            known = set()
        if unknown := known - {path.stem for path in FOLDER.glob("*.sql")}:
            raise StoreUnusable(f"{database} is newer than this Snurr (it knows {max(unknown)}): update Snurr first.")
        yield
