"""What text columns hold: instants (ISO 8601, UTC, sortable), local days and times of day (ISO), zone names."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from bot.clock import known_zone
from bot.language.names import clean_name

NAMELESS = "–"


def text_of(at: datetime) -> str:
    """Return an aware instant as sortable text in UTC, to the microsecond."""
    # Always six digits: a text that leaves them out at a whole second would sort after a later one.
    there = at if at.tzinfo is UTC else at.astimezone(UTC)
    return there.isoformat(timespec="microseconds").replace("+00:00", "Z")


def name_of(name: str) -> str:
    """Return a name as it is stored: on one line, with nothing in it that no screen shows, never empty."""
    return clean_name(name) or NAMELESS


def instant_of(text: str) -> datetime:
    """Return the instant that a column holds, aware UTC; raises ValueError."""
    return datetime.fromisoformat(text)


def instant_or_none(text: str | None) -> datetime | None:
    """Return the instant that a column holds, None for an empty one; raises ValueError."""
    return instant_of(text) if text else None


def day_of(text: str) -> date:
    """Return the local day that a column holds; raises ValueError."""
    return date.fromisoformat(text)


def keys_of(ids: Iterable[int]) -> str:
    """Return ids as the keys of a JSON object, which a statement reads by `json_each`."""
    return json.dumps(dict.fromkeys(sorted(ids), 0))


def hour_of(text: str | None) -> time | None:
    """Return the local time of day that a column holds, None for an empty one; raises ValueError."""
    return time.fromisoformat(text) if text else None


def hour_text(hour: time | None) -> str | None:
    """Return a local time of day as sortable text, to the minute; None stays an empty column."""
    return f"{hour:%H:%M}" if hour else None


def span_until(asof: date, days: int) -> dict[str, str]:
    """Return the parameters `since` and `asof` of a window of so many days before a local day.

    It ends a day later than asked: for a colleague in a zone further east it may be tomorrow already.
    """
    return {"since": (asof - timedelta(days=days)).isoformat(), "asof": (asof + timedelta(days=1)).isoformat()}


def first_known_zone(*names: str) -> str:
    """Return the first IANA zone name that this machine knows, else ""; its table may be older than the database."""
    return next((zone for name in names if (zone := known_zone(name or ""))), "")


def times_of(text: str) -> tuple[tuple[str, time], ...]:
    """Return the times of day of a column such as `N1=08:15 N13=15:30`, each with its name."""
    parts = (part.split("=") for part in text.split())
    return tuple((name, time.fromisoformat(at)) for name, at in parts)
