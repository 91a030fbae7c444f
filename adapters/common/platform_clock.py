"""The time that a platform tells in the Date header of its answers, and how far the machine's clock is ahead of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from bot.clock import SystemClock, seconds_run

SKEWED = timedelta(seconds=120)
"""A machine's clock that differs by more may make nudges due at wrong times."""


@dataclass(kw_only=True)
class PlatformClock:
    """What a platform's clock shows: the last Date header and the seconds that have run since.

    So a machine's clock that is set between two answers is noticed at once, before anything is sent by it. `now` is
    machine time. `seconds` only measures, and may leave out that the machine slept: then the next answer corrects it.
    """

    now: Callable[[], datetime] = SystemClock().now
    seconds: Callable[[], float] = seconds_run
    _told: datetime | None = None
    _told_at: float = 0.0

    def note(self, date: str) -> None:
        """Take the Date header of an answer; one that cannot be read, or names no zone, changes nothing."""
        try:
            told = parsedate_to_datetime(date)
        except (ValueError, TypeError, OverflowError):
            return
        if told.tzinfo is not None:
            self._told, self._told_at = told, self.seconds()

    @property
    def skew(self) -> timedelta:
        """How far the machine's clock is ahead of the platform's, zero while the platform has told nothing."""
        if self._told is None:
            return timedelta(0)
        return self.now() - self._told - timedelta(seconds=self.seconds() - self._told_at)
