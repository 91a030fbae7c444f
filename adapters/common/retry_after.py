"""How long a Retry-After asks to wait, and how far the machine's clock is from a platform's."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST = timedelta(hours=1)
SKEWED = timedelta(seconds=120)
"""Beyond this, what is due by our clock may not be due at all."""


def retry_after(text: str, now: datetime, otherwise: timedelta) -> timedelta:
    """Read seconds or an HTTP date; anything else is `otherwise`."""
    if re.fullmatch("[0-9]{1,9}", text.strip()):
        return min(timedelta(seconds=int(text)), LONGEST)
    try:
        wait = parsedate_to_datetime(text) - now
    except (ValueError, TypeError):
        return otherwise
    return min(max(wait, timedelta(0)), LONGEST)


def skew(date: str, now: datetime) -> timedelta:
    """Return how far `now` is ahead of the Date header of an answer, nothing where that cannot be told."""
    try:
        return now - parsedate_to_datetime(date)
    except (ValueError, TypeError):
        return timedelta(0)
