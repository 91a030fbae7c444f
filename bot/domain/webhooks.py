"""Events out: what a company's own receivers are told of its log, and what has become of each event.

An event is queued in the transaction of what it tells of, once for each receiver, and ends as delivered or given up.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Protocol

from bot.domain.details import Touch, Waiting
from bot.domain.entries import Entry
from bot.records import record

MOST = 3
"""Receivers of one company."""
KEPT_TRYING = timedelta(days=3)
"""How long after it happened an event is given up that could not be delivered."""
BOTH_SECRETS = timedelta(hours=24)
"""How long events are signed with the former secret too, so that a receiver can be changed in between."""
RESTS = (5, 30, 120, 600, 1800, 3600)
"""Seconds that a receiver is left alone after so many failures in a row; the last one for all that follow."""
JITTER = 0.2
"""By how much of itself a rest is shorter or longer, so that receivers of one machine are not asked at one time."""
LEASE = timedelta(seconds=60)
"""How long a claimed event waits for the process that sends it, should that one die; longer than any send."""


class WebhookState(StrEnum):
    """Whether events go to a receiver; the values are stored."""

    ON = "on"
    OFF = "off"
    REFUSED = "refused"
    """It answered that it wants no more events (410)."""


class EventType(StrEnum):
    """What happened, in the words that receivers read; the values are stored."""

    LOGGED = "entry.logged"
    EDITED = "entry.edited"
    UNDONE = "entry.undone"
    ZERO = "rating.zero"
    WAITING = "customer.waiting"
    PROMISE_DUE = "promise.due"
    PROMISE_LATE = "promise.late"
    TEST = "webhook.test"


class EventState(StrEnum):
    """How far an event is; each is in exactly one of them. The values are stored."""

    QUEUED = "queued"
    DELIVERED = "delivered"
    GIVEN_UP = "given up"


class SendFailure(StrEnum):
    """Why a send failed; the values are stored."""

    ANSWERED = "answered"
    """The receiver answered, and not with a status of 200 to 299."""
    REDIRECTED = "redirected"
    NO_ADDRESS = "no address"
    """Its name is not known to the resolver."""
    FORBIDDEN = "forbidden"
    """Its address is not one of the public internet."""
    UNREACHED = "unreached"
    UNTRUSTED = "untrusted"
    """Its certificate is not trusted, or not for its name."""
    TOO_SLOW = "too slow"
    UNREADABLE = "unreadable"
    """What it answered is no HTTP."""
    UNTOLD = "untold"
    """What it tells of could not be read here."""
    STOPPED = "stopped"
    """An admin turned the receiver off, or it wants no more."""


@record(kw_only=True)
class Webhook:
    """A receiver; `failures` sends in a row failed, the first of them at `failing_since`. Instants are aware UTC.

    The last send of all was at `tried_at` and got the answer `status`, 0 for none; `reason` says why it failed.
    """

    id: int
    url: str
    state: WebhookState
    made_at: datetime
    failures: int = 0
    failing_since: datetime | None = None
    rests_until: datetime | None = None
    tried_at: datetime | None = None
    status: int = 0
    reason: str = ""


@record(kw_only=True)
class WebhookEvent:
    """What one receiver is told; `event` is its opaque id, the same however often it is sent.

    `entry` or `promise` (a number) says what it is about, neither for a test. `status` is the receiver's last answer,
    0 for none; `reason` a `SendFailure`, "" where none failed. Instants are aware UTC.
    """

    id: int
    webhook: int
    event: str
    type: EventType
    at: datetime
    entry: int | None = None
    promise: int | None = None
    person: int | None = None
    state: EventState = EventState.QUEUED
    attempt: int = 0
    status: int = 0
    reason: str = ""
    ended_at: datetime | None = None


@record(kw_only=True)
class EventCounts:
    """How many events there are of a receiver, or of all; those that ended go by their age."""

    queued: int = 0
    delivered: int = 0
    given_up: int = 0


@record(kw_only=True)
class DuePromise:
    """An open promise whose customer was not told otherwise; `due` is a local day of its person."""

    number: int
    person: int
    due: date
    made_at: datetime


class Webhooks(Protocol):
    """The receivers and events of one company; instants are aware UTC.

    `owner` names the process that claims an event. Once its lease is over another one may claim it, and what the first
    one then says of it changes nothing.
    """

    def all(self) -> Sequence[Webhook]: ...
    def add(self, url: str, at: datetime) -> Webhook: ...
    def turn(self, webhook: Webhook, state: WebhookState, at: datetime) -> None: ...
    def remove(self, webhook: Webhook) -> None: ...
    def renew_secret(self, webhook: Webhook, at: datetime) -> None: ...
    def secrets(self, webhook: int, at: datetime) -> Sequence[bytes]: ...
    def reference(self, webhook: int, person: int) -> str: ...
    def plan_test(self, webhook: Webhook, at: datetime) -> str: ...
    def plan_promise(self, kind: EventType, promise: DuePromise, at: datetime) -> None: ...
    def told(self, since: datetime) -> frozenset[str]: ...
    def promises_near(self, first: date, last: date) -> Sequence[DuePromise]: ...
    def waiting(self, at: datetime) -> Sequence[tuple[int, int]]: ...
    def companies(self) -> Sequence[int]: ...
    def get(self, webhook: int) -> Webhook | None: ...
    def claim(self, webhook: int, at: datetime, owner: str) -> WebhookEvent | None: ...
    def delivered(self, event: WebhookEvent, owner: str, status: int, at: datetime) -> None: ...
    def failed(
        self, event: WebhookEvent, owner: str, status: int, reason: SendFailure, at: datetime, again: datetime
    ) -> int: ...
    def refused(self, event: WebhookEvent, owner: str, status: int, at: datetime) -> None: ...
    def counts(self, webhook: int) -> EventCounts: ...
    def queued_everywhere(self) -> int: ...
    def find_test(self, webhook: int, event: str) -> WebhookEvent | None: ...
    def given_up_since(self, webhook: Webhook) -> datetime | None: ...


def types_of(entry: Entry) -> tuple[EventType, ...]:
    """Return what an entry that was just logged tells."""
    detail = entry.detail
    if isinstance(detail, Touch) and any(mark.score == 0 for mark in detail.marks):
        return EventType.LOGGED, EventType.ZERO
    if isinstance(detail, Waiting):
        return EventType.LOGGED, EventType.WAITING
    return (EventType.LOGGED,)


def promise_subject(kind: EventType, promise: DuePromise) -> str:
    """Return what an event about a promise's day is unique by; a promise that is moved is told of again."""
    return f"{kind}:P{promise.number}@{promise.due.isoformat()}"


def next_try(webhook: Webhook, event: WebhookEvent, at: datetime, wish: timedelta) -> datetime:
    """Return until when a receiver is left alone after one more failure.

    `wish` is what the receiver asked for, nothing for none. A rest grows with its failures in a row, and is a little
    shorter or longer for each event, the same however often it is asked.
    """
    seconds = RESTS[min(webhook.failures, len(RESTS) - 1)]
    share = int.from_bytes(sha256(f"{event.event} {event.attempt}".encode()).digest()[:4]) / 2**32
    rest = timedelta(seconds=seconds * (1 - JITTER + 2 * JITTER * share))
    return at + max(rest, wish)
