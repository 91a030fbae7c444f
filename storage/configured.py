"""The store that the settings name."""

from __future__ import annotations

import os
from contextlib import ExitStack

from bot.disk import check_disk
from bot.settings import Settings
from storage.engine import Engine
from storage.migrate import migrate
from storage.people import Defaults
from storage.url import engine_at, sqlite_path
from storage.work import SqlStore


def open_store(settings: Settings, url: str | None = None) -> SqlStore:
    """Open the database and bring it to the newest schema; raises ConfigError or StoreUnusable."""
    path = sqlite_path(url or settings.database_url)
    # A database that is given by `url`, such as the demo's, is temporary on purpose.
    if url is None and path:
        check_disk(path, os.environ, allowed=settings.snurr_throwaway_disk)
    engine = _migrated(url or settings.database_url)
    defaults = Defaults(
        zone=settings.snurr_timezone,
        country=settings.snurr_country,
        language=settings.snurr_language,
        purpose=settings.snurr_purpose,
        basis=settings.snurr_basis,
        url=settings.snurr_url,
        webhook_hosts=settings.webhook_hosts,
    )
    return SqlStore(engine, defaults)


def _migrated(url: str) -> Engine:
    """Return the engine of a database, with the newest schema."""
    engine = engine_at(url)
    with ExitStack() as unwind:
        unwind.callback(engine.close)
        if not (migrate(engine) and sqlite_path(url)):
            unwind.pop_all()
            return engine
    # Anew, as a connection keeps the statements of the migrations compiled: a megabyte of a first start.
    return engine_at(url)
