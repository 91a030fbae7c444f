"""When the next message may leave: slots for a workspace and for each channel, and methods that Slack has closed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

WORKSPACE_GAP = 0.25
"""Seconds between two nudges; 30 in any 5 s is the most that Slack takes."""
CHANNEL_GAP = 1.05
KEPT = 5_000


def _loop_time() -> float:
    return asyncio.get_running_loop().time()


@dataclass(kw_only=True)
class Pace:
    """Slots in one workspace; `now` only measures, in seconds."""

    now: Callable[[], float] = _loop_time
    _next: float = 0.0
    _channels: dict[str, float] = field(default_factory=dict)
    _shut: dict[str, float] = field(default_factory=dict)

    def slot(self, channel: str) -> float:
        """Take the next slot for a channel and return the seconds until then."""
        now = self.now()
        at = max(now, self._next, self._channels.get(channel, 0.0))
        self._next = at + WORKSPACE_GAP
        if len(self._channels) > KEPT:
            self._channels = {name: free for name, free in self._channels.items() if free > now}
        self._channels[channel] = at + CHANNEL_GAP
        return at - now

    def shut(self, method: str, wait: timedelta) -> None:
        """Let nothing call a method for a while."""
        self._shut[method] = max(self._shut.get(method, 0.0), self.now() + wait.total_seconds())

    def wait(self, method: str) -> timedelta | None:
        """Return how long a method stays closed, None when it is open."""
        left = self._shut.get(method, 0.0) - self.now()
        return timedelta(seconds=left) if left > 0 else None
