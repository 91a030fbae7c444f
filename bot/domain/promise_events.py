"""Events of the days of promises: which came due and which are late, told once a day and promise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.local_time import first_instant
from bot.domain.webhooks import DuePromise, EventType, promise_subject
from bot.domain.work import Work

DAY = timedelta(days=1)
LOOKED_BACK = timedelta(days=7)
"""How long after its day a promise is still told of, such as after a server that was down."""


def promise_events(work: Work, now: datetime) -> Sequence[tuple[EventType, DuePromise, datetime]]:
    """Return what is to be told by an instant of the days of open promises, and was not told yet; with its instant.

    A promise is due from the beginning of its local day on, or from when it was made, and late once that day is over.
    """
    told = work.webhooks.told(now - LOOKED_BACK - 2 * DAY)
    # A local day begins up to half a day before, and ends as long after, the day in UTC.
    first, last = (now - LOOKED_BACK).date(), (now + DAY).date()
    return [
        (kind, promise, at)
        for promise in work.webhooks.promises_near(first, last)
        for kind, at in _moments(promise, ZoneInfo(work.people.get(promise.person).zone))
        if at <= now and promise_subject(kind, promise) not in told
    ]


def _moments(promise: DuePromise, zone: ZoneInfo) -> Iterator[tuple[EventType, datetime]]:
    yield EventType.PROMISE_DUE, max(first_instant(promise.due, zone), promise.made_at)
    yield EventType.PROMISE_LATE, first_instant(promise.due + DAY, zone)
