"""The Retry-After header of answers: how long to wait."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST = timedelta(hours=1)


def retry_after(text: str, now: datetime, otherwise: timedelta) -> timedelta:
    """Return how long a Retry-After asks to wait, in seconds or until an HTTP date; at most `LONGEST`.

    `otherwise` where it cannot be read.
    """
    # Nine digits at most, as a longer number may overflow a timedelta.
    if re.fullmatch("[0-9]{1,9}", text.strip()):
        return min(timedelta(seconds=int(text)), LONGEST)
    try:
        # A date without a zone comes back naive; subtracting it raises the TypeError.
        wait = parsedate_to_datetime(text) - now
    except (ValueError, TypeError, OverflowError):
        return otherwise
    return min(max(wait, timedelta(0)), LONGEST)
