"""Whether the host throws the database's disk away at every restart."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import structlog

from bot.errors import ConfigError

log = structlog.get_logger()
HOSTS = ("DYNO", "RENDER", "FLY_APP_NAME")
"""Set by hosts whose disks are new at every restart, unless a volume is mounted: Heroku, Render, Fly."""


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
