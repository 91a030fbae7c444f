"""Deliveries that this process has carried out or is carrying out, so that a repetition gets the same outcome.

What was delivered before a restart is recognised by the database, which keeps the receipt of each key.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, TypeVar

T = TypeVar("T")
CAPACITY = 5_000
"""Outcomes that are kept; the oldest give way."""


@dataclass(kw_only=True)
class DeliveryCache(Generic[T]):
    """Keeps the outcome of each delivery by its key; one that failed is not kept, so that it may come again.

    Outcomes should be small, as all of them together are the memory that grows while the program runs.
    """

    capacity: int = CAPACITY
    _running: dict[str, asyncio.Task[T]] = field(default_factory=dict)
    _outcomes: dict[str, T] = field(default_factory=dict)

    async def __call__(self, key: str, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Run `work` for the first delivery of a key; a repetition waits for that run. Return its outcome or raise."""
        if key in self._outcomes:
            return self._outcomes[key]
        task = self._running.get(key)
        if task is None:
            task = self._running[key] = asyncio.create_task(work())
            task.add_done_callback(partial(self._ended, key))
        # why shielded: a caller that gives up must not cancel the work that a repetition will wait for
        return await asyncio.shield(task)

    def _ended(self, key: str, task: asyncio.Task[T]) -> None:
        """Keep the outcome of a run, unless it failed or its delivery was forgotten meanwhile."""
        if self._running.get(key) is not task:
            return
        del self._running[key]
        # Slack delivers again because a run failed: the next one must not get its failure from memory.
        if not task.cancelled() and task.exception() is None:
            self._outcomes[key] = task.result()
            while len(self._outcomes) > self.capacity:
                self._outcomes.pop(next(iter(self._outcomes)))

    def forget(self, key: str) -> None:
        """Let the next delivery of a key run its work again."""
        self._running.pop(key, None)
        self._outcomes.pop(key, None)
