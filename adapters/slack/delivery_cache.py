"""Deliveries that this process has carried out or is carrying out, so that a repetition gets the same outcome.

What was delivered before a restart is recognised by the database, which keeps the receipt of each key.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

T = TypeVar("T")
CAPACITY = 5_000
"""Outcomes that are kept; the oldest give way."""


@dataclass(kw_only=True)
class DeliveryCache(Generic[T]):
    """Keeps the outcome of each delivery by its key; one that failed is forgotten, so that it may come again."""

    capacity: int = CAPACITY
    _tasks: dict[str, asyncio.Task[T]] = field(default_factory=dict)

    async def __call__(self, key: str, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Run `work` for the first delivery of a key; a repetition waits for that run. Return its outcome or raise."""
        task = self._tasks.get(key)
        if task is None:
            task = self._tasks[key] = asyncio.ensure_future(work())
            while len(self._tasks) > self.capacity:
                self._tasks.pop(next(iter(self._tasks)))
        try:
            # why shielded: a caller that gives up must not cancel the work that a repetition will wait for
            return await asyncio.shield(task)
        finally:
            # Slack delivers again because this run failed: the next one must not get its failure from memory.
            if task.done() and (task.cancelled() or task.exception()):
                self.forget(key)

    def forget(self, key: str) -> None:
        """Let the next delivery of a key run its work again."""
        self._tasks.pop(key, None)
