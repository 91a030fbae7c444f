"""The composition root: settings become a clock, a store and a dispatcher; `serve` adds platforms."""

from __future__ import annotations

import os
from contextlib import ExitStack

from bot.clock import Clock, ShiftedClock, SystemClock, parse_instant
from bot.disk import check_disk
from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from bot.messages.seal import Sealer
from bot.records import record
from bot.settings import Settings
from nudges.answered import answer_parts
from storage.engine import Engine
from storage.migrate import migrate
from storage.people import Defaults
from storage.url import engine_at, sqlite_path
from storage.work import SqlStore


@record(kw_only=True)
class App:
    """The parts that every command of the CLI works with."""

    settings: Settings
    clock: Clock
    store: SqlStore
    dispatcher: Dispatcher
    sealer: Sealer


def clock_of(settings: Settings) -> Clock:
    """Return the machine's clock, or one that starts at SNURR_CLOCK and runs on from there."""
    return ShiftedClock(parse_instant(settings.snurr_clock)) if settings.snurr_clock else SystemClock()


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


def open_app(settings: Settings, *, clock: Clock | None = None, url: str | None = None) -> App:
    """Open the store and build what stands on it; the caller closes the store. Raises ConfigError or StoreUnusable."""
    store = open_store(settings, url)
    dispatcher = Dispatcher(store=store, registry=discover(), admins=settings.admins, around=answer_parts)
    sealer = Sealer(key=store.engine.seal_key())
    return App(settings=settings, clock=clock or clock_of(settings), store=store, dispatcher=dispatcher, sealer=sealer)
