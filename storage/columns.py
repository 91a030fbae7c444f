"""How instants and days stand in text columns: ISO, UTC, sortable."""

from __future__ import annotations

from datetime import UTC, date, datetime

MICROSECONDS = "%Y-%m-%dT%H:%M:%S.%fZ"


def text_of(at: datetime) -> str:
    """Return an aware instant as sortable text."""
    return at.astimezone(UTC).strftime(MICROSECONDS)


def instant_of(text: str) -> datetime:
    """Return the instant that a column holds."""
    return datetime.fromisoformat(text)


def day_of(text: str) -> date:
    """Return the day that a column holds."""
    return date.fromisoformat(text)
