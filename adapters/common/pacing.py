"""When the next message may leave: turns for a workspace and for each channel, and methods that a platform has closed.

What counts is when messages arrive at the other end, and that is only known to lie between the call and its answer.
So a gap is measured from the answer to the message before, or, while it has none, from a second after it left.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

BURST = 30
WINDOW_SECONDS = 5.02
"""The most messages that may arrive within a moment over five seconds."""
GAP = WINDOW_SECONDS / BURST
CHANNEL_GAP = 1.02
ON_ITS_WAY_SECONDS = 1.0
HEED_SECONDS = 0.35
"""How long the next message waits for the answer to the one before, which may ask for patience."""
STEP = 0.02
KEPT = 5_000


def _loop_time() -> float:
    return asyncio.get_running_loop().time()


def _never() -> bool:
    return False


@dataclass(kw_only=True)
class Pacer:
    """Turns in one workspace, first come, first served; `now` only measures, in seconds."""

    now: Callable[[], float] = _loop_time
    _next: float = 0.0
    _arrived: dict[object, float] = field(default_factory=dict)
    _heeded: dict[object, float] = field(default_factory=dict)
    _channels: dict[str, float] = field(default_factory=dict)
    _shut: dict[str, float] = field(default_factory=dict)
    _gate: asyncio.Lock = field(default_factory=asyncio.Lock)

    @asynccontextmanager
    async def turn(self, channel: str, stopping: Callable[[], bool] = _never, method: str = "") -> AsyncIterator[None]:
        """Wait for a turn to post to a channel, and hold it until the answer is there.

        While the platform has closed `method` nobody's turn comes; `stopping` ends the waiting.
        """
        await self._until(lambda: self._channels.get(channel, 0.0), stopping)
        async with self._gate:
            await self._until(lambda: max(self._earliest(channel), self._shut.get(method, 0.0)), stopping)
            posted = self._leave(channel)
        try:
            yield
        finally:
            self._heeded.pop(posted, None)
            if self.now() < self._arrived.get(posted, 0.0):
                self._arrive(posted, channel, self.now())

    async def _until(self, at: Callable[[], float], stopping: Callable[[], bool]) -> None:
        while not stopping():
            wait = at() - self.now()
            if wait <= 0:
                return
            await asyncio.sleep(min(wait, STEP))

    def _earliest(self, channel: str) -> float:
        """Return when a message may leave, as far as is known by now."""
        since = self.now() - WINDOW_SECONDS
        self._arrived = {each: at for each, at in self._arrived.items() if at > since}
        full = min(self._arrived.values()) + WINDOW_SECONDS if len(self._arrived) >= BURST else 0.0
        heed = max(self._heeded.values(), default=0.0)
        return max(self._next, self._channels.get(channel, 0.0), full, heed)

    def _leave(self, channel: str) -> object:
        now, posted = self.now(), object()
        self._next, self._heeded[posted] = now + GAP, now + HEED_SECONDS
        if len(self._channels) > KEPT:
            self._channels = {name: free for name, free in self._channels.items() if free > now}
        self._arrive(posted, channel, now + ON_ITS_WAY_SECONDS)
        return posted

    def _arrive(self, posted: object, channel: str, at: float) -> None:
        self._arrived[posted], self._channels[channel] = at, at + CHANNEL_GAP

    def shut(self, method: str, wait: timedelta) -> None:
        """Let nothing call a method for a while."""
        self._shut[method] = max(self._shut.get(method, 0.0), self.now() + wait.total_seconds())

    def wait(self, method: str) -> timedelta | None:
        """Return how long a method stays closed, None when it is open."""
        left = self._shut.get(method, 0.0) - self.now()
        return timedelta(seconds=left) if left > 0 else None
