"""Local date and wall time to the instant in UTC: exactly one for every date that exists in the zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)


def instant(day: date, at: time, zone: ZoneInfo) -> datetime | None:
    """Return the instant of a local time, aware UTC, None for a date that the zone skips.

    A time that the clocks jump over is the first minute after the gap; a time that comes twice is the first of both.
    """
    local = datetime.combine(day, at, tzinfo=zone)
    first = local.replace(fold=0).astimezone(UTC)
    if first.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return first
    return _after_gap(day, local, zone)


def first_instant(day: date, zone: ZoneInfo) -> datetime:
    """Return the instant at which a local day begins; that of the next one for a date that the zone skips."""
    return instant(day, time(0), zone) or first_instant(day + timedelta(days=1), zone)


def _after_gap(day: date, local: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the first minute after the gap that holds a wall time.

    1. fold=1 reads the wall time with the offset after the gap, which gives an instant before it; fold=0 one after it.
    2. Between the two the offset changes once: halve the span until a minute is left.
    3. A gap of a whole day is a date that the zone skipped.
    """
    before = local.replace(fold=1).astimezone(UTC)
    low, high = before, local.replace(fold=0).astimezone(UTC)
    offset = low.astimezone(zone).utcoffset()
    while high - low > MINUTE:
        middle = low + MINUTE * ((high - low) // MINUTE // 2)
        low, high = (middle, high) if middle.astimezone(zone).utcoffset() == offset else (low, middle)
    return None if _skipped(day, zone) else high


def _skipped(day: date, zone: ZoneInfo) -> bool:
    noon = datetime.combine(day, time(12), tzinfo=zone)
    return noon.astimezone(UTC).astimezone(zone).date() != day
