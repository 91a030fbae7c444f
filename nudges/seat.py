"""The seat: of all processes one sends for a company, so that a platform's limit holds for all of them together.

1. Whoever has something to send takes the seat where nobody holds it, and gives it back when nothing is left.
2. While it is held, a beat is stored every `BEAT_SECONDS`. The holder counts on the seat for `OURS_SECONDS` from the
   moment before its last beat: a process that stood still for longer sends nothing until its next beat is stored.
3. Another process takes the seat once it has seen the same beat for `SILENT_SECONDS`: by then the holder has not
   counted on it for longer than any window in which a platform counts messages.
4. A seat that was given back is taken once it was seen so for `QUIET_SECONDS`, as its last messages still count.
Each process measures with its own clock only; what is compared between them are beats, which nobody can set back.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial

import structlog

from bot.clock import seconds_run
from bot.domain.senders import Seat
from bot.domain.work import Work
from bot.errors import StoreError
from bot.ports import Store

log = structlog.get_logger()
BEAT_SECONDS = 2.0
OURS_SECONDS = 6.0
QUIET_SECONDS = 5.1
SILENT_SECONDS = OURS_SECONDS + QUIET_SECONDS + 0.9
POLL_SECONDS = 0.25


@dataclass(kw_only=True)
class SenderSeat:
    """The seat of the company `tenant` as the process `owner` sees it; `seconds` is a clock that only measures."""

    store: Store
    tenant: int
    owner: str
    stopping: Callable[[], bool] = lambda: False
    seconds: Callable[[], float] = seconds_run
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _seen: Seat | None = None
    _seen_since: float = 0.0
    _ours_until: float = 0.0
    _given_back: Seat | None = None
    _beating: asyncio.Task[None] | None = None
    _enough: asyncio.Event = field(default_factory=asyncio.Event)
    _beats: asyncio.Lock = field(default_factory=asyncio.Lock)

    def is_ours(self) -> bool:
        """Whether this process may send at this moment."""
        return self.seconds() < self._ours_until

    async def take(self) -> bool:
        """Take the seat, or keep it; False while another process has it. Raises StoreError."""
        if self._is_beating() and self.is_ours():
            return True
        seen = await self._look()
        while not self._is_free(seen):
            if (seen and seen.owner) or self.stopping():
                return False
            await self.sleep(POLL_SECONDS)
            seen = await self._look()
        if not await self._beat(self.owner):
            return False
        if not self._is_beating():
            self._enough.clear()
            self._beating = asyncio.ensure_future(self._keep())
        return True

    def _is_beating(self) -> bool:
        return self._beating is not None and not self._beating.done()

    async def give_back(self) -> None:
        """Let others have the seat, if it is ours; raises nothing, as they get it in time anyway."""
        if self._beating is None:
            return
        # Not cancelled: a beat that is stored unseen would let others wait for a process that sends nothing any more.
        self._enough.set()
        await asyncio.gather(self._beating, return_exceptions=True)
        self._beating = None
        with contextlib.suppress(StoreError):
            if await self._beat(""):
                self._given_back = self._seen
        self._ours_until = 0.0

    async def _look(self) -> Seat | None:
        seen = await self.store.read(lambda work: work.senders.seat(), self.tenant)
        if seen != self._seen:
            self._seen, self._seen_since = seen, self.seconds()
        return seen

    def _is_free(self, seen: Seat | None) -> bool:
        if seen is None or seen.owner == self.owner or seen == self._given_back:
            return True
        return self.seconds() - self._seen_since >= (SILENT_SECONDS if seen.owner else QUIET_SECONDS)

    async def _beat(self, owner: str) -> bool:
        """Store a beat on top of the one that was seen; False, and no longer ours, when another process did."""
        async with self._beats:
            began, seen = self.seconds(), self._seen
            taken = await self.store.write(partial(_store_beat, owner=owner, seen=seen), self.tenant, beside="")
            if taken:
                self._seen = Seat(owner=owner, beat=seen.beat + 1 if seen else 1)
            self._ours_until = began + OURS_SECONDS if taken and owner else 0.0
            return taken

    async def _keep(self) -> None:
        """Beat until it is enough, or until another process has the seat."""
        while not await self._enough_within(BEAT_SECONDS):
            try:
                # Why looked at after a failure: a beat whose answer was lost may be stored.
                if not await self._beat(self.owner) and not await self._is_still_named():
                    log.warning("nudges.seat_lost", tenant=self.tenant)
                    return
            except StoreError as error:
                log.warning("nudges.seat_unsure", tenant=self.tenant, why=type(error).__name__)

    async def _is_still_named(self) -> bool:
        seen = await self._look()
        return seen is not None and seen.owner == self.owner

    async def _enough_within(self, seconds: float) -> bool:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._enough.wait(), seconds)
        return self._enough.is_set()


def _store_beat(work: Work, owner: str, seen: Seat | None) -> bool:
    return work.senders.take(owner, seen)
