"""Pacing: when the next message to one workspace or tenant may leave, so that the platform has no reason to refuse it.

Platforms count what arrives, and when a message arrives is only known to lie between its call and its answer. So each
message is first assumed to arrive as late as it may, and its answer, which cannot come before it, corrects that.

1. A sender waits until its channel is free: the message before it there has its answer, and some time has passed.
2. It waits for the gate, which lets one sender in at a time, in the order in which they came; it waits for the channel
   again where somebody ahead in the gate has sent there.
3. In the gate it waits until all of this holds: the method is not closed; `GAP_SECONDS` have passed since the last
   message left; fewer than `BURST` messages arrive within `WINDOW_SECONDS`; the message before has its answer, or has
   been waited for during `ANSWER_WAIT_SECONDS`.
4. It leaves the gate and its message leaves, assumed to arrive within `TRANSIT_SECONDS`.
5. With the answer, the time of arrival is set to that of the answer.

Times are seconds of a clock that only moves forward; they mean nothing outside this process.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

BURST = 30
"""Messages that may arrive within any `WINDOW_SECONDS`."""
WINDOW_SECONDS = 5.02
"""A little more than the five seconds that the limit speaks of, as two clocks measure it."""
GAP_SECONDS = WINDOW_SECONDS / BURST
# Slack and Teams take about one message a second in one conversation.
CHANNEL_GAP_SECONDS = 1.02
TRANSIT_SECONDS = 1.0
# Without an end to this wait, a slow platform would be written to one message at a time.
ANSWER_WAIT_SECONDS = 0.35
POLL_SECONDS = 0.02
CHANNELS_KEPT = 5_000


def _loop_time() -> float:
    return asyncio.get_running_loop().time()


def _never() -> bool:
    return False


async def at_once() -> None:
    """Begin a message whose turn has come; nothing has to be noted before it leaves."""


@dataclass(kw_only=True)
class Pacer:
    """Turns to send in one workspace; `now` is a clock that only measures, in seconds."""

    now: Callable[[], float] = _loop_time
    _next_departure: float = 0.0
    _arrivals: dict[object, float] = field(default_factory=dict)
    """When each message of the last window arrives at the latest, by an object of its own."""
    _answer_deadlines: dict[object, float] = field(default_factory=dict)
    """Until when the next sender waits for the answer to each message that has none yet."""
    _channel_free: dict[str, float] = field(default_factory=dict)
    _closed_until: dict[str, float] = field(default_factory=dict)
    _gate: asyncio.Lock = field(default_factory=asyncio.Lock)

    @asynccontextmanager
    async def turn(self, channel: str, stopping: Callable[[], bool] = _never, method: str = "") -> AsyncIterator[None]:
        """Wait for a turn to send to a channel; the body sends, and ends with the answer.

        Once `stopping` is true the waiting ends at once, and the body must not send. `method` is the call that the
        body makes; nobody gets a turn for it while it is closed.
        """
        message = await self._left(channel, stopping, method)
        try:
            yield
        finally:
            self._answer_deadlines.pop(message, None)
            now = self.now()
            self._arrivals[message], self._channel_free[channel] = now, now + CHANNEL_GAP_SECONDS

    async def _left(self, channel: str, stopping: Callable[[], bool], method: str) -> object:
        """Wait for a turn, and return the message that leaves with it."""
        while True:
            # why outside the gate: whoever waited for a busy channel inside would hold up all other channels
            await self._wait_until(lambda: self._channel_free.get(channel, 0.0), stopping)
            async with self._gate:
                if self._channel_free.get(channel, 0.0) > self.now() and not stopping():
                    continue
                await self._wait_until(
                    lambda: max(self._earliest_departure(), self._closed_until.get(method, 0.0)), stopping
                )
                # why inside the gate: the next sender must find this departure on record
                return self._depart(channel)

    async def _wait_until(self, instant: Callable[[], float], stopping: Callable[[], bool]) -> None:
        """Wait for an instant that answers may bring forward and Retry-After may put off; so it is asked repeatedly."""
        while not stopping():
            wait = instant() - self.now()
            if wait <= 0:
                return
            await asyncio.sleep(min(wait, POLL_SECONDS))

    def _earliest_departure(self) -> float:
        """Return when the next message may leave, by what is known now."""
        window_start = self.now() - WINDOW_SECONDS
        self._arrivals = {message: at for message, at in self._arrivals.items() if at > window_start}
        is_full = len(self._arrivals) >= BURST
        window_free = min(self._arrivals.values()) + WINDOW_SECONDS if is_full else 0.0
        # why wait for answers at all: one of them may ask for patience, and what has left by then is refused as well
        answered = max(self._answer_deadlines.values(), default=0.0)
        return max(self._next_departure, window_free, answered)

    def _depart(self, channel: str) -> object:
        now, message = self.now(), object()
        self._next_departure = now + GAP_SECONDS
        self._answer_deadlines[message] = now + ANSWER_WAIT_SECONDS
        # One entry for each person and channel would otherwise stay for as long as the process runs.
        if len(self._channel_free) > CHANNELS_KEPT:
            self._channel_free = {name: free for name, free in self._channel_free.items() if free > now}
        # Free only with the answer: a message that is slow to arrive would otherwise be overtaken by the next one.
        self._arrivals[message], self._channel_free[channel] = now + TRANSIT_SECONDS, math.inf
        return message

    def close(self, method: str, wait: timedelta) -> None:
        """Let nobody call a method for a while; of several waits the one that ends last counts."""
        # Answers overtake each other: a shorter wait must not open what a longer one closed.
        self._closed_until[method] = max(self._closed_until.get(method, 0.0), self.now() + wait.total_seconds())

    def closed_for(self, method: str) -> timedelta | None:
        """Return how long a method stays closed, None when it is open."""
        left = self._closed_until.get(method, 0.0) - self.now()
        return timedelta(seconds=left) if left > 0 else None
