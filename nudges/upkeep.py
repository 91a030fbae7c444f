"""Upkeep: the daily round of retention for every company of the database, in whichever process finds it is not done."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import Callable
from functools import partial

import structlog

from bot.clock import Clock
from bot.domain.retention import Kept
from bot.domain.retention_round import RoundPlace, end_round, is_kept_today, take_step
from bot.errors import StoreError
from bot.ports import Store
from bot.records import record
from bot.views.personal_data import emptied

log = structlog.get_logger()
LOOK_SECONDS = 600.0
"""Between two looks whether the day's round is done."""
REST_SECONDS = 0.05
"""Between two steps, in which others write."""


@record(kw_only=True)
class Upkeep:
    """The rounds of one process; two processes at once do no harm, as a row is deleted once."""

    store: Store
    clock: Clock
    clock_is_wrong: Callable[[], bool] = lambda: False
    """Whether nothing is to be deleted, because what is old cannot be known."""

    async def run(self, stopping: asyncio.Event) -> None:
        """Look every few minutes until `stopping` is set; a database that refuses is asked again at the next look."""
        while not stopping.is_set():
            with contextlib.suppress(StoreError):
                await self.round(stopping.is_set)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), LOOK_SECONDS)

    async def round(self, stopped: Callable[[], bool] = lambda: False) -> None:
        """Go through every company whose round of the day is not done; raises StoreError."""
        if self.clock_is_wrong():
            return
        for tenant in await self.store.read(lambda work: sorted(work.installations.companies())):
            (failed,) = await asyncio.gather(self._company(tenant, stopped), return_exceptions=True)
            if isinstance(failed, StoreError | asyncio.CancelledError):
                raise failed
            if failed is not None:  # the round of one company must not keep the others from theirs
                log.error("retention.failed", tenant=tenant, exc_info=failed)

    async def _company(self, tenant: int, stopped: Callable[[], bool]) -> None:
        now = self.clock.now()
        if await self.store.read(lambda work: is_kept_today(work, now), tenant):
            return
        counts: Counter[Kept] = Counter()
        place: RoundPlace | None = RoundPlace()
        while place and not stopped():
            kind = place.kind
            step = partial(take_step, tenant=tenant, place=place, now=now, emptied=emptied)
            rows, place = await self.store.write(step, tenant)
            counts[kind] += rows
            if rows:
                await asyncio.sleep(REST_SECONDS)
        for kind, count in counts.items():
            if count:
                log.info("retention.deleted", tenant=tenant, kind=kind.value, rows=count)
        if place is None:
            await self.store.write(lambda work: end_round(work, counts, now), tenant)
