"""The audit in SQL."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from bot.domain.audit import LOOKS, AuditAction, AuditRecord
from storage.columns import instant_of, keys_of, text_of
from storage.connection import Connection
from storage.queries import queries
from storage.wakeups import wake_admins

SQL = queries("audit")
ALL = 2**31 - 1
"""A limit above every number of records."""


class SqlAudit:
    """The audit of one company."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self.looks = 0
        """How many records of looks were added since the beginning."""
        self.changes = 0
        """How many records of changes were added since the beginning."""

    def add(self, action: AuditAction, at: datetime, *, author: int | None, person: int | None, what: str = "") -> None:
        """Record that `author` did something to what is `person`'s."""
        self._db.insert(
            SQL.add, author=author, person=person, action=action.value, what=what, at=text_of(at), via=self._db.via
        )
        if action in LOOKS:
            self.looks += 1
        else:
            self.changes += 1
        if author is None or action is AuditAction.INSTALLED:
            wake_admins(self._db)

    def newest(self, limit: int, *, actions: Sequence[AuditAction] = ()) -> Sequence[AuditRecord]:
        """Return the last records, newest first; only those of the named actions, if any is named."""
        return _records(self._db.rows(SQL.newest, limit=limit, actions=_joined(actions)))

    def newest_on_list(self, limit: int) -> Sequence[AuditRecord]:
        """Return the last records of who may do what, and of who is on the list, newest first."""
        return _records(self._db.rows(SQL.newest_on_list, limit=limit))

    def about(self, person: int, *, actions: Sequence[AuditAction] = ()) -> Sequence[AuditRecord]:
        """Return what others, or a program for the person, did to what is a person's, newest first.

        Only the named actions, if any is named.
        """
        return _records(self._db.rows(SQL.about, person=person, actions=_joined(actions)))

    def role_changes(self, person: int, since: datetime) -> Sequence[AuditRecord]:
        """Return which roles a person gained or lost since an instant, newest first."""
        return _records(self._db.rows(SQL.role_changes, person=person, since=text_of(since)))

    def arrivals(self, since: datetime, but: int, limit: int) -> Sequence[AuditRecord]:
        """Return who installed the app since an instant, or became somebody set up, or admin, by no admin's act.

        Newest first, without what the person `but` did, and what was done to them.
        """
        return _records(self._db.rows(SQL.arrivals, since=text_of(since), person=but, limit=limit))

    def between(
        self,
        first: datetime,
        end: datetime,
        *,
        limit: int | None = None,
        person: int | None = None,
        actions: Sequence[AuditAction] = (),
    ) -> Sequence[AuditRecord]:
        """Return the last `limit` records from an instant until before another, newest first, all for None.

        Only those by or about a person, if one is named, and of the named actions, if any is.
        """
        span = {"first": text_of(first), "end": text_of(end)}
        most = ALL if limit is None else limit
        return _records(self._db.rows(SQL.between, person=person, limit=most, actions=_joined(actions), **span))

    def shown_with(self, people: Collection[int], first: datetime, end: datetime) -> Sequence[AuditRecord]:
        """Return the records of every sum shown from an instant until before another that some people bear on.

        A sum has a record for each whose work it held; those of all are returned where one of the people has one, or
        showed the sum. In any order.
        """
        span = {"first": text_of(first), "end": text_of(end)}
        return _records(self._db.rows(SQL.shown_with, people=keys_of(people), **span))

    def count_acts(self, first: datetime, end: datetime, *, person: int | None = None) -> int:
        """Return how many acts, each of which may concern several people, `between` has for a period and a person."""
        rows = self._db.rows(SQL.count_acts, person=person, first=text_of(first), end=text_of(end))
        return int(rows[0]["acts"])


def _joined(actions: Iterable[AuditAction]) -> str:
    return "".join(f"|{action.value}|" for action in actions)


def _records(rows: Iterable[Any]) -> list[AuditRecord]:
    return [
        AuditRecord(**(dict(row) | {"action": AuditAction(row["action"]), "at": instant_of(row["at"])})) for row in rows
    ]
