"""The receipts of deliveries in SQL."""

from __future__ import annotations

from datetime import datetime

from bot.domain.inbound import SAME, Before
from storage.columns import instant_of, text_of
from storage.connection import Connection
from storage.queries import queries

SQL = queries("inbound")


class SqlInbound:
    """What was answered already."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def before(self, key: str, person: int, line: str, since: datetime) -> Before:
        """Return what came before a delivery; an empty key or line is that of none."""
        row = self._db.rows(SQL.before, key=key or None, person=person, line=line or None, since=text_of(since))[0]
        return Before(
            receipt=self._first(row["receipt"]),
            deliveries=row["deliveries"],
            typed=(instant_of(row["typed_at"]), row["typed"]) if row["typed_at"] else None,
            known=bool(row["known"]),
            unread=bool(row["unread"]),
        )

    def receipt(self, key: str) -> str | None:
        """Return the packed reply to a delivery."""
        row = self._db.row(SQL.receipt, key=key)
        return self._first(row["receipt"]) if row else None

    def _first(self, kept: str | None) -> str | None:
        """Return the reply itself: a delivery with two keys keeps it once, under the first one."""
        return self.receipt(kept.removeprefix(SAME)) if kept and kept.startswith(SAME) else kept

    def keep(self, key: str, person: int, line: str, receipt: str, at: datetime) -> None:
        """Keep the packed reply to a delivery, or to a typed line without a key."""
        # NULL for no key: UNIQUE takes any number of those, but only one empty text.
        self._db.change(SQL.keep, key=key or None, person=person, line=line, receipt=receipt, at=text_of(at))

    def forget_key(self, key: str) -> None:
        """Drop one receipt, so that another can be kept under its key."""
        self._db.change(SQL.forget_key, key=key)
