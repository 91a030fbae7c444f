"""The composition root: settings become a clock, a store and a dispatcher; `serve` adds platforms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.clock import Clock
from bot.messages.seal import Sealer
from bot.records import lazy, record
from bot.settings import Settings, clock_of
from storage.configured import open_store
from storage.work import SqlStore

if TYPE_CHECKING:
    from bot.dispatch.dispatcher import Dispatcher


@record(kw_only=True)
class App:
    """The parts that every command of the CLI works with."""

    settings: Settings
    clock: Clock
    store: SqlStore
    sealer: Sealer

    @lazy
    def dispatcher(self) -> Dispatcher:
        """What answers lines, with all that reads them, which most of an operator's commands do not need."""
        from bot.dispatch.dispatcher import Dispatcher  # noqa: PLC0415 - more than half of a start
        from bot.dispatch.registry import lazily  # noqa: PLC0415 - the same
        from nudges.answered import answer_parts  # noqa: PLC0415 - the same

        return Dispatcher(store=self.store, registry=lazily(), admins=self.settings.admins, around=answer_parts)


def open_app(settings: Settings, *, clock: Clock | None = None, url: str | None = None) -> App:
    """Open the store and build what stands on it; the caller closes the store. Raises ConfigError or StoreUnusable."""
    store = open_store(settings, url)
    sealer = Sealer(key=store.engine.seal_key())
    return App(settings=settings, clock=clock or clock_of(settings), store=store, sealer=sealer)
