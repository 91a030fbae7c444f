"""The only place that reads the clock; everywhere else time enters as an argument."""

from __future__ import annotations

import time
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.errors import ConfigError


class Clock(Protocol):
    """Tells business time."""

    def now(self) -> datetime:
        """Return the present instant, aware and in UTC."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the machine's present instant."""
        return datetime.now(UTC)


class ShiftedClock:
    """A clock that starts at a given instant, runs on and can be moved forward; for rehearsals and the demo."""

    def __init__(self, start: datetime) -> None:
        self._start = start.astimezone(UTC)
        # Monotonic: a rehearsal goes on evenly when the machine's clock is set.
        self._since = time.monotonic()

    def now(self) -> datetime:
        """Return the start plus the time that has run since."""
        return self._start + timedelta(seconds=time.monotonic() - self._since)

    def move_to(self, at: datetime) -> None:
        """Jump forward to an instant; one that lies behind changes nothing."""
        if at > self.now():
            self._start, self._since = at.astimezone(UTC), time.monotonic()


class FrozenClock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        """Return the instant it stands at."""
        return self._at

    def move_to(self, at: datetime) -> None:
        """Stand at a later instant."""
        self._at = max(self._at, at.astimezone(UTC))


class ClockWatch:
    """Tells how far a clock was set since the watch began, by a clock that nobody can set."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self._at, self._since = clock, clock.now(), time.monotonic()

    def jump(self) -> timedelta:
        """Return how far it was set ahead, less than zero when back."""
        return self._clock.now() - self._at - timedelta(seconds=time.monotonic() - self._since)


def seconds_run() -> float:
    """Return seconds on a clock that nobody can set; good for measuring, never for dates."""
    return time.monotonic()


_ASKED_AT: ContextVar[float | None] = ContextVar("asked_at", default=None)


class answering:
    """Lets all deadlines in here count from now on, not each from its own beginning: somebody waits for the answer."""

    def __enter__(self) -> None:
        self._before = _ASKED_AT.set(seconds_run())

    def __exit__(self, *raised: object) -> None:
        _ASKED_AT.reset(self._before)


def seconds_left(deadline: float) -> float:
    """Return what is left of a deadline that counts from the beginning of the answer; all of it where there is none."""
    asked_at = _ASKED_AT.get()
    return deadline if asked_at is None else max(0.0, deadline - (seconds_run() - asked_at))


def parse_instant(text: str) -> datetime:
    """Read an ISO instant with offset; raises ConfigError for anything else."""
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ConfigError(f"{text[:40]!r} is no instant: write it like 2026-11-24T08:30+01:00.") from None
    if at.tzinfo is None:
        raise ConfigError(f"{text[:40]!r} has no offset: write it like 2026-11-24T08:30+01:00.")
    return at.astimezone(UTC)


def zone(name: str) -> ZoneInfo:
    """Return a time zone by its IANA name; raises ConfigError for one that does not exist."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ConfigError(f"{name[:40]!r} is no time zone: write it like Europe/Oslo.") from None


def known_zone(name: str) -> str:
    """Return the name of a time zone that a platform told, empty for one that does not exist here."""
    try:
        return zone(name).key if name else ""
    except ConfigError:
        return ""


def local_day(at: datetime, zone_name: str) -> date:
    """Return the local date of an instant in a zone, given by its IANA name."""
    return at.astimezone(ZoneInfo(zone_name)).date()
