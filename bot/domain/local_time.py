"""Which instant is "08:30 on that local date": exactly one for each date that exists in the zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)


def instant(day: date, at: time, zone: ZoneInfo) -> datetime | None:
    """Return the instant in UTC of a local time.

    A time in a gap moves to the first minute after it; one that comes twice is the first; a date that the zone
    skips has none.
    """
    local = datetime.combine(day, at, tzinfo=zone)
    first = local.replace(fold=0).astimezone(UTC)
    if first.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return first
    return _after_gap(day, local, zone)


def _after_gap(day: date, local: datetime, zone: ZoneInfo) -> datetime | None:
    """In a gap, fold=1 reads the wall time with the offset after it, which lies before the gap."""
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
