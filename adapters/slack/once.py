"""One delivery, carried out once by this process however often it comes; what came before a restart the log knows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

T = TypeVar("T")
SEEN = 5_000
"""Deliveries whose repetition is answered with the first one's outcome."""


@dataclass(kw_only=True)
class DeliveryCache(Generic[T]):
    """Remembers the outcome of each delivery; one that failed may come again."""

    seen: int = SEEN
    _tasks: dict[str, asyncio.Task[T]] = field(default_factory=dict)

    async def __call__(self, key: str, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Return what `work` returns, or returned when the delivery came first; a repetition waits for that."""
        task = self._tasks.get(key)
        if task is None:
            task = self._tasks[key] = asyncio.ensure_future(work())
            while len(self._tasks) > self.seen:
                self._tasks.pop(next(iter(self._tasks)))
        try:
            return await asyncio.shield(task)
        finally:
            if task.done() and (task.cancelled() or task.exception()):
                self.forget(key)

    def forget(self, key: str) -> None:
        """Let a delivery be carried out again."""
        self._tasks.pop(key, None)
