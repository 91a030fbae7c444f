"""Sends that are on their way: others begin beside them as long as few are, so that a slow one delays nobody."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Generic, Self, TypeVar

from bot.logs import chain
from nudges.failing import Recipient

PATIENCE_SECONDS = 5.0
"""Until a turn that only waits for slow answers looks for what came due meanwhile."""

T = TypeVar("T")
Ended = tuple[Recipient, T | BaseException]


@dataclass(kw_only=True)
class Underway(Generic[T]):
    """Begins sends and hands out how each ended; there is room for more while fewer than `lanes` are on their way."""

    lanes: int
    _tasks: dict[asyncio.Task[T], Recipient] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return how many are on their way."""
        return len(self._tasks)

    @property
    def has_room(self) -> bool:
        """Whether a lane is free."""
        return len(self._tasks) < self.lanes

    def begin(self, recipient: Recipient, send: Coroutine[None, None, T]) -> None:
        """Begin a send."""
        self._tasks[asyncio.ensure_future(_chained(send))] = recipient

    async def next_ends(self, seconds: float | None = None) -> Sequence[Ended[T]]:
        """Return what ended, by its result or by what it raised, once anything did; nothing after so many seconds."""
        done, _ = await asyncio.wait(self._tasks, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        # In the order in which they began, because a set has none.
        ended = [task for task in self._tasks if task in done]
        return [(self._tasks.pop(task), task.exception() or task.result()) for task in ended]

    async def __aenter__(self) -> Self:
        """Hold what begins until all of it has ended."""
        return self

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Wait until none is on its way; when the turn itself is cancelled, they are too."""
        for task in self._tasks if kind is asyncio.CancelledError else ():
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


async def _chained(send: Coroutine[None, None, T]) -> T:
    """Everything that is logged about one message carries one id."""
    with chain():
        return await send
