"""Background tasks of a platform: what need not be done before a request is answered, such as posting a receipt."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

import structlog

log = structlog.get_logger()


@dataclass(kw_only=True)
class BackgroundTasks:
    """Runs coroutines that nobody awaits; `platform` names their platform in the log.

    1. A task is referenced here until it ends, because the event loop alone may drop it half-way.
    2. A task that raises is logged once, with its traceback; the others go on.
    3. `drain` waits for what is under way; `stop` waits as well, and cancels what is not done by its deadline.
    """

    platform: str
    running: set[asyncio.Task[Any]] = field(default_factory=set)

    def start(self, work: Coroutine[Any, Any, object]) -> None:
        """Run a coroutine in the background; must be called inside the event loop."""
        task = asyncio.ensure_future(work)
        self.running.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self.running.discard(task)
        # why here: asking a task for its exception is what keeps asyncio from reporting it as "never retrieved"
        if not task.cancelled() and (error := task.exception()):
            log.error("background.task_failed", platform=self.platform, kind=type(error).__name__, exc_info=error)

    async def drain(self, seconds: float) -> None:
        """Wait at most `seconds` until no task is left, not even one that another has started meanwhile."""
        deadline = asyncio.get_running_loop().time() + seconds
        while self.running and (left := deadline - asyncio.get_running_loop().time()) > 0:
            await asyncio.wait(set(self.running), timeout=left)

    async def stop(self, seconds: float) -> None:
        """Wait at most `seconds` for the tasks, then cancel the ones that are left."""
        await self.drain(seconds)
        cancelled = set(self.running)
        if cancelled:
            log.warning("background.tasks_cancelled", platform=self.platform, count=len(cancelled))
        for task in cancelled:
            task.cancel()
        # Waited for, so that their clean-up still finds the session open that their owner closes next.
        await asyncio.gather(*cancelled, return_exceptions=True)
