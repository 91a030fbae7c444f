"""The audit: who changed, took or looked at what is another's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.domain.accounts import Accounts
from bot.domain.details import Departure, Freeze, PromiseStep
from bot.domain.entries import Entry
from bot.domain.promises import Promises
from bot.records import record


class AuditAction(StrEnum):
    """What was done; the values are stored."""

    ROLE_GIVEN = "role given"
    ROLE_TAKEN = "role taken"
    REMOVED = "removed"
    RESTORED = "restored"
    ERASED = "erased"
    CLAIMED = "claimed"
    CLAIM_CONFIRMED = "claim confirmed"
    CLAIM_REFUSED = "claim refused"
    INSTALLED = "installed"
    LOOKED = "looked"
    SHARED = "shared"
    PROMISE_CHANGED = "promise changed"
    ACCOUNT_CHANGED = "account changed"
    TOUCHPOINT_CHANGED = "touchpoint changed"
    DESK_CHANGED = "desk changed"
    TEAM_CHANGED = "team changed"
    PERSON_CHANGED = "person changed"
    CLOSED_DAYS_CHANGED = "closed days changed"
    ENTRY_CHANGED = "entry changed"
    VALUE_CHANGED = "value changed"
    NUDGE_SENT_AGAIN = "nudge sent again"
    NUDGE_DROPPED = "nudge dropped"
    EXPIRED = "expired"
    RETENTION_CHANGED = "retention changed"
    ACCESS_GIVEN = "access given"
    ACCESS_TAKEN = "access taken"
    PURPOSE_CHANGED = "purpose changed"
    WEBHOOK_CHANGED = "webhook changed"
    OWN_CHANGED = "own changed"
    """A program changed something of its own person's that is in no log, such as a setting; `what` is the verb."""


LOOKS = (AuditAction.LOOKED, AuditAction.SHARED)
"""The records of who saw figures; all others are of changes."""


@record(kw_only=True)
class AuditRecord:
    """One record; `at` is aware UTC.

    `author` is None where a platform or the operator's terminal acted, `person` None for what is nobody's. `what` is
    in English machine words: a role, what bot.domain.looks says of figures, the ref and what became of it ("P3 kept"),
    the fields that changed, joined by commas, and the name of the thing ("owner,value Acme A/S").
    """

    id: int
    author: int | None
    person: int | None
    action: AuditAction
    what: str
    at: datetime
    via: str = ""


class Audit(Protocol):
    """The audit of one company; records are added and deleted by age, never changed."""

    looks: int
    """How many records of looks were added since the beginning."""
    changes: int
    """How many records of changes were added since the beginning."""

    def add(
        self, action: AuditAction, at: datetime, *, author: int | None, person: int | None, what: str = ""
    ) -> None: ...
    def newest(self, limit: int, *, actions: Sequence[AuditAction] = ()) -> Sequence[AuditRecord]: ...
    def between(
        self,
        first: datetime,
        end: datetime,
        *,
        limit: int | None = None,
        person: int | None = None,
        actions: Sequence[AuditAction] = (),
    ) -> Sequence[AuditRecord]: ...
    def shown_with(self, people: Collection[int], first: datetime, end: datetime) -> Sequence[AuditRecord]: ...
    def count_acts(self, first: datetime, end: datetime, *, person: int | None = None) -> int: ...
    def about(self, person: int, *, actions: Sequence[AuditAction] = ()) -> Sequence[AuditRecord]: ...
    def newest_on_list(self, limit: int) -> Sequence[AuditRecord]: ...
    def role_changes(self, person: int, since: datetime) -> Sequence[AuditRecord]: ...
    def arrivals(self, since: datetime, but: int, limit: int) -> Sequence[AuditRecord]: ...


def record_undone(
    audit: Audit, promises: Promises, accounts: Accounts, undone: Iterable[Entry], author: int, at: datetime
) -> None:
    """Record what an undo by `author` changed for others.

    Entries of theirs, steps of promises of theirs, and that a customer of theirs was left alone or lost.
    """
    for entry in undone:
        promise = promises.find(entry.detail.promise) if isinstance(entry.detail, PromiseStep) else None
        if entry.person != author:
            audit.add(AuditAction.ENTRY_CHANGED, at, author=author, person=entry.person, what=f"{entry.ref} undone")
        elif promise and promise.person != author:
            audit.add(
                AuditAction.PROMISE_CHANGED, at, author=author, person=promise.person, what=f"{promise.ref} undone"
            )
        elif isinstance(entry.detail, Freeze | Departure):
            account = accounts.find(entry.account or 0)
            if account and account.owner != author:
                what = f"undone {account.name}"
                audit.add(AuditAction.ACCOUNT_CHANGED, at, author=author, person=account.owner, what=what)
