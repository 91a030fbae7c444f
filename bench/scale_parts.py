"""The parts of the model of many workspaces: what things cost, what a platform takes, and the queues.

Times are seconds.
"""

from __future__ import annotations

import heapq
from collections import deque
from dataclasses import dataclass

from adapters.common.pacing import ANSWER_WAIT_SECONDS, BURST, TRANSIT_SECONDS, WINDOW_SECONDS

CONNECTIONS = 100
"""Of one process to all platforms together: aiohttp's default."""


@dataclass(frozen=True, kw_only=True)
class Costs:
    """Processor seconds of the program for each stage of one message, and of the database (`base_…`) for it.

    `look` is what asking one workspace costs when nothing is due; `base_step` what a claim, a mark or an end costs.
    """

    plan: float
    claim: float
    mark: float
    post: float
    end: float
    look: float
    base_plan: float
    base_step: float
    base_look: float
    wire: float = 0.005
    """How long a transaction is on its way to the database and back."""

    @property
    def message(self) -> float:
        """Processor seconds of the program for one message, all stages."""
        return self.plan + self.claim + self.mark + self.post + self.end


@dataclass(frozen=True, kw_only=True)
class Platform:
    """What a platform takes from one workspace in `window` seconds, and how fast it answers."""

    name: str
    limit: int
    window: float
    seconds: float = 0.15
    retry_after: float = 10.0
    burst: int = BURST
    """Messages that our own pace lets arrive within `WINDOW_SECONDS`."""
    answer_wait: float = ANSWER_WAIT_SECONDS
    """For which a message waits for the answer to the one before it."""


SLACK = Platform(name="slack", limit=30, window=5.0)
"""`several hundred a minute`: taken as 360."""
TEAMS = Platform(name="teams", limit=50, window=1.0)


class Server:
    """`width` equal places that serve in the order of arrival, while other work takes the share `taken` of each."""

    def __init__(self, width: int = 1, taken: float = 0.0) -> None:
        self.busy = 0.0
        self._slower = 1 / max(0.01, 1 - taken)
        self._free = [0.0] * width

    def take(self, now: float, seconds: float) -> float:
        """Serve somebody who comes now; return when they are done."""
        end = max(now, self._free[0]) + seconds * self._slower
        heapq.heapreplace(self._free, end)
        self.busy += seconds
        return end


class Limit:
    """A platform's count of one workspace: what arrives beyond it is refused."""

    def __init__(self, count: int, window: float) -> None:
        self._count, self._window = count, window
        self._arrivals: deque[float] = deque()

    def admits(self, now: float) -> bool:
        """Count an arrival, unless as many arrived within the window before."""
        while self._arrivals and self._arrivals[0] <= now - self._window:
            self._arrivals.popleft()
        if len(self._arrivals) >= self._count:
            return False
        self._arrivals.append(now)
        return True


class Pace:
    """When the next message to one workspace may leave, by the rules of adapters.common.pacing."""

    def __init__(self, platform: Platform) -> None:
        self._burst, self._gap = platform.burst, WINDOW_SECONDS / platform.burst
        self._answer_wait = platform.answer_wait
        self._next = 0.0
        self._arrivals: list[list[float]] = []
        self._unanswered: list[list[float]] = []

    def earliest(self, now: float) -> float:
        """Return when the next message may leave, by what is known now."""
        self._arrivals = [at for at in self._arrivals if at[0] > now - WINDOW_SECONDS]
        window = min(at[0] for at in self._arrivals) + WINDOW_SECONDS if len(self._arrivals) >= self._burst else 0.0
        waits = max((at[0] - TRANSIT_SECONDS + self._answer_wait for at in self._unanswered), default=0.0)
        return max(self._next, window, waits)

    def leave(self, now: float) -> list[float]:
        """Note that a message leaves; `answered` takes what this returns."""
        message = [now + TRANSIT_SECONDS]
        self._next = now + self._gap
        self._arrivals.append(message)
        self._unanswered.append(message)
        return message

    def answered(self, message: list[float], now: float) -> None:
        """Note the answer to a message, which arrived before it."""
        self._unanswered.remove(message)
        message[0] = now


@dataclass(frozen=True, kw_only=True)
class Company:
    """What a workspace is before a morning: how many people, on which platform, at which second their 08:30 is."""

    people: int
    platform: Platform
    morning: float
