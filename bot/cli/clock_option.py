"""The clock of a command that may be given an instant."""

from __future__ import annotations

from bot.clock import Clock, FrozenClock, parse_instant
from bot.settings import Settings, clock_of


def clock_at(settings: Settings, at: str) -> Clock:
    """Return a clock that stands at an instant, or the configured one."""
    return FrozenClock(parse_instant(at)) if at else clock_of(settings)
