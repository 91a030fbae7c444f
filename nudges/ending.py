"""Endings: what one message's occurrences came to is stored, and what it was if it stays in a channel."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial

import structlog

from bot.clock import seconds_run
from bot.domain.outbox import Occurrence, State
from bot.domain.work import Work
from bot.errors import StoreError
from bot.messages.card import Card
from bot.ports import Address
from bot.records import record
from nudges.channel_posts import keep_posts

log = structlog.get_logger()
STORE_AGAIN_SECONDS = 0.5
PATIENCE_SECONDS = 600.0
"""For which an outcome is stored again and again; a database that is gone for longer is for an operator to mend."""
StoredChange = Callable[[Work], object]
Write = Callable[[StoredChange], Awaitable[object]]


@record(kw_only=True)
class Ending:
    """How the occurrences of one message ended at an instant; with an `address` its card was posted there."""

    occurrences: Sequence[Occurrence]
    card: Card
    address: Address | None
    at: datetime

    async def store_patiently(self, write: Write, owner: str) -> None:
        """Store it, again and again until it is stored; raises StoreError when that takes too long."""
        await store_patiently(write, partial(self.store, owner), partial(self.store, owner, was_known=True))

    def store(self, owner: str, work: Work, *, was_known: bool = False) -> None:
        """Store it for the process `owner`; what another process took over meanwhile is uncertain.

        Unless it `was_known` in time and could not be stored: then it ends doubts of who had to give it up.
        """
        for occurrence in self.occurrences:
            if work.outbox.finish(occurrence, owner):
                continue
            confirms = was_known and occurrence.state is State.SENT
            if not (confirms and work.outbox.confirm(occurrence)):
                # Another process took it over meanwhile; what it sent is uncertain, as this one sent it too.
                log.warning("nudge.lease_lost", rule=occurrence.rule, nudge=occurrence.id)
                work.outbox.mark_uncertain(occurrence)
        if self.address:
            keep_posts(work, self.occurrences, self.card, self.address, self.at)


async def store_patiently(write: Write, change: StoredChange, again: StoredChange | None = None) -> None:
    """Store what became of a send, again and again until it is stored; `again` is the change of later tries.

    Why so: until then the send counts as begun, and on a platform that cannot be asked that ends as uncertain.
    """
    until, this_try = seconds_run() + PATIENCE_SECONDS, change
    while True:
        try:
            await write(this_try)
            return
        except StoreError as error:
            if seconds_run() > until:
                raise
            log.warning("nudge.not_stored", why=type(error).__name__)
        this_try = again or change
        await asyncio.sleep(STORE_AGAIN_SECONDS)
