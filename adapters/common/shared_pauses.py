"""Retry-After for all processes: what one was told is stored, as the platform limits the company, not the process."""

from __future__ import annotations

from dataclasses import field
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock, SystemClock
from bot.domain.work import Work
from bot.errors import StoreError
from bot.ports import Store
from bot.records import record

log = structlog.get_logger()


@record(kw_only=True)
class SharedPauses:
    """The pauses of the company `tenant` on one platform; `machine` is the clock by which platforms ask to wait."""

    store: Store
    tenant: int
    platform: str
    machine: Clock = field(default_factory=SystemClock)

    async def note(self, wait: timedelta) -> None:
        """Let no process post for a while; where that cannot be stored, each is told by the platform itself."""
        until = self.machine.now() + wait
        try:
            await self.store.write(lambda work: work.senders.pause(self.platform, until), self.tenant, beside="")
        except StoreError as error:
            log.warning("pause.not_shared", platform=self.platform, why=type(error).__name__)

    async def left(self) -> timedelta | None:
        """Return how long nobody may post, None when everybody may, or nobody can tell."""
        try:
            until = await self.store.read(self.until, self.tenant)
        except StoreError:
            return None
        return self.wait(until)

    def until(self, work: Work) -> datetime | None:
        """Return until when nobody may post, or might not, None when nobody was ever asked to wait."""
        return work.senders.paused_until(self.platform)

    def wait(self, until: datetime | None) -> timedelta | None:
        """Return how long it is until then, None when that is over."""
        wait = until - self.machine.now() if until else timedelta(0)
        return wait if wait > timedelta(0) else None
