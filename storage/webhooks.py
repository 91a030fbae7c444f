"""Receivers of events in SQL; their secrets are made of the key of the installation and stored nowhere."""

from __future__ import annotations

import base64
import hmac
import secrets
from collections.abc import Sequence
from datetime import date, datetime

from bot.domain.entries import Entry
from bot.domain.webhooks import (
    BOTH_SECRETS,
    KEPT_TRYING,
    LEASE,
    DuePromise,
    EventCounts,
    EventState,
    EventType,
    SendFailure,
    Webhook,
    WebhookEvent,
    WebhookState,
    promise_subject,
)
from storage.columns import day_of, instant_of, instant_or_none, text_of
from storage.connection import Connection, Row, Value
from storage.queries import queries
from storage.wakeups import wake_admins

SQL = queries("webhooks")
NONCE_BYTES = 16
ID_BYTES = 16
REFERENCE_BYTES = 12


class SqlWebhooks:
    """The receivers and events of one company."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def all(self) -> Sequence[Webhook]:
        """Return the receivers, the oldest first."""
        return [_webhook(row) for row in self._db.rows(SQL.all)]

    def add(self, url: str, at: datetime) -> Webhook:
        """Add a receiver, to which events go from now on."""
        made = self._db.insert(SQL.add, url=url, nonce=secrets.token_hex(NONCE_BYTES), at=text_of(at))
        return Webhook(id=made, url=url, state=WebhookState.ON, made_at=at)

    def turn(self, webhook: Webhook, state: WebhookState, at: datetime) -> None:
        """Turn a receiver on or off; what waits for one that is off is given up."""
        self._db.change(SQL.turn, webhook=webhook.id, state=state)
        if state is not WebhookState.ON:
            self._db.change(SQL.stop_events, webhook=webhook.id, reason=SendFailure.STOPPED, at=text_of(at))

    def remove(self, webhook: Webhook) -> None:
        """Forget a receiver, its secret and its events."""
        self._db.change(SQL.remove_events, webhook=webhook.id)
        self._db.change(SQL.remove, webhook=webhook.id)

    def renew_secret(self, webhook: Webhook, at: datetime) -> None:
        """Give a receiver another secret; events are signed with the former one too for `BOTH_SECRETS`."""
        self._db.change(
            SQL.renew,
            webhook=webhook.id,
            nonce=secrets.token_hex(NONCE_BYTES),
            until=text_of(at + BOTH_SECRETS),
        )

    def secrets(self, webhook: int, at: datetime) -> Sequence[bytes]:
        """Return the keys with which events of a receiver are signed at an instant, the newest first."""
        row = self._db.row(SQL.nonces, webhook=webhook)
        if row is None:
            return ()
        is_kept = row["former_nonce"] and row["former_until"] > text_of(at)
        nonces = [row["nonce"], *([row["former_nonce"]] if is_kept else [])]
        return [self._code(f"webhook {self._db.tenant} {webhook} {nonce}") for nonce in nonces]

    def _code(self, text: str) -> bytes:
        """Return what only this installation makes of a text; cards are sealed with JSON, which begins otherwise."""
        key = bytes.fromhex(self._db.rows(SQL.installation_key)[0]["key"])
        return hmac.digest(key, text.encode(), "sha256")

    def reference(self, webhook: int, person: int) -> str:
        """Return what one receiver reads in place of a person; another one reads another, and neither leads back."""
        code = self._code(f"person {self._db.tenant} {webhook} {person}")[:REFERENCE_BYTES]
        return f"per_{base64.urlsafe_b64encode(code).decode()}"

    def plan_test(self, webhook: Webhook, at: datetime) -> str:
        """Queue an event that tells of nothing, try the receiver at once, and return the event's id."""
        event = new_event_id()
        values = {"event": event, "type": EventType.TEST, "subject": event, "at": text_of(at)}
        self._db.change(SQL.plan_test, webhook=webhook.id, **values)
        self._db.change(SQL.end_rest, webhook=webhook.id)
        return event

    def find_test(self, webhook: int, event: str) -> WebhookEvent | None:
        """Return an event by the id that `plan_test` gave, None when it is gone by its age."""
        row = self._db.row(SQL.by_subject, webhook=webhook, subject=event)
        return _event(row) if row else None

    def plan_promise(self, kind: EventType, promise: DuePromise, at: datetime) -> None:
        """Queue an event of a promise's day, unless one was for the same day."""
        _plan(
            self._db,
            kind,
            promise_subject(kind, promise),
            at,
            promise=promise.number,
            person=promise.person,
        )

    def told(self, since: datetime) -> frozenset[str]:
        """Return the subjects of what was told of promises since an instant."""
        return frozenset(row["subject"] for row in self._db.rows(SQL.told, since=text_of(since)))

    def promises_near(self, first: date, last: date) -> Sequence[DuePromise]:
        """Return the open promises of these days whose customers were not told otherwise."""
        rows = self._db.rows(SQL.promises_near, first=first.isoformat(), last=last.isoformat())
        return [
            DuePromise(
                number=row["number"],
                person=row["person"],
                due=day_of(row["due"]),
                made_at=instant_of(row["made_at"]),
            )
            for row in rows
        ]

    def waiting(self, at: datetime) -> Sequence[tuple[int, int]]:
        """Return the receivers of all companies to which something is to be sent, each behind its company."""
        return [(row["tenant"], row["id"]) for row in self._db.rows(SQL.waiting, at=text_of(at))]

    def companies(self) -> Sequence[int]:
        """Return the companies with a receiver that is on."""
        return [row["tenant"] for row in self._db.rows(SQL.companies)]

    def get(self, webhook: int) -> Webhook | None:
        """Return a receiver, None when it was removed."""
        row = self._db.row(SQL.get, webhook=webhook)
        return _webhook(row) if row else None

    def claim(self, webhook: int, at: datetime, owner: str) -> WebhookEvent | None:
        """Take the oldest event that waits for a receiver; None when there is none."""
        values = {"at": text_of(at), "lease": text_of(at + LEASE), "owner": owner}
        row = self._db.change_row(SQL.claim, webhook=webhook, **values)
        return _event(row) if row else None

    def delivered(self, event: WebhookEvent, owner: str, status: int, at: datetime) -> None:
        """Note that a receiver took an event."""
        self._end(event, owner, EventState.DELIVERED, status, "", at)
        self._db.change(SQL.went_well, webhook=event.webhook, status=status, at=text_of(at))

    def failed(
        self, event: WebhookEvent, owner: str, status: int, reason: SendFailure, at: datetime, again: datetime
    ) -> int:
        """Note that a send failed: the receiver is left alone until `again`, and what is too old is given up.

        Returns how many events that were.
        """
        values: dict[str, Value] = {"status": status, "reason": reason}
        self._db.change(SQL.again, id=event.id, owner=owner, due=text_of(again), **values)
        self._db.change(SQL.went_wrong, webhook=event.webhook, at=text_of(at), until=text_of(again), **values)
        too_old = {"before": text_of(at - KEPT_TRYING), "at": text_of(at)}
        given_up = self._db.change_rows(SQL.give_up, webhook=event.webhook, reason=reason, **too_old)
        if given_up:
            wake_admins(self._db)
        return given_up

    def refused(self, event: WebhookEvent, owner: str, status: int, at: datetime) -> None:
        """Note that a receiver wants no more events: nothing more goes to it."""
        self._end(event, owner, EventState.GIVEN_UP, status, SendFailure.STOPPED, at)
        webhook = self.get(event.webhook)
        if webhook and webhook.state is WebhookState.ON:
            self.turn(webhook, WebhookState.REFUSED, at)
            why = SendFailure.ANSWERED
            self._db.change(SQL.went_wrong, webhook=webhook.id, status=status, reason=why, at=text_of(at), until="")
            wake_admins(self._db)

    def _end(self, event: WebhookEvent, owner: str, state: EventState, status: int, reason: str, at: datetime) -> None:
        values: dict[str, Value] = {"state": state, "status": status, "reason": reason, "at": text_of(at)}
        self._db.change(SQL.finish, id=event.id, owner=owner, **values)

    def counts(self, webhook: int) -> EventCounts:
        """Return how many events of a receiver are in which state."""
        found = {row["state"]: row["events"] for row in self._db.rows(SQL.counts, webhook=webhook)}
        queued, delivered, given_up = (found.get(state, 0) for state in EventState)
        return EventCounts(queued=queued, delivered=delivered, given_up=given_up)

    def queued_everywhere(self) -> int:
        """Return how many events of all companies wait."""
        return int(self._db.rows(SQL.queued_everywhere)[0]["events"])

    def given_up_since(self, webhook: Webhook) -> datetime | None:
        """Return when the first event was given up since a receiver began to fail; None while none was."""
        if webhook.failing_since is None:
            return None
        values = {"since": text_of(webhook.failing_since), "stopped": SendFailure.STOPPED}
        at = self._db.rows(SQL.first_given_up, webhook=webhook.id, **values)[0]["at"]
        return instant_or_none(at)


