"""The disk: files that only their owner can read and that replace no other, and whether a restart erases it."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import structlog

from bot.errors import ConfigError

log = structlog.get_logger()
HOSTS = ("DYNO", "RENDER", "FLY_APP_NAME")
"""Set by hosts whose disks are new at every restart, unless a volume is mounted: Heroku, Render, Fly."""
FILE_MODE = 0o600
FOLDER_MODE = 0o700
"""Whatever Snurr writes holds notes about customers, so nobody but its owner reads it, whatever the umask is."""
WORK_PREFIX = ".snurr-"
OTHERS = 0o077
"""The rights of everybody but the owner."""


@contextmanager
def new_file(path: Path, *, replace: bool = False) -> Iterator[Path]:
    """Yield an empty file to be filled, which becomes `path` when the block ends; raises OSError.

    1. It is created in a folder of its own (mode 0700) on the same disk, with O_EXCL and mode 0600.
    2. One link or rename puts it in place: nobody ever reads half of it, and when the block fails nothing is left.
    3. What is there already raises FileExistsError, at the beginning and again at the end, unless `replace` is set.
    """
    if not replace and os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    with work_folder(path.parent) as folder:
        made = folder / "new"
        create_file(made)
        yield made
        made.chmod(FILE_MODE)
        if replace:
            made.replace(path)
        else:
            _put_in_place(made, path)


@contextmanager
def work_folder(parent: Path) -> Iterator[Path]:
    """Yield a folder (mode 0700) that is removed in the end, and with it those of processes that were killed."""
    for left in leftovers(parent):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=f"{WORK_PREFIX}{os.getpid()}-", dir=parent) as folder:
        yield Path(folder)


def leftovers(parent: Path) -> list[Path]:
    """Return the work folders in a folder whose processes run no more."""
    found = ((path, path.name.removeprefix(WORK_PREFIX).partition("-")[0]) for path in parent.glob(f"{WORK_PREFIX}*-*"))
    return [path for path, process in found if process.isdecimal() and int(process) and not _runs(int(process))]


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        pass
    return True


def create_file(path: Path) -> None:
    """Create an empty file that only its owner can read; raises FileExistsError, also for a dead link."""
    made = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE)
    try:
        os.fchmod(made, FILE_MODE)
    finally:
        os.close(made)


def is_open_to_others(path: Path) -> bool:
    """Whether anybody but its owner may do anything with a file; False for one that is not there."""
    try:
        return os.name == "posix" and bool(path.stat().st_mode & OTHERS)
    except FileNotFoundError:
        return False


def narrow(path: Path) -> None:
    """Take a file, if it is there, away from everybody but its owner; log that, also where it cannot be done."""
    if not is_open_to_others(path):
        return
    try:
        path.chmod(FILE_MODE)
    except FileNotFoundError:  # another process tidies up at this moment
        return
    except PermissionError:  # somebody else's file
        log.warning("disk.open_to_others", file=str(path))
    else:
        log.warning("disk.narrowed", file=str(path), mode=f"{FILE_MODE:04o}")


def _put_in_place(made: Path, path: Path) -> None:
    try:
        os.link(made, path)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links, such as a memory stick: the name is taken first, then replaced
        create_file(path)
        made.replace(path)


def read_file(path: Path, most: int) -> bytes:
    """Return what a file holds, which may be one without end; raises OSError, also for more than `most` bytes."""
    with path.open("rb") as file:
        raw = file.read(most + 1)
    if len(raw) > most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return raw


def make_folder(path: Path) -> None:
    """Make a folder and its missing parents, which only their owner can enter; raises OSError."""
    for folder in reversed([path, *path.parents]):
        if not folder.exists():
            folder.mkdir(FOLDER_MODE, exist_ok=True)


def check_disk(path: Path, environment: Mapping[str, str], *, allowed: bool) -> None:
    """Refuse a log that would be lost with the next restart; where that is `allowed`, say so at each one."""
    host = next((name for name in HOSTS if environment.get(name)), "")
    if not host or not on_root_disk(path):
        return
    why = f"This disk is erased at every restart ({host} is set, and {path} is on no volume of its own)"
    if not allowed:
        raise ConfigError(
            f"{why}: set DATABASE_URL to a file on a volume or to PostgreSQL, "
            "or SNURR_THROWAWAY_DISK=1 if the log may be lost."
        )
    log.warning("disk.throwaway", why=why)


def on_root_disk(path: Path) -> bool:
    """Whether a file is or would be on the disk of `/`; a volume of its own has another device number."""
    place = path.absolute()
    while not place.exists():
        place = place.parent
    return os.stat(place).st_dev == os.stat("/").st_dev
