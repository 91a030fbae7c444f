"""Log lines that anybody can cause: one a second for each reason, without traceback and without what was sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath
from traceback import extract_tb

import structlog

from adapters.common.bounded_cache import BoundedCache
from bot.clock import seconds_run

log = structlog.get_logger()
LOG_SECONDS = 1.0
"""Seconds between two lines of the same reason."""


@dataclass(kw_only=True)
class RefusalLog:
    """Writes lines about refused payloads and calls; a flood of them must not fill the disk."""

    _written: BoundedCache[float] = field(default_factory=BoundedCache)

    def refused(self, status: int, reason: str) -> None:
        """Log that a request or an envelope was refused."""
        if self._is_due(reason):
            log.warning("slack.request_refused", status=status, reason=reason)

    def failed(self, error: Exception) -> None:
        """Log that a listener raised, by the class of the error and the place in the code."""
        frames = extract_tb(error.__traceback__)
        place = f"{PurePath(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
        if self._is_due(f"{type(error).__name__} {place}"):
            log.error("slack.listener_failed", kind=type(error).__name__, place=place)

    def call_failed(self, method: str, code: str) -> None:
        """Log that a call was refused, or not answered, such as one about a sender whom Slack does not know."""
        if self._is_due(f"{method} {code}"):
            log.warning("slack.call_failed", method=method, code=code)

    def limited(self) -> None:
        """Log that Slack drops events for a minute, because there were too many."""
        if self._is_due("limited"):
            log.error("slack.events_limited")

    def _is_due(self, reason: str) -> bool:
        now, before = seconds_run(), self._written.get(reason)
        if before is not None and now - before < LOG_SECONDS:
            return False
        self._written.put(reason, now)
        return True
