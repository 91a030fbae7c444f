"""The composition root: settings become a clock, a store and a dispatcher; `serve` adds platforms."""

from __future__ import annotations

from bot.clock import Clock
from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from bot.messages.seal import Sealer
from bot.records import record
from bot.settings import Settings, clock_of
from nudges.answered import answer_parts
from storage.configured import open_store
from storage.work import SqlStore


@record(kw_only=True)
class App:
    """The parts that every command of the CLI works with."""

    settings: Settings
    clock: Clock
    store: SqlStore
    dispatcher: Dispatcher
    sealer: Sealer


def open_app(settings: Settings, *, clock: Clock | None = None, url: str | None = None) -> App:
    """Open the store and build what stands on it; the caller closes the store. Raises ConfigError or StoreUnusable."""
    store = open_store(settings, url)
    dispatcher = Dispatcher(store=store, registry=discover(), admins=settings.admins, around=answer_parts)
    sealer = Sealer(key=store.engine.seal_key())
    return App(settings=settings, clock=clock or clock_of(settings), store=store, dispatcher=dispatcher, sealer=sealer)