def new_event_id() -> str:
    """Return an id that says nothing of what it names."""
    return f"evt_{secrets.token_urlsafe(ID_BYTES)}"


def plan_for_entry(db: Connection, entry: Entry, types: Sequence[EventType], at: datetime) -> None:
    """Queue what a change of the log tells; the caller knows that somebody receives it."""
    for kind in types:
        _plan(db, kind, "", at, entry=entry.id, person=entry.person)


def _plan(
    db: Connection,
    kind: EventType,
    subject: str,
    at: datetime,
    *,
    entry: int | None = None,
    promise: int | None = None,
    person: int | None = None,
) -> None:
    event = new_event_id()
    db.change(
        SQL.plan,
        event=event,
        type=kind,
        subject=subject or event,
        at=text_of(at),
        entry=entry,
        promise=promise,
        person=person,
    )


def _webhook(row: Row) -> Webhook:
    return Webhook(
        id=row["id"],
        url=row["url"],
        state=WebhookState(row["state"]),
        made_at=instant_of(row["made_at"]),
        failures=row["failures"],
        failing_since=instant_or_none(row["failing_since"]),
        rests_until=instant_or_none(row["rests_until"]),
        tried_at=instant_or_none(row["tried_at"]),
        status=row["status"],
        reason=row["reason"],
    )


def _event(row: Row) -> WebhookEvent:
    return WebhookEvent(
        id=row["id"],
        webhook=row["webhook"],
        event=row["event"],
        type=EventType(row["type"]),
        at=instant_of(row["at"]),
        entry=row["entry"],
        promise=row["promise"],
        person=row["person"],
        state=EventState(row["state"]),
        attempt=row["attempt"],
        status=row["status"],
        reason=row["reason"],
        ended_at=instant_or_none(row["ended_at"]),
    )
